using System.Collections.Immutable;

namespace Ics2.Customs;

/// <summary>Pre-loading and full risk analysis (lifecycle 5.4). The outcome comes from the instructions, or from an officer.</summary>
internal sealed class AnalyseRisk(RiskNotices notices, SendReferrals referrals, OrderDoNotLoad doNotLoad)
{
    /// <summary>Begins and ends every analysis that can, after whatever happened.</summary>
    public void Run(Proceeding proceeding)
    {
        foreach (var filing in Sorted(proceeding, filing => FilingTypes.IsPreLoading(filing.Type) && !filing.PreLoadingDone))
        {
            RunPreLoading(proceeding, filing.Key);
        }

        foreach (var owner in Sorted(proceeding, filing => filing.Ens is EnsState.Complete or EnsState.ConsideredComplete && filing.Risk is RiskStage.None or RiskStage.Ready))
        {
            RunFull(proceeding, owner.Key);
        }
    }

    /// <summary>Ends the pre-loading analysis: IE3N03 with the houses that may be loaded (DEC-35).</summary>
    public void CompletePreLoading(Proceeding proceeding, FilingKey key)
    {
        proceeding.Happens(new PreLoadingAssessed(key, proceeding.Now));
        var filing = proceeding[key];
        var fine = Fine(filing).ToList();
        if (fine.Count > 0)
        {
            var withDocument = filing.Type is "F20" or "F24" or "F28";
            Send(proceeding, filing, notices.AssessmentComplete(filing, Responsible(proceeding, filing), fine, [], [], withDocument, proceeding.Now));
        }
    }

    /// <summary>Ends the full analysis: each person filing gets its own IE3N03 (lifecycle 9.6).</summary>
    public void CompleteFull(Proceeding proceeding, FilingKey ens, RiskStage result)
    {
        proceeding.Happens(new RiskMoved(ens, proceeding.Now, result));
        foreach (var member in proceeding.Members(ens).Where(member => FilingTypes.HearsOfFullAnalysis(member.Type)))
        {
            var sea = member.Type[1] == '1';
            var held = member.HeldContainers;
            var containers = sea && held.Length > 0 ? member.Content.AllContainers().Except(held, StringComparer.Ordinal).ToList() : [];
            var houses = !sea && member.Houses.Any(house => house.DoNotLoad) ? Fine(member).ToList() : [];
            if ((held.Length > 0 && containers.Count == 0) || (member.Houses.Any(house => house.DoNotLoad) && houses.Count == 0))
            {
                continue; // all of it is under a do-not-load order
            }

            var receptacles = FilingTypes.IsPostalMaster(member.Type) ? member.Content.Receptacles : [];
            Send(proceeding, member, notices.AssessmentComplete(
                member, Responsible(proceeding, member), houses, containers, receptacles, member.Type is not ("F30" or "F34"), proceeding.Now));
        }
    }

    /// <summary>RMS: of the office, or the Member State addressed; of the master once linked (DEC-37).</summary>
    public static string Responsible(Proceeding proceeding, Filing filing) =>
        filing.Content.Office is null && filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault() is { } ens && proceeding[ens].Content.Country is { } master
            ? master
            : filing.Content.Country!;

    private static List<Filing> Sorted(Proceeding proceeding, Func<Filing, bool> wanted) =>
        [.. proceeding.State.Filings.Values.Where(filing => filing.IsAccepted && !filing.IsArrival && wanted(filing)).OrderBy(filing => filing.Mrn, StringComparer.Ordinal)];

    private static IEnumerable<DocumentReference> Fine(Filing filing) =>
        filing.Content.Houses.Where((_, index) => !filing.Houses[index].DoNotLoad).Select(house => house.Document ?? filing.Content.MasterDocument).OfType<DocumentReference>();

    private void RunPreLoading(Proceeding proceeding, FilingKey key)
    {
        referrals.SendOrdered(proceeding, key, preLoading: true);
        if (Ripe(proceeding, key, [key], preLoading: true))
        {
            if (proceeding[key] is { Instructions.DoNotLoad: not null, WasHeld: false } filing)
            {
                doNotLoad.Houses(proceeding, filing, [0]);
            }

            CompletePreLoading(proceeding, key);
        }
    }

    private void RunFull(Proceeding proceeding, FilingKey ens)
    {
        if (proceeding[ens].Risk == RiskStage.None)
        {
            proceeding.Happens(new RiskMoved(ens, proceeding.Now, RiskStage.Ready));
        }

        var members = proceeding.Members(ens);
        foreach (var member in members)
        {
            referrals.SendOrdered(proceeding, member.Key, preLoading: false);
        }

        // A running pre-loading analysis is waited for (lifecycle 5.2 step 4).
        if (members.Any(member => FilingTypes.IsPreLoading(member.Type) && !proceeding[member.Key].PreLoadingDone)
            || !Ripe(proceeding, ens, [.. members.Select(member => member.Key)], preLoading: false))
        {
            return;
        }

        var held = false;
        foreach (var member in members.Where(member => member.Instructions.DoNotLoad is not null && !member.WasHeld && OrderDoNotLoad.AllowsContainers(member)))
        {
            var all = member.Content.AllContainers();
            ImmutableArray<string> containers = [.. member.Instructions.DoNotLoad == "*" ? all.Take(1) : all.Where(number => number == member.Instructions.DoNotLoad)];
            if (containers.Length > 0)
            {
                doNotLoad.Containers(proceeding, member, containers);
                held = true;
            }
        }

        var risk = members.Any(member => member.Instructions.RiskIdentified);
        CompleteFull(proceeding, ens, held ? RiskStage.DoNotLoad : risk ? RiskStage.RiskIdentified : RiskStage.NoRisk);
    }

    // Told to wait, delayed, or waiting for an answer: not yet.
    private static bool Ripe(Proceeding proceeding, FilingKey key, IReadOnlyList<FilingKey> members, bool preLoading)
    {
        var filing = proceeding[key];
        var asked = members.SelectMany(member => proceeding[member].Referrals.Where(referral => referral.PreLoading == preLoading).Select(referral => (member, referral))).ToList();
        if (filing.Instructions.AssessWhenTold || asked.Exists(pair => pair.referral.State == ReferralState.Open))
        {
            return false;
        }

        foreach (var (member, referral) in asked.Where(pair => pair.referral.State == ReferralState.Answered))
        {
            proceeding.Happens(new ReferralMoved(member, proceeding.Now, referral.Reference, ReferralState.Closed));
        }

        var due = (filing.RegisteredAt ?? filing.ReceivedAt) + filing.Instructions.Delay;
        if (due <= proceeding.Now)
        {
            return true;
        }

        if (!filing.Timers.Any(timer => timer.Kind == TimerKind.Assessment))
        {
            proceeding.Happens(new TimerStarted(key, proceeding.Now, TimerKind.Assessment, due));
        }

        return false;
    }

    private static void Send(Proceeding proceeding, Filing filing, Ens.EnsMessage assessment)
    {
        proceeding.Tell(filing, "N03", assessment);
        if (proceeding.CarrierToTell(filing, "N03") is { } carrier)
        {
            proceeding.Send(carrier.Party, null, assessment, filing.Key);
        }
    }
}
