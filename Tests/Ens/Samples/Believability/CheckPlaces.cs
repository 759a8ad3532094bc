namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Places: loaded outside the security area, unloaded inside, over an office of entry that deals with the mode.</summary>
internal static class CheckPlaces
{
    public static void Of(Paper paper, Remarks remarks)
    {
        foreach (var place in paper.Root.Descendants("UNLOCODE").Select(one => one.Value))
        {
            remarks.Unless(Facts.Places.ContainsKey(place), Doubt.LocationCode, $"place {place}");
            remarks.Unless(
                paper.Mode is null
                    || !Facts.Places.TryGetValue(place, out var modes)
                    || modes.Contains(paper.Mode, StringComparison.Ordinal),
                Doubt.LocationCode,
                $"place {place} by mode {paper.Mode}"
            );
        }

        foreach (var name in (string[])["placeOfLoading", "placeOfAcceptance"])
        {
            foreach (var country in paper.Root.Descendants(name).Select(Paper.CountryOf))
            {
                remarks.Unless(
                    country is not null && !Facts.Eori.ContainsKey(country) && country is not ("CH" or "NO"),
                    Doubt.Loading,
                    $"{name} in {country}"
                );
            }
        }

        foreach (var name in (string[])["placeOfUnloading", "placeOfDelivery"])
        {
            foreach (var country in paper.Root.Descendants(name).Select(Paper.CountryOf))
            {
                remarks.Unless(country is not null && Facts.Eori.ContainsKey(country), Doubt.Unloading, $"{name} in {country}");
            }
        }

        foreach (
            var office in paper
                .Root.Descendants()
                .Where(one => one.Name.LocalName is "customsOfficeOfFirstEntry" or "actualCustomsOfficeOfFirstEntry")
                .Select(one => one.Value)
        )
        {
            remarks.Unless(
                Facts.Offices.TryGetValue(office, out var deals)
                    && (paper.Mode is null || deals.Contains(paper.Mode, StringComparison.Ordinal)),
                Doubt.Office,
                $"office {office} for mode {paper.Mode}"
            );
        }
    }
}
