using CsCheck;
using Ics2.Customs.Model;
using Ics2.Ens.Writing;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>Traders, officers and time in any order: what must hold whatever happens (issue 4).</summary>
public sealed class LifeOfAnEnsProperty
{
    // A night run can ask for more.
    private static readonly long Iterations = long.TryParse(
        Environment.GetEnvironmentVariable("ICS2_PROPERTY_ITERATIONS"),
        System.Globalization.CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : 400;

    private static readonly Instructions[] Orders =
    [
        Instructions.None,
        new() { AssessWhenTold = true },
        new() { Delay = TimeSpan.FromMinutes(30), Control = true },
        new() { DoNotLoad = "*", RiskIdentified = true },
        new() { Referrals = [new OrderedReferral("RFI", "?"), new OrderedReferral("RFS"), new OrderedReferral("AMD", "!")] },
        new() { Refuse = new OrderedRefusal("IE3N01", "92", "LRN", "Ordered.") },
    ];

    private static readonly string[] Traders = [Carrier, Forwarder, Consolidator];
    private static readonly Gen<(int Act, int Which, int Who, int Number)> Step = Gen.Select(
        Gen.Int[0, 29],
        Gen.Int[0, 9],
        Gen.Int[0, 2],
        Gen.Int[0, 2]
    );

    [Fact]
    public void Whatever_happens_every_request_has_one_reply_and_every_state_follows_from_the_events() =>
        Gen.Select(Step.Array[1, 30], Gen.Int[0, 5], Gen.Bool)
            .Sample((steps, orders, waits) => Live(steps, Orders[orders], waits), iter: Iterations);

    [Fact]
    public void The_judge_sees_what_must_not_be()
    {
        var bench = new CustomsBench();
        var mrn = bench.F10();
        var filing = bench.Filing(mrn);
        var reply = bench.Last[0];
        var command = new TakeRequest(filing.Key, "IE3Q04", null, [], bench.Now, "");
        var answer = new Notice(filing.Key.Party, filing.Key.MessageId, reply.Document);

        LifeJudge.Judge(bench.State, command, new Decision([], [answer]));
        Wrong(new Decision([], []), "0 replies");
        Wrong(new Decision([], [answer, answer]), "2 replies");
        Wrong(new Decision([], [answer with { Recipient = "sys@" + Notifier }]), "0 replies");
        Wrong(new Decision([new EnsMoved(filing.Key, bench.Now, EnsState.Presented)], [answer]), "EnsMoved");
        Wrong(new Decision([new FilingAccepted(filing.Key, bench.Now)], [answer]), "FilingAccepted");
        Wrong(new Decision([new HousesMoved(filing.Key, bench.Now, [0], HouseState.Associated, null)], [answer]), "HousesMoved");
        Wrong(
            new Decision([], [answer, new Notice("sys@" + Consolidator, filing.Key.MessageId, bench.Last[1].Document)]),
            "IE3N03 to sys@" + Consolidator
        );
        Wrong(new Decision([], [answer, new Notice(filing.Key.Party, "other", bench.Last[1].Document)]), "refers to other");
        bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: false, ["N03"]));
        Wrong(
            new Decision([], [answer, new Notice("sys@" + Carrier, filing.Key.MessageId, bench.Last[1].Document)]),
            "IE3N03 to sys@" + Carrier
        );
        Wrong(new Decision([], [answer]) { Refusal = "no" }, "no");

