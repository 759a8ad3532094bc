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
    public string? Expire(DecisionBuilder decision, Filing filing, ExpireTimer command)
    {
        var timer = filing.Timers.FirstOrDefault(one => one.Kind == command.Kind);
        if (timer is null || (timer.Due > decision.Now && !command.Forced))
        {
            return $"No timer {command.Kind} of {filing.Mrn} is due.";
        }

        decision.Happens(new TimerExpired(filing.Key, decision.Now, command.Kind));
        switch (command.Kind)
        {
            case TimerKind.TwoHundredDays:
                InvalidateFiling.Invalidate(decision, decision[filing.Key], expired: true);
                break;
            case TimerKind.Linking:
                Search(decision, filing);
                break;
        }

        return null;
    }

    /// <summary>Goes on without the houses that were proposed.</summary>
    /// <returns>Why there are none; null when it went on.</returns>
    public string? Dismiss(DecisionBuilder decision, Filing master)
    {
        if (master.Proposals.Length == 0)
        {
            return $"No houses are proposed for {master.Mrn}.";
        }

        decision.Happens(new HousesProposed(master.Key, decision.Now, []));
        if (decision.Options.ProposalsWait)
        {
            TellOfIncompleteness(decision, master);
        }

        return null;
    }

    // Lifecycle 5.3 step 2: what is found waits for an officer where there is one.
    private void Search(DecisionBuilder decision, Filing master)
    {
        var proposals = SearchHouses.For(decision.State, master);
        if (proposals.Length > 0)
        {
            decision.Happens(new HousesProposed(master.Key, decision.Now, proposals));
        }

        if (proposals.Length == 0 || !decision.Options.ProposalsWait)
        {
            TellOfIncompleteness(decision, master);
        }
    }

    // Lifecycle 5.3 steps 3 to 5; nothing to say for postal masters, which name nobody (DEC-33).
    private void TellOfIncompleteness(DecisionBuilder decision, Filing master)
    {
        var silent = new MatchFilings(decision.State.Filings.Values).Silent[master.Key];
        foreach (var named in silent.GroupBy(missing => missing.Naming).ToList())
        {
            var recipient = decision[named.Key];
            decision.Tell(
                recipient,
                "N02",
                notices.NotComplete(recipient, master, named.Select(missing => missing.Eori).Distinct(StringComparer.Ordinal), decision.Now)
            );
        }

        foreach (var eori in silent.Select(missing => missing.Eori).Distinct(StringComparer.Ordinal))
        {
            if (decision.Operator(eori) is { Connected: true } party)
            {
                decision.Send(party.Party, master.Key.MessageId, notices.Pending(master, eori, decision.Now));
            }
        }

        if (decision.Options.AnalyseIncomplete)
        {
            decision.Happens(new EnsMoved(master.Key, decision.Now, EnsState.ConsideredComplete));
        }
    }
}
