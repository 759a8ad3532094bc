using Ics2.Customs.Model;

namespace Ics2.Tests.Customs;

/// <summary>
/// What must hold of every decision, whatever was decided before (issue 4): one reply per request, no transition outside the tables,
/// nothing to whom it is forbidden.
/// </summary>
internal static class LifeJudge
{
    private static readonly string[] Replies = ["R01", "R04", "R07", "R08", "N01", "N10", "N99"];

    public static void Judge(CustomsState before, CustomsCommand command, Decision decision)
    {
        if (command is TraderMessage message)
        {
            var replies = decision.Notices.Where(notice => IsReply(notice, message)).ToList();
            var answered = message.Action is "IE3R02" or "IE3R03" && replies.Count == 0 && decision.Events.OfType<ReferralMoved>().Any();
            (replies.Count == 1 || answered).ShouldBeTrue($"{message.Action}: {replies.Count} replies");
        }

        (decision.Refusal is null || (decision.Events.Count == 0 && decision.Notices.Count == 0)).ShouldBeTrue(decision.Refusal);
        var state = before;
        foreach (var happened in decision.Events)
        {
            Possible(state, happened).ShouldBeTrue($"{happened} on {state.Filings.GetValueOrDefault(happened.Key)}");
            state = state.After(happened);
        }

        foreach (var notice in decision.Notices.Where(notice => command is not TraderMessage request || !IsReply(notice, request)))
        {
            Allowed(before, state, command, notice).ShouldBeTrue($"{notice.Document.Id} to {notice.Recipient}");

            // F-1 of field.md: whoever gets it, a notice goes back to the message that lodged the filing or the arrival.
            var lodged = state.Filings.Keys.SingleOrDefault(key => key.MessageId == notice.RefToMessageId);
            lodged.ShouldNotBeNull($"{notice.Document.Id} refers to {notice.RefToMessageId}");
            (
                notice.Document.Mrn is null || state.Filings[lodged].Type is "N06" || state.Filings[lodged].Mrn == notice.Document.Mrn
            ).ShouldBeTrue($"{notice.Document.Id} refers to {notice.RefToMessageId}");
        }
    }

    private static bool IsReply(Notice notice, TraderMessage to) =>
        notice.RefToMessageId == to.Key.MessageId
        && notice.Recipient == to.Key.Party
        && Replies.Contains(notice.Document.Id[3..], StringComparer.Ordinal);