        void Wrong(Decision decision, string what) =>
            Should.Throw<ShouldAssertException>(() => LifeJudge.Judge(bench.State, command, decision)).Message.ShouldContain(what);
    }

    private static void Live((int Act, int Which, int Who, int Number)[] steps, Instructions orders, bool waits)
    {
        var bench = new CustomsBench(
            new CustomsOptions
            {
                ProposalsWait = waits,
                FlaggedWaits = waits,
                AnalyseIncomplete = !waits,
            }
        );
        bench.Enter(new OperatorFacts(Consolidator, "sys@" + Consolidator, Connected: false, AeoSecurity: true, ["N03", "N02"]));
        bench.Watch = (command, decision) => LifeJudge.Judge(bench.State, command, decision);
        bench.Instructions = orders;
        foreach (var (act, which, who, number) in steps)
        {
            Do(bench, act, which, Traders[who], number);
        }

        bench.Replays().ShouldBeTrue();
    }

    private static void Do(CustomsBench bench, int act, int which, string who, int number)
    {
        var mrns = bench
            .State.Filings.Values.Where(filing => filing.Mrn is not null && !filing.Type.StartsWith('N') && filing.Type != "F25")
            .Select(filing => filing.Mrn!)
            .Order(StringComparer.Ordinal)
            .ToList();
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
                bench.Arrive(draft =>
                    draft
                        .Add("relatedMRN", one => one.Set("identification", mrn))
                        .Add("notifyParty", party => party.Set("identificationNumber", who))
                );
                break;
            case 12:
                bench.Act(new SetRiskResult(mrn, (RiskStage)(2 + number), [], []));
                break;
            case 13:
                bench.Act(new SendReferral(mrn, new OrderedReferral(new[] { "RFI", "AMD", "RFS" }[number], "?")));
                break;
            case 14:
                var reference = bench.State.ByMrn(mrn)?.Referrals.LastOrDefault()?.Reference ?? "NONE";
                bench.Request(
                    "IE3R02",
                    who,
                    draft =>
                        draft
                            .Set("MRN", mrn)
                            .Add("additionalInformationResponse", answer => answer.Set("referralRequestReference", reference))
                );
                break;
            case 15:
                bench.Act(new DecideControl(mrn, WarnAeo: true));
                break;
            case 16:
                bench.Act(new PresentGoods(mrn));
                break;
            case 17:
                bench.Act(
                    new[]
                    {
                        (CustomsCommand)new ClearDoNotLoad(mrn),
                        new StartRiskAnalysis(mrn),
                        new RelateHouse(mrn, mrns.Count == 0 ? mrn : mrns[number % mrns.Count]),
                    }[number]
                );
                break;
            case 18:
                bench.Advance(new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(25), TimeSpan.FromDays(100) }[number]);
                break;
            case 19:
                var screened = bench.State.ByMrn(mrn)?.Referrals.LastOrDefault()?.Reference ?? "NONE";
                bench.Request(
                    "IE3R03",
                    who,
                    draft => draft.Set("MRN", mrn).Add("hrcmScreeningResults", result => result.Set("referralRequestReference", screened))
                );
                break;
            case 20:
                bench.Lodge(
                    "F13",
                    Carrier,
                    draft =>
                    {
                        bench.Ship(draft);
                        Master(draft, "MBL" + number, Carrier);
                        draft.Add(
                            "consignmentMasterLevel/consignmentHouseLevel",
                            house => house.Set("supplementaryDeclarant/identificationNumber", who)
                        );
                    }
                );
                break;
            case 21:
                bench.Lodge(
                    number == 0 ? "F16" : "F17",
                    who,
                    draft => House(draft, number == 0 ? "HBL" + which : null, "MBL" + number, Carrier)
                );
                break;
            case 22:
                bench.Lodge(
                    "F21",
                    Carrier,
                    draft =>
                    {
                        Master(Fly(draft), "MAWB1", Carrier, who);
                        MasterItem(draft);
                    }
                );
                break;
            case 23:
                bench.Lodge(
                    number == 0 ? "F20" : "F28",
                    who,
                    draft =>
                    {
                        Master(Fly(draft), "MAWB" + which, Carrier);
                        House(draft, "HAWB" + number);
                    }
                );
                break;
            case 24:
                bench.Lodge(
                    which % 2 == 0 ? "F43" : "F44",
                    who,
                    draft => House(draft, "ITEM" + number, receptacle: which % 2 == 0 ? null : "REC1")
                );
                break;
            case 25:
                bench.Lodge(
                    "F42",
                    who,
                    draft =>
                    {
                        Master(Fly(draft), "MAWB9" + number, Carrier);
                        draft.Add("consignmentMasterLevel/receptacle", one => one.Set("receptacleIdentificationNumber", "REC1"));
                    }
                );
                break;
            case 26:
                bench.F10(
                    "BL" + number,
                    draft => draft.Set("splitConsignment/splitConsignmentIndicator", "1").Set("splitConsignment/previousMRN", mrn),
                    who
                );
                break;
            case 27:
                bench.Arrive(draft =>
                    draft.Set(
                        "activeBorderTransportMeans/estimatedDateAndTimeOfArrival",
                        new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero)
                    )
                );
                break;
            case 28:
                bench.Act(
                    new[]
                    {
                        (CustomsCommand)new DismissProposals(mrn),
                        new CloseReferral(mrn, bench.State.ByMrn(mrn)?.Referrals.LastOrDefault()?.Reference ?? "NONE", which > 4),
                        new SetRiskResult(mrn, RiskStage.RiskIdentified, ["HAWB" + which], []),
                    }[number]
                );
                break;
            default:
                bench.Request(
                    "IE3Q05",
                    who,
                    draft =>
                        draft
                            .Set("dataRequest", "1")
                            .Set("functionalReference", "Q" + which)
                            .Set("requester/identificationNumber", who)
                            .Set("MRN", mrn)
                );
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

    private static MessageDraft Fly(MessageDraft draft) => draft.Set("activeBorderTransportMeans/ModeOfTransport", "4");
}
