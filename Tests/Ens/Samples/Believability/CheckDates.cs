namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Dates: in order, in the right tense, and the filing in time (Delegated Regulation (EU) 2015/2446 Articles 105 to 108).</summary>
internal static class CheckDates
{
    private const string Means = "activeBorderTransportMeans/";

    public static void Of(Paper paper, Remarks remarks)
    {
        var actual = paper.Instant(Means + "actualDateAndTimeOfDeparture");
        var estimated = paper.Instant(Means + "estimatedDateAndTimeOfDeparture");
        var arrival = paper.Instant(Means + "estimatedDateAndTimeOfArrival");
        if (paper.Issued is not { } issued)
        {
            return;
        }

        remarks.Unless(actual is null || actual <= issued, Doubt.DepartureTense, $"departed at {actual}, but issued at {issued}");
        remarks.Unless(estimated is null || estimated >= issued, Doubt.DepartureTense, $"departs at {estimated}, but issued at {issued}");
        if (paper.Instant(Means + "actualDateAndTimeOfArrival") is { } landed)
        {
            remarks.Unless(landed <= issued, Doubt.Arrival, $"arrived at {landed}, but issued at {issued}");
            remarks.Unless(
                arrival is null || (arrival - landed).Value.Duration() <= TimeSpan.FromDays(1),
                Doubt.Arrival,
                $"arrived at {landed}, expected at {arrival}"
            );
        }
        else if ((actual ?? estimated) is { } departure && arrival is not null)
        {
            remarks.Unless(arrival > departure, Doubt.Order, $"arrives at {arrival}, departs at {departure}");
            remarks.Unless(arrival - departure <= Longest(paper.Mode), Doubt.Duration, $"takes {arrival - departure} by mode {paper.Mode}");
            InTime(paper, issued, departure, arrival.Value, remarks);
        }
    }

    private static void InTime(Paper paper, DateTimeOffset issued, DateTimeOffset departure, DateTimeOffset arrival, Remarks remarks)
    {
        var (left, time) = (arrival - issued, arrival - departure);
        var from = Paper.CountryOf(paper.Root.Descendants("placeOfLoading").FirstOrDefault());
        var holds = paper.Mode switch
        {
            "1" when Facts.ShortSea.Contains(from) => left >= TimeSpan.FromHours(2),
            "1" when paper.Root.Descendants("containerIndicator").Any(one => one.Value == "1") => departure - issued
                >= TimeSpan.FromHours(24),
            "1" => left >= TimeSpan.FromHours(4),
            "2" => left >= TimeSpan.FromHours(time < TimeSpan.FromHours(2) ? 1 : 2),
            "3" => left >= TimeSpan.FromHours(1),
            "4" when Facts.LodgedBeforeLoading.Contains(paper.Filing) => departure > issued,
            "4" => time < TimeSpan.FromHours(4) ? issued <= departure : left >= TimeSpan.FromHours(4),
            "8" => left >= TimeSpan.FromHours(2),
            _ => true,
        };
        remarks.Unless(holds, Doubt.Late, $"mode {paper.Mode}: issued {issued}, departs {departure}, arrives {arrival}");
    }

    private static TimeSpan Longest(string? mode) =>
        mode switch
        {
            "1" => TimeSpan.FromDays(50),
            "2" => TimeSpan.FromDays(20),
            "3" or "8" => TimeSpan.FromDays(5),
            _ => TimeSpan.FromHours(18),
        };
}
