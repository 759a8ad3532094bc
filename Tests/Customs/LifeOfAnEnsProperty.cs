using CsCheck;
using Ics2.Customs;
using Ics2.Ens;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>Traders, officers and time in any order: what must hold whatever happens (issue 4).</summary>
public sealed class LifeOfAnEnsProperty
{
    // A night run can ask for more.
    private static readonly long Iterations = long.TryParse(Environment.GetEnvironmentVariable("ICS2_PROPERTY_ITERATIONS"), System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : 400;

    private static readonly string[] Traders = [Carrier, Forwarder, Consolidator];
    private static readonly Gen<(int Act, int Which, int Who, int Number)> Step = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 2]);

    [Fact]
    public void Whatever_happens_every_request_has_one_reply_and_every_state_follows_from_the_events() =>
        Gen.Select(Step.Array[1, 25], Gen.Bool).Sample((steps, whenTold) => Live(steps, whenTold), iter: Iterations);

    private static void Live((int Act, int Which, int Who, int Number)[] steps, bool whenTold)
    {
        var bench = new CustomsBench();
        bench.Enter(new OperatorFacts(Consolidator, "sys@" + Consolidator, Connected: false, AeoSecurity: true, ["N03", "N02"]));
        bench.Watch = (command, decision) => Judge(bench.State, command, decision);
        bench.Instructions = new Instructions { AssessWhenTold = whenTold };
        foreach (var (act, which, who, number) in steps)
        {
            Do(bench, act, which, Traders[who], number);
        }

        bench.Replays().ShouldBeTrue();
    }

    private static void Do(CustomsBench bench, int act, int which, string who, int number)
    {
        var mrns = bench.State.Filings.Values.Where(filing => filing.Mrn is not null && !filing.Type.StartsWith('N') && filing.Type != "F25").Select(filing => filing.Mrn!).Order(StringComparer.Ordinal).ToList();
        var mrn = mrns.Count == 0 ? "26BE00000000099AT1" : mrns[which % mrns.Count];
        var type = bench.State.ByMrn(mrn)?.Type ?? "F10";
        switch (act)
        {
            case 0 or 1:
                bench.F12("MBL" + number, who);
                break;
            case 2 or 3:
                bench.F15("HBL" + which, "MBL" + number, Carrier, who);
                break;
            case 4:
                bench.Lodge("F14", who, draft => House(draft, "HBL" + which, "MBL" + number, Carrier, named: [Traders[which % 3]]));
                break;
            case 5:
                bench.F10("BL" + number, carrier: who);
                break;
            case 6:
                bench.F23("HAWB" + number);
                break;
            case 7:
                bench.Lodge("F25", who, draft => House(draft, "HAWB" + number, "MAWB1", Carrier));
                break;
            case 8:
                bench.Lodge("F22", who, draft => House(draft, "HAWB" + number, "MAWB1", Carrier));
                break;
            case 9 when bench.State.ByMrn(mrn) is not null && type is "F10" or "F12" or "F15" or "F23":
                bench.Amend(mrn, who, draft => Content(bench, type, draft, number, which));
                break;
            case 10:
                bench.Invalidate(mrn, who);
                break;
            case 11:
                bench.Arrive(draft => draft.Add("relatedMRN", one => one.Set("identification", mrn)).Add("notifyParty", party => party.Set("identificationNumber", who)));
                break;
            case 12:
                bench.Act(new SetRiskResult(mrn, (RiskStage)(2 + number), [], []));
                break;
            case 13:
                bench.Act(new SendReferral(mrn, new OrderedReferral(new[] { "RFI", "AMD", "RFS" }[number], "?")));
                break;
            case 14:
                var reference = bench.State.ByMrn(mrn)?.Referrals.LastOrDefault()?.Reference ?? "NONE";
                bench.Request("IE3R02", who, draft => draft.Set("MRN", mrn).Add("additionalInformationResponse", answer => answer.Set("referralRequestReference", reference)));
                break;
            case 15:
                bench.Act(new DecideControl(mrn, WarnAeo: true));
                break;
            case 16:
                bench.Act(new PresentGoods(mrn));
                break;
            case 17:
                bench.Act(new[] { (CustomsCommand)new ClearDoNotLoad(mrn), new StartRiskAnalysis(mrn), new RelateHouse(mrn, mrns.Count == 0 ? mrn : mrns[number % mrns.Count]) }[number]);
                break;
            case 18:
                bench.Advance(new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(25), TimeSpan.FromDays(100) }[number]);
                break;
            default:
                bench.Request("IE3Q05", who, draft => draft.Set("dataRequest", "1").Set("functionalReference", "Q").Set("requester/identificationNumber", who).Set("MRN", mrn));
                break;
        }
    }

    private static void Content(CustomsBench bench, string type, MessageDraft draft, int number, int which)
    {
        switch (type)
        {
            case "F10":
                bench.Straight(draft, "BL" + number);
                break;
            case "F12":
                bench.Ship(draft);
                Master(draft, "MBL" + number, Carrier, Traders[which % 3]);
                MasterItem(draft);
                break;
            case "F15":
                House(draft, "HBL" + which, "MBL" + number, Carrier);
                break;
            default:
                House(draft, "HAWB" + number);
                break;
        }
    }

    private static void Judge(CustomsState before, CustomsCommand command, Decision decision)
    {
        if (command is TraderMessage message)
        {
            var replies = decision.Notices.Where(notice => notice.RefToMessageId == message.Key.MessageId).ToList();
            var answered = message.Action == "IE3R02" && replies.Count == 0 && decision.Events.OfType<ReferralMoved>().Any();
            (replies.Count == 1 || answered).ShouldBeTrue($"{message.Action}: {replies.Count} replies");
            replies.ShouldAllBe(reply => reply.Recipient == message.Key.Party);
        }

        (decision.Refusal is null || (decision.Events.Count == 0 && decision.Notices.Count == 0)).ShouldBeTrue(decision.Refusal);
        var state = before;
        foreach (var happened in decision.Events)
        {
            Possible(state, happened).ShouldBeTrue($"{happened} on {state.Filings.GetValueOrDefault(happened.Key)}");
            state = state.After(happened);
        }

        foreach (var notice in decision.Notices.Where(notice => notice.RefToMessageId is null))
        {
            Allowed(state, notice).ShouldBeTrue($"{notice.Document.Id} to {notice.Recipient}");
        }
    }

    // Lifecycle 3.2 to 3.4, and 3.7.
    private static bool Possible(CustomsState state, CustomsEvent happened)
    {
        var filing = state.Filings.GetValueOrDefault(happened.Key);
        return happened switch
        {
            FilingRegistered or FilingRefused or ConsultationAnswered => filing is null,
            FilingAccepted or FilingRejected => filing!.State == FilingState.Registered,
            FilingAmended or FilingInvalidated => filing!.State == FilingState.Accepted && filing.Ens != EnsState.Presented,
            EnsMoved moved => filing!.State == FilingState.Accepted && (filing.Ens, moved.To) is
                (EnsState.None, EnsState.Complete or EnsState.PendingCompleteness)
                or (EnsState.PendingCompleteness, EnsState.Complete or EnsState.ConsideredComplete)
                or (EnsState.Complete, EnsState.PendingCompleteness)
                or (EnsState.ConsideredComplete, EnsState.Complete)
                or (EnsState.PendingCompleteness or EnsState.Complete or EnsState.ConsideredComplete, EnsState.Arrived)
                or (EnsState.Arrived, EnsState.Presented),
            HousesMoved moved => filing!.State == FilingState.Accepted && moved.Houses.All(house => (filing.Houses[house].State, moved.To) is
                (HouseState.None or HouseState.PendingLinking or HouseState.Linked, HouseState.PendingLinking or HouseState.Linked)
                or (HouseState.None or HouseState.PendingAssociation or HouseState.Associated, HouseState.PendingAssociation or HouseState.Associated)
                or ( >= HouseState.PendingLinking and <= HouseState.Associated, HouseState.Arrived)
                or (HouseState.Arrived, HouseState.Presented)), // the filings here are by sea and air
            ReferralMoved moved => filing!.Referrals.Single(referral => referral.Reference == moved.Reference).State is ReferralState.Open or ReferralState.Answered,
            ReferralSent sent => filing!.Referrals.All(referral => referral.Reference != sent.Referral.Reference),
            RiskMoved => filing!.State == FilingState.Accepted && filing.Ens != EnsState.None,
            DoNotLoadIssued => !filing!.RiskTimeOver && (filing.Type is not "F23" || !filing.PreLoadingDone),
            _ => filing is not null,
        };
    }

    // Lifecycle 1.3.
    private static bool Allowed(CustomsState state, Notice notice)
    {
        var eori = notice.Recipient[(notice.Recipient.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var facts = state.Operators[eori];
        var filing = state.ByMrn(notice.Document.Mrn);
        var name = notice.Document.Id[3..];
        var wants = !OperatorFacts.Optional.Contains(name, StringComparer.Ordinal) || !facts.Unsubscribed.Contains(name, StringComparer.Ordinal);
        var filer = filing is not null && filing.Key.Party == notice.Recipient;
        var carrier = facts.Connected && state.Filings.Values.Any(one => one.Mrn is not null && one.Mrn == notice.Document.Mrn && one.Content.Carrier == eori); // an F25 names the carrier of its F23
        return name switch
        {
            "R01" => carrier && wants,
            "N03" => (filer || carrier) && wants,
            "N02" => filer && wants,
            "N11" => facts.Connected,
            "Q02" or "Q03" => filer,
            "Q01" => filer || carrier,
            "N04" or "N05" => carrier && wants && !filer,
            "N09" => (filer || carrier) && facts.AeoSecurity && wants,
            "R04" => eori == Notifier || facts.Connected,
            "N07" => eori == Notifier || (filer ? wants : facts.Connected),
            "N08" => eori == Notifier || filer || facts.Connected,
            _ => false,
        };
    }
}
