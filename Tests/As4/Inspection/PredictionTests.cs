using Ics2.As4;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection;

/// <summary>One truth: what is predicted is what is answered, code and words, also in the wording of Domibus.</summary>
public sealed class PredictionTests(PkiFixture pki)
{
    public static TheoryData<string> Captures => CaseTests.Files;

    public static TheoryData<string> Attacks => [.. AttackCase.All.Select(attack => attack.Id)];

    public static TheoryData<string> Signals => [.. SignalsAndTests.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task Of_a_capture(string file)
    {
        var bytes = await File.ReadAllBytesAsync(Repository.PathOf("fixtures", "captures", file), Ct);
        Capture.TryRead(bytes, contentType: null, out var message, out var why).ShouldBeTrue(why);
        await InBothWordingsAsync(message);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Of_an_attack(string id)
    {
        var attack = AttackCase.All.Single(candidate => candidate.Id == id);
        var seal = pki.Trader.Seal;
        using var identity = new Ics2.As4.Sealing.SealingIdentity(seal.Certificate, seal.Chain);
        await InBothWordingsAsync(attack.Build(new Attacker(seal.Certificate, identity, () => pki.Trader.Header())));
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task Of_signals_tests_and_senders(string name) => await InBothWordingsAsync(SignalsAndTests[name](pki));

    [Theory]
    [InlineData("A001")]
    [InlineData("A003")]
    public async Task Of_what_the_registry_says(string subCode)
    {
        await using var bench = new ReceivingBench(pki);
        bench.Registry.Always = new(Granted: false, subCode, "It says no.", null, null, null);

        await Prediction.ShouldHoldAsync(bench, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>").Wire);
        await Prediction.ShouldHoldAsync(bench, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel).Wire);
    }

    [Fact]
    public async Task A_receipt_for_what_was_sent_is_taken_in_silence_as_predicted()
    {
        await using var bench = new ReceivingBench(pki);
        var sent = await bench.PutAsync(pki.Trader);

        await Prediction.ShouldHoldAsync(bench, pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(sent.Wire)).Wire);

        bench.Sent(sent).State.ShouldBe("delivered");
    }

    [Fact]
    public async Task A_message_of_customs_is_answered_by_the_trader()
    {
        await using var bench = new ReceivingBench(pki);
        var sent = await bench.PutAsync(pki.Trader);

        var report = await new Inspector(bench.Profile, trust: bench.Trust).InspectAsync(sent.Wire, cancellationToken: Ct);

        Ics2.Cli.Output.InspectText.Headline(report).ShouldBe("the trader answers a receipt");
        report.Answer.ShouldBe(AnswerKind.Receipt);
    }

    private static Dictionary<string, Func<PkiFixture, WireMessage>> SignalsAndTests { get; } =
        new(StringComparer.Ordinal)
        {
            ["filing"] = pki => pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>").Wire,
            ["connectivity test"] = pki => pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []).Wire,
            ["pull"] = pki => pki.Trader.Writer.WritePullRequest(pki.Trader.Channel).Wire,
            ["pull of somebody else's channel"] = pki => pki.Trader.Writer.WritePullRequest(pki.Other.Channel).Wire,
            ["seal of somebody else"] = pki =>
                pki.Other.Lodge(pki.Other.Header() with { From = pki.Trader.Header().From }, "<IE3F10/>").Wire,
            ["sealed error"] = pki => pki.Trader.Writer.WriteSealedError(AnError, "1@customs").Wire,
            ["unsealed error"] = pki => pki.Trader.Writer.WriteError(AnError, "1@customs"),
            ["error with a broken seal"] = pki => Broken(pki.Trader.Writer.WriteSealedError(AnError, "1@customs").Wire),
            ["receipt with a broken seal"] = pki => Broken(pki.Trader.Writer.WriteReceipt(Sent(pki)).Wire),
            ["receipt cut short"] = pki => CutShort(pki.Trader.Writer.WriteReceipt(Sent(pki)).Wire),
            ["error cut short"] = pki => CutShort(pki.Trader.Writer.WriteSealedError(AnError, "1@customs").Wire),
            ["filing cut short"] = pki => CutShort(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>").Wire),
            ["receipt with a bad time"] = pki =>
                pki.Trader.Writer.WriteReceipt(Sent(pki))
                    .Wire.Edit(text => text.Replace("<eb:Timestamp>", "<eb:Timestamp>x", StringComparison.Ordinal)),
        };

    private static EbmsError AnError => new(EbmsErrorCode.Other, "It does not fit.");

    private async Task InBothWordingsAsync(WireMessage message)
    {
        foreach (var wording in Enum.GetValues<ErrorWording>())
        {
            await using var bench = new ReceivingBench(pki, Profile.Ics2HtiV2 with { Wording = wording });
            await Prediction.ShouldHoldAsync(bench, message);
        }
    }

    private static Ics2.As4.Envelopes.Envelope Sent(PkiFixture pki) =>
        ReceivingBench.Read(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>").Wire);

    private static WireMessage Broken(WireMessage message) =>
        message.Edit(text => text.Replace("<ds:DigestValue>", "<ds:DigestValue>AAAA", StringComparison.Ordinal));

    private static WireMessage CutShort(WireMessage message) => message with { Body = message.Body[..^10] };
}
