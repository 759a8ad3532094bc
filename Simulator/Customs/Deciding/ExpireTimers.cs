using Ics2.Customs.Linking;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Customs.Referrals;
using Ics2.Customs.Registering;

namespace Ics2.Customs.Deciding;

/// <summary>What happens when a timer is due (lifecycle 5.2.3, 5.3).</summary>
internal sealed class ExpireTimers(RiskNotices notices)
{
    /// <summary>Expires one.</summary>
    /// <returns>Why nothing expired; null when something did.</returns>
    public string? Do(Proceeding proceeding, Filing filing, ExpireTimer command)
    {
        var timer = filing.Timers.FirstOrDefault(one => one.Kind == command.Kind);
        if (timer is null || (timer.Due > proceeding.Now && !command.Forced))
        {
            return $"No timer {command.Kind} of {filing.Mrn} is due.";
        }

        proceeding.Happens(new TimerExpired(filing.Key, proceeding.Now, command.Kind));
        switch (command.Kind)
        {
            case TimerKind.TwoHundredDays:
                InvalidateFiling.Invalidate(proceeding, proceeding[filing.Key], expired: true);
                break;
            case TimerKind.Linking:
                Search(proceeding, filing);
                break;
        }

        return null;
    }

    /// <summary>Goes on without the houses that were proposed.</summary>
    /// <returns>Why there are none; null when it went on.</returns>
    public string? Dismiss(Proceeding proceeding, Filing master)
    {
        if (master.Proposals.Length == 0)
        {
            return $"No houses are proposed for {master.Mrn}.";
        }

        proceeding.Happens(new HousesProposed(master.Key, proceeding.Now, []));
        if (proceeding.Options.ProposalsWait)
        {
            TellOfIncompleteness(proceeding, master);
        }

        return null;
    }

    // Lifecycle 5.3 step 2: what is found waits for an officer where there is one.
    private void Search(Proceeding proceeding, Filing master)
    {
        var proposals = SearchHouses.For(proceeding.State, master);
        if (proposals.Length > 0)
        {
            proceeding.Happens(new HousesProposed(master.Key, proceeding.Now, proposals));
        }

        if (proposals.Length == 0 || !proceeding.Options.ProposalsWait)
        {
            TellOfIncompleteness(proceeding, master);
        }
    }

    // Lifecycle 5.3 steps 3 to 5; nothing to say for postal masters, which name nobody (DEC-33).
    private void TellOfIncompleteness(Proceeding proceeding, Filing master)
    {
        var silent = new MatchFilings(proceeding.State.Filings.Values).Silent[master.Key];
        foreach (var named in silent.GroupBy(missing => missing.Naming).ToList())
        {
            var recipient = proceeding[named.Key];
            proceeding.Tell(recipient, "N02", notices.NotComplete(recipient, master, named.Select(missing => missing.Eori).Distinct(StringComparer.Ordinal), proceeding.Now));
        }

        foreach (var eori in silent.Select(missing => missing.Eori).Distinct(StringComparer.Ordinal))
        {
            if (proceeding.Operator(eori) is { Connected: true } party)
            {
                proceeding.Send(party.Party, null, notices.Pending(master, eori, proceeding.Now));
            }
        }

        if (proceeding.Options.AnalyseIncomplete)
        {
            proceeding.Happens(new EnsMoved(master.Key, proceeding.Now, EnsState.ConsideredComplete));
        }
    }
}
