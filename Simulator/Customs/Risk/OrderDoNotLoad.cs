using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;

namespace Ics2.Customs.Risk;

/// <summary>Do-not-load orders, IE3Q01 (lifecycle 5.4 step 5, 9.16): houses before loading in the air, containers in the deep sea.</summary>
internal sealed class OrderDoNotLoad(RiskNotices notices)
{
    /// <summary>For containers of a filing: in the deep sea, as the filing says that its ENS is built on, and in time.</summary>
    public static bool AllowsContainers(Filing filing, Filing owner) =>
        filing.Type is "F10" or "F11" or "F12" or "F13" or "F14" or "F15"
        && !filing.RiskTimeOver && !owner.RiskTimeOver && !TimeLimits.IsShortSea(owner.Content) && filing.Content.AllContainers().Any();

    public static bool AllowsHouses(Filing filing) => FilingTypes.IsPreLoading(filing.Type) && !filing.PreLoadingDone;

    public void Containers(Proceeding proceeding, Filing filing, ImmutableArray<string> containers)
    {
        proceeding.Happens(new DoNotLoadIssued(filing.Key, proceeding.Now, [], containers));
        Send(proceeding, filing, house: null, containers);
    }

    public void Houses(Proceeding proceeding, Filing filing, ImmutableArray<int> houses)
    {
        if (houses.Length == 0)
        {
            return;
        }

        proceeding.Happens(new DoNotLoadIssued(filing.Key, proceeding.Now, houses, []));
        foreach (var house in houses)
        {
            Send(proceeding, filing, filing.Content.Houses[house].Document ?? filing.Content.MasterDocument, []);
        }
    }

    // The carrier needs no subscription: connection alone is enough (lifecycle 1.3).
    private void Send(Proceeding proceeding, Filing filing, DocumentReference? house, ImmutableArray<string> containers)
    {
        var receptacles = filing.Type == "F43" && house is not null
            ? proceeding.State.Filings.Values.Where(other => other is { Type: "F44", IsAccepted: true }).OrderBy(other => other.Mrn, StringComparer.Ordinal)
                .SelectMany(other => other.Content.Houses).Where(item => item.Document?.Number == house.Number).SelectMany(item => item.Receptacles).Distinct(StringComparer.Ordinal).ToList()
            : [];
        var order = notices.DoNotLoad(filing, AnalyseRisk.Responsible(proceeding, filing), house, receptacles, containers, proceeding.Now);
        proceeding.Tell(filing, subscription: null, order);
        if (proceeding.CarrierToTell(filing, subscription: null) is { } carrier)
        {
            proceeding.Send(carrier.Party, null, order, filing.Key);
        }
    }
}
