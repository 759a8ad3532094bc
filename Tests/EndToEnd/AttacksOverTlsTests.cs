using System.Net;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// Sections 1, 4, 5 and 7 of attack-cases.md, posted over mutual TLS by a trader whom customs trusts: right certificate, right seal, wrong
/// message.
/// </summary>
public sealed class AttacksOverTlsTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>, IAsyncLifetime
{
    public static TheoryData<string> Ids => [.. AttackCase.All.Select(attack => attack.Id)];

    public async ValueTask InitializeAsync() => await customs.MarkAsync(one.Trader);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_attack_gets_its_answer_over_HTTP_nothing_of_it_is_recorded_and_customs_goes_on(string id)
    {
        var attacker = one.Trader;
        var attack = AttackCase.All.Single(candidate => candidate.Id == id);
        var message = Unfolded(attack.Build(attacker.Attacker));

        var reply = await attacker.PostAsync(message);

        if (attack.Codes.Length == 0)
        {
            await ShouldBeAcknowledgedOnceAsync(attacker, message, reply);
        }
        else if (message.Body.Length > Profile.Ics2HtiV2.MaxMessageBytes)
        {
            reply.Status.ShouldBe((int)HttpStatusCode.RequestEntityTooLarge);
            (await customs.MessagesAsync(attacker, "in")).ShouldBeEmpty();
        }
        else
        {
            var error = reply.Error;
            attack
                .Codes.Contains(error.Code.Code, StringComparer.Ordinal)
                .ShouldBeTrue($"{string.Join(" or ", attack.Codes)}, not HTTP {reply.Status}: {error}");
            error.Severity.ShouldBe(ErrorSeverity.Failure);
            reply.Status.ShouldBeOneOf(400, 500);
            (await customs.MessagesAsync(attacker, "in")).ShouldBeEmpty();
        }

        await attacker.FileAndBeAnsweredAsync();
    }

    private async Task ShouldBeAcknowledgedOnceAsync(WireTrader attacker, WireMessage message, HttpReply reply)
    {
        var sent = new HttpReply(0, message).Envelope.MessageId;
        reply.Acknowledges(sent).ShouldBeTrue($"HTTP {reply.Status} with {reply.Envelope.Signal}");
        var again = await attacker.PostAsync(message);
        again.Wire.Body.ToArray().ShouldBe(reply.Wire.Body.ToArray());
        (await customs.MessagesAsync(attacker, "in")).ShouldHaveSingleItem();
    }

    // RFC 9112 5.2: whoever passes a folded header line on writes spaces instead. That customs refuses the fold itself stands in
    // HttpEdgeTests.
    private static WireMessage Unfolded(WireMessage message) => message with { ContentType = message.ContentType.ReplaceLineEndings(" ") };
}