    // Lifecycle 3.2 to 3.7. What is not named here must not happen.
    private static bool Possible(CustomsState state, CustomsEvent happened)
    {
        if (happened is FilingRegistered or FilingRefused or ConsultationAnswered)
        {
            return !state.Filings.ContainsKey(happened.Key);
        }

        var filing = state.Filings[happened.Key];
        var accepted = filing.State == FilingState.Accepted;
        return happened switch
        {
            FilingAccepted or FilingRejected => filing.State == FilingState.Registered,
            FilingAmended => accepted && filing.Ens != EnsState.Presented && !filing.ControlDecided,
            FilingInvalidated => accepted && filing.Ens != EnsState.Presented,
            EnsMoved moved => accepted
                && (filing.Ens, moved.To)
                    is
                        (EnsState.None, EnsState.Complete or EnsState.PendingCompleteness)
                        or
                        (EnsState.PendingCompleteness, EnsState.Complete or EnsState.ConsideredComplete)
                        or
                        (EnsState.Complete, EnsState.PendingCompleteness)
                        or
                        (EnsState.ConsideredComplete, EnsState.Complete)
                        or
                        (EnsState.PendingCompleteness or EnsState.Complete or EnsState.ConsideredComplete, EnsState.Arrived)
                        or
                        (EnsState.Arrived, EnsState.Presented)
                || (accepted && filing.PartlyArrived && moved is { To: EnsState.Arrived, Partly: true }),
            HousesMoved moved => accepted
                && moved.Houses.All(house =>
                    (filing.Houses[house].State, moved.To)
                        is
                            (
                                HouseState.None
                                    or HouseState.PendingLinking
                                    or HouseState.Linked,
                                HouseState.PendingLinking
                                    or HouseState.Linked
                            )
                            or
                            (
                                HouseState.None
                                    or HouseState.PendingAssociation
                                    or HouseState.Associated,
                                HouseState.PendingAssociation
                                    or HouseState.Associated
                            )
                            or
                            (>= HouseState.PendingLinking and <= HouseState.Associated, HouseState.Arrived)
                            or
                            (HouseState.Arrived, HouseState.Presented)
                ), // the filings here are by sea and air
            HouseRelated related => accepted && filing.Houses[related.House].State == HouseState.PendingLinking,
            HousesProposed => accepted && filing.Ens is EnsState.PendingCompleteness or EnsState.ConsideredComplete,
            ReferralMoved moved => filing.Referrals.Single(referral => referral.Reference == moved.Reference).State
                is ReferralState.Open
                    or ReferralState.Answered,
            ReferralSent sent => accepted && filing.Referrals.All(referral => referral.Reference != sent.Referral.Reference),
            RiskMoved => accepted
                && filing.Ens is EnsState.PendingCompleteness or EnsState.Complete or EnsState.ConsideredComplete or EnsState.Arrived,
            RisksFound => accepted,
            PreLoadingAssessed assessed => accepted && assessed.Houses.All(house => !filing.Houses[house].PreLoadingDone),
            DoNotLoadIssued => accepted
                && !filing.RiskTimeOver
                && filing.Ens < EnsState.Arrived
                && (filing.Type is not "F23" || !filing.PreLoadingDone),
            DoNotLoadCleared => filing.HeldContainers.Length > 0 || filing.Houses.Any(house => house.DoNotLoad),
            ControlDecided control => accepted && (!filing.ControlDecided || (control.Office ?? control.Place) is not null),
            TimerStarted timer => filing.State is FilingState.Registered or FilingState.Accepted && timer.Due >= happened.At,
            TimerStopped timer => filing.Timers.Any(one => one.Kind == timer.Kind),
            TimerExpired timer => filing.Timers.Any(one => one.Kind == timer.Kind && one.Due <= happened.At),
            Flagged => accepted || filing.Type == "N06",
            NotificationSent => true,
            _ => false,
        };
    }

    // Lifecycle 1.3.
    private static bool Allowed(CustomsState before, CustomsState state, CustomsCommand command, Notice notice)
    {
        var eori = notice.Recipient[(notice.Recipient.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var facts = state.Operators[eori];
        var filing = state.ByMrn(notice.Document.Mrn);
        var name = notice.Document.Id[3..];
        var wants =
            !OperatorFacts.Optional.Contains(name, StringComparer.Ordinal) || !facts.Unsubscribed.Contains(name, StringComparer.Ordinal);
        var filer = filing is not null && filing.Key.Party == notice.Recipient;
        var carrier =
            facts.Connected
            // an F25 names the carrier of its F23
            && state.Filings.Values.Any(one => one.Mrn is not null && one.Mrn == notice.Document.Mrn && one.Content.Carrier == eori);
        var arrival = command as TakeRequest;
        var arrived = state.ByMrn(filing?.ArrivedWith); // a control decided at the port (F-5)
        var notifier = arrival?.Key.Party == notice.Recipient || arrived?.Key.Party == notice.Recipient;
        var party =
            facts.Connected
            && (
                arrival?.Document?.All("notifyParty/identificationNumber").Any(one => one.Value == eori) == true
                || arrived?.Content.NotifyParties.Contains(eori, StringComparer.Ordinal) == true
            );
        var named = before
            .Filings.Values.Concat(state.Filings.Values)
            .Any(one =>
                one.State == FilingState.Accepted
                && one.Content.SupplementaryDeclarants.Concat(one.Content.Houses.SelectMany(house => house.SupplementaryDeclarants))
                    .Contains(eori, StringComparer.Ordinal)
            );
        return name switch
        {
            "R01" => carrier && !filer && wants,
            "N03" => (filer || carrier) && wants,
            "N02" => filer && wants,
            "N11" => named && facts.Connected,
            "Q02" or "Q03" => filer,
            "Q01" => filer || carrier,
            "N04" or "N05" => carrier && wants && !filer,
            "N09" => (filer || carrier) && facts.AeoSecurity && wants,
            "R04" => party && !notifier,
            "N07" => notifier || party || (filer && wants),
            "N08" => notifier || party || filer,
            _ => false,
        };
    }
}
