using Ics2.Customs.Model;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Arrival;

/// <summary>Which ENS a notification of arrival is about.</summary>
internal static class MatchArrival
{
    public const string Estimated = "/IE3N06/activeBorderTransportMeans/estimatedDateAndTimeOfArrival";

    /// <summary>
    /// Lifecycle 7.2 step 3; documents restrict flight and time, and match alone where those do not (DEC-27).
    /// </summary>
    /// <returns>Each ENS, and where the notification says so.</returns>
    public static IEnumerable<(FilingKey Ens, string Path)> Find(
        CustomsState state,
        EnsMessage document,
        FilingContent content,
        TimeSpan tolerance
    )
    {
        var related = document.All("relatedMRN/identification").ToList();
        if (related.Count > 0)
        {
            return related.SelectMany(element => EnsOf(state.ByMrn(element.Value)).Select(ens => (ens, element.Path)));
        }

        var owners = state
            .Filings.Values.Where(filing => filing.IsAccepted && FilingTypes.CarriesEns(filing.Type))
            .OrderBy(filing => filing.Mrn, StringComparer.Ordinal)
            .ToList();
        var matched = owners.Where(filing => filing.Content.IsSameJourney(content, tolerance)).ToList();
        var documents = document
            .All("relatedTransportDocument/documentNumber")
            .Select(element => element.Value)
            .ToHashSet(StringComparer.Ordinal);
        if (documents.Count > 0)
        {
            matched = (matched.Count > 0 ? matched : owners).FindAll(filing => documents.Contains(filing.Content.MasterDocument?.Number));
        }

        return matched.Select(filing => (filing.Key, Estimated));
    }

    private static IEnumerable<FilingKey> EnsOf(Filing? filing) =>
        filing switch
        {
            null or { IsArrival: true } => [],
            _ when FilingTypes.CarriesEns(filing.Type) => [filing.Key],
            _ => filing.Houses.Select(house => house.Ens).OfType<FilingKey>().Distinct(),
        };
}
