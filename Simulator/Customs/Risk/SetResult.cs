using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Referrals;

namespace Ics2.Customs.Risk;

/// <summary>The result of a risk analysis, set by an officer for the ENS, for houses or for containers (lifecycle 5.4, 10.1).</summary>
internal sealed class SetResult(AnalyseRisk analyse, OrderDoNotLoad doNotLoad)
{
    /// <summary>Sets it.</summary>
    /// <returns>Why not; null when done.</returns>
    public string? Set(DecisionBuilder decision, Filing filing, SetRiskResult action)
    {
        if (action.Result is not (RiskStage.NoRisk or RiskStage.RiskIdentified or RiskStage.DoNotLoad))
        {
            return $"Expected noRisk, riskIdentified or doNotLoad, found {action.Result}.";
        }

        var owner = DecisionBuilder.OwnerOf(filing);
        if (OrderDoNotLoad.AllowsHouses(filing))
        {
            return SetPreLoadingResult(decision, filing, action);
        }

        if (owner is null || decision[owner].Risk != RiskStage.Ready || decision[owner].Ens == EnsState.Presented)
        {
            return $"No risk analysis of {filing.Mrn} is under way.";
        }

        if (action.Result == RiskStage.DoNotLoad && decision[owner].Ens == EnsState.Arrived)
        {
            return $"The goods of {decision[owner].Mrn} have arrived: it is too late not to load them.";
        }

        if (action.Result == RiskStage.DoNotLoad)
        {
            if (Hold(decision, filing, decision[owner], action) is { } why)
            {
                return why;
            }
        }
        else if (AnalyseRisk.IsAlone(decision[owner]))
        {
            return $"The houses of {decision[owner].Mrn} are awaited: until then the analysis can end in doNotLoad only (DEC-21); "
                + $"startRiskAnalysis goes on without them.";
        }
        else if (HousesNamed.Unknown(decision.Members(owner), action.Houses) is { } unknown)
        {
            return $"No filing of the ENS has the house document {unknown}.";
        }

        SendReferrals.Settle(decision, filing.Key, action.Result == RiskStage.DoNotLoad ? ReferralState.Escalated : ReferralState.Closed);
        if (!AnalyseRisk.IsAlone(decision[owner]))
        {
            analyse.CompleteFull(decision, owner, action.Result, action.Result == RiskStage.RiskIdentified ? action.Houses : []);
        }

        return null;
    }

    // The order ends the analysis of all houses of the filing; any other result can be that of some.
    private string? SetPreLoadingResult(DecisionBuilder decision, Filing filing, SetRiskResult action)
    {
        var houses = HousesNamed.In(filing, action.Houses, atMost: HouseState.Associated);
        if (houses.Length == 0 || HousesNamed.Unknown([filing], action.Houses) is not null)
        {
            return $"{filing.Mrn} has not all of the house documents {string.Join(", ", action.Houses)} before arrival.";
        }

        if (action.Result == RiskStage.DoNotLoad)
        {
            if (filing.RiskTimeOver)
            {
                return $"Do not load is possible in time only (lifecycle 5.4 step 5); the time for {filing.Mrn} is over.";
            }

            doNotLoad.Houses(decision, filing, houses);
        }

        SendReferrals.Settle(decision, filing.Key, action.Result == RiskStage.DoNotLoad ? ReferralState.Escalated : ReferralState.Closed);
        analyse.CompletePreLoading(decision, filing.Key, action.Result == RiskStage.DoNotLoad ? default : houses);
        return null;
    }

    private string? Hold(DecisionBuilder decision, Filing filing, Filing owner, SetRiskResult action)
    {
        var all = filing.Content.AllContainers().ToList();
        ImmutableArray<string> containers =
        [
            .. all.Where(number => action.Containers.Length == 0 || action.Containers.Contains(number, StringComparer.Ordinal)),
        ];
        if (OrderDoNotLoad.WhyNoContainers(filing, owner) is { } why)
        {
            return $"Do not load is for deep-sea containers and the air pre-loading phase, in time (lifecycle 5.4 step 5); {filing.Mrn} {why}.";
        }

        if (action.Containers.Except(all, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return $"{filing.Mrn} has no container {unknown}, only {string.Join(", ", all)}.";
        }

        doNotLoad.Containers(decision, filing, containers);
        return null;
    }
}

/// <summary>Houses by their documents.</summary>
internal static class HousesNamed
{
    /// <summary>Indices of the houses with one of these documents, of all where none is named, that are not further than a state.</summary>
    public static ImmutableArray<int> In(Filing filing, ImmutableArray<string> documents, HouseState atMost) =>
        [
            .. Enumerable
                .Range(0, filing.Houses.Length)
                .Where(index =>
                    filing.Houses[index].State <= atMost
                    && (
                        documents.Length == 0
                        || (
                            filing.Content.Houses[index].Document is { } document
                            && documents.Contains(document.Number, StringComparer.Ordinal)
                        )
                    )
                ),
        ];

    /// <summary>A document that no house has; null when there is none.</summary>
    public static string? Unknown(IEnumerable<Filing> filings, ImmutableArray<string> documents) =>
        documents
            .Except(
                filings.SelectMany(filing => filing.Content.Houses).Select(house => house.Document?.Number).OfType<string>(),
                StringComparer.Ordinal
            )
            .FirstOrDefault();
}
