namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>
/// Reads messages as a customs officer who has seen many: dates, sums, forms, places, goods and what filings of one shipment say of each
/// other. It knows nothing of how they were made.
/// </summary>
internal static class Officer
{
    public static IReadOnlyList<Remark> Read(Paper paper)
    {
        var remarks = new Remarks();
        CheckDates.Of(paper, remarks);
        CheckSums.Of(paper, remarks);
        CheckNumbers.Of(paper, remarks);
        CheckMail.Of(paper, remarks);
        CheckParties.Of(paper, remarks);
        CheckPlaces.Of(paper, remarks);
        CheckGoods.Of(paper, remarks);
        return remarks.All;
    }

    /// <summary>Filings that tell of the same shipment: the first of them is the upper one.</summary>
    public static IReadOnlyList<Remark> Compare(Paper upper, params IReadOnlyList<Paper> lower)
    {
        var remarks = new Remarks();
        CheckPairs.Of(upper, lower, remarks);
        return remarks.All;
    }
}
