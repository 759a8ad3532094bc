using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;

namespace Ics2.Customs.Risk;

/// <summary>
/// Do-not-load orders, IE3Q01 (lifecycle 5.4 step 5, 9.16): houses before loading in the air, containers in the deep sea.
/// </summary>
internal sealed class OrderDoNotLoad(RiskNotices notices)
{
    /// <summary>For containers of a filing: in the deep sea, as the filing says that its ENS is built on, and in time.</summary>
    public static bool AllowsContainers(Filing filing, Filing owner) => WhyNoContainers(filing, owner) is null;

    /// <summary>Why not, to be read behind the MRN; null when it is possible.</summary>
    public static string? WhyNoContainers(Filing filing, Filing owner) =>
        filing.Type is not ("F10" or "F11" or "F12" or "F13" or "F14" or "F15")
            ? $"is {filing.Type}, no filing for goods in containers by sea"
        : !filing.Content.AllContainers().Any() ? "names no container"
        : TimeLimits.IsInland(owner.Content) ? "comes by inland waterway"
        : TimeLimits.IsShortSea(owner.Content) ? $"is loaded in {owner.Content.LoadingCountry}: short sea"
        : filing.RiskTimeOver || owner.RiskTimeOver ? "has used up the time for the analysis"
        : null;

    public static bool AllowsHouses(Filing filing) => FilingTypes.IsPreLoading(filing.Type) && !filing.PreLoadingDone;

    public void Containers(DecisionBuilder decision, Filing filing, ImmutableArray<string> containers)
    {
        decision.Happens(new DoNotLoadIssued(filing.Key, decision.Now, [], containers));
        Send(decision, filing, house: null, containers);
    }

    public void Houses(DecisionBuilder decision, Filing filing, ImmutableArray<int> houses)
    {
        if (houses.Length == 0)
        {
            return;
        }

        decision.Happens(new DoNotLoadIssued(filing.Key, decision.Now, houses, []));
        foreach (var house in houses)
        {
            Send(decision, filing, filing.Content.Houses[house].Document ?? filing.Content.MasterDocument, []);
        }
    }

    // The carrier needs no subscription: connection alone is enough (lifecycle 1.3).
    private void Send(DecisionBuilder decision, Filing filing, DocumentReference? house, ImmutableArray<string> containers)
    {
        var receptacles =
            filing.Type == "F43" && house is not null
                ? decision
                    .State.Filings.Values.Where(other => other is { Type: "F44", IsAccepted: true })
                    .OrderBy(other => other.Mrn, StringComparer.Ordinal)
                    .SelectMany(other => other.Content.Houses)
                    .Where(item => item.Document?.Number == house.Number)
                    .SelectMany(item => item.Receptacles)
                    .Distinct(StringComparer.Ordinal)
                    .ToList()
                : [];
        var order = notices.DoNotLoad(filing, decision.Responsible(filing), house, receptacles, containers, decision.Now);
        decision.Tell(filing, subscription: null, order);
        if (decision.CarrierToTell(filing, subscription: null) is { } carrier)
        {
            decision.Send(carrier.Party, filing.Key.MessageId, order, filing.Key);
        }
    }
}
