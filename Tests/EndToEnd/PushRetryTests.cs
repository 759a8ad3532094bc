using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// Customs pushes from the whole host to a trader's real endpoint, over a wire that is not to be relied on, by a clock that the test moves.
/// </summary>
public sealed class PushRetryTests(PkiFixture pki) : IAsyncLifetime
{
    // The test's clock runs faster than a push: that must not look like a trader who does not answer.
    private static readonly Profile Patient = Profile.Ics2HtiV2 with { ResponseTimeout = TimeSpan.FromHours(10) };

    private readonly PreparedData _data = new(pki);
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private Ics2Simulator _customs = null!;
    private WireTrader _trader = null!;
    private PushReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(30));
        _customs = await Ics2Simulator.StartAsync(new SimulatorOptions(_data.Data) { Clock = _clock, Profile = Patient });
        var enrolled = await _customs.Enrolment.EnrolAsync(
            new EnrolmentRequest("BE0123456789", ReplyChannel.Push, new Uri("https://localhost:1/as4")),
            _patience.Token
        );
        _trader = new WireTrader(_customs.AccessPoint.As4, enrolled, _data.Beside("trader"));
        _receiver = await PushReceiver.StartAsync(_trader.Folder, push: new PushOptions { Port = 0 }, cancellationToken: _patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _trader.Dispose();
        await _customs.DisposeAsync();
        _http.Dispose();
        _patience.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_receipt_that_is_withheld_wrong_or_does_not_cover_the_Body_delivers_nothing_and_the_same_bytes_come_again_until_it_holds()
    {
        await using var wire = await StartWireAsync(_ => null, OfAnotherMessage, WithoutBody);
        await FileAsync();

        string[] faults = ["empty answer", "receipt.ref", "seal.covers-body"];
        for (var attempt = 1; attempt <= faults.Length; attempt++)
        {
            var failed = await UntilAsync(
                row =>
                    row.TryGetProperty("note", out var note) && note.GetString()!.Contains(faults[attempt - 1], StringComparison.Ordinal),
                advance: attempt > 1
            );
            failed.GetProperty("state").GetString().ShouldBe("waiting");
            wire.Bodies.Count.ShouldBe(attempt);
        }

        var delivered = await UntilAsync(row => row.GetProperty("state").GetString() == "delivered", advance: true);

        delivered.GetProperty("attempts").GetInt32().ShouldBe(4);
        wire.Bodies.Count.ShouldBe(4);
        wire.Bodies.ShouldAllBe(body => body.SequenceEqual(wire.Bodies[0]));
        var kept = _receiver.Inbox.Untaken().ShouldHaveSingleItem(); // it came four times, and is one message
        kept.Action.ShouldBe("IE3R01");
        kept.MessageId.ShouldBe(delivered.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task Nothing_is_tried_again_before_its_time_and_nothing_after_the_last_attempt()
    {
        await using var wire = await StartWireAsync([.. Enumerable.Repeat<Func<WireMessage, WireMessage?>>(_ => null, 10)]);
        await FileAsync();
        await UntilAsync(row => row.TryGetProperty("note", out _), advance: false);

        _clock.Advance(Profile.Ics2HtiV2.PushRetryInterval - TimeSpan.FromSeconds(1));
        await Task.Delay(200, _patience.Token); // long enough for a push that should not be
        wire.Bodies.Count.ShouldBe(1);

        var failed = await UntilAsync(row => row.GetProperty("state").GetString() == "failed", advance: true);
        failed.GetProperty("attempts").GetInt32().ShouldBe(Profile.Ics2HtiV2.Attempts);
        _clock.Advance(TimeSpan.FromHours(1));
        await Task.Delay(200, _patience.Token);
        wire.Bodies.Count.ShouldBe(Profile.Ics2HtiV2.Attempts);
    }

    private WireMessage OfAnotherMessage(WireMessage receipt) =>
        _trader.Writer.WriteReceipt(new HttpReply(0, _trader.Filing().Wire).Envelope).Wire;

    // The trader's own seal, on a receipt that leaves the empty Body out, as ICD 4.6.2 note 25 forbids.
    private WireMessage WithoutBody(WireMessage receipt) =>
        HandSeal.Anew(
            receipt,
            _trader.Seal.Leaf,
            security =>
                HandSeal
                    .References(security)
                    .Single(reference => ((string)reference.Attribute("URI")!).StartsWith("#body", StringComparison.Ordinal))
                    .Remove()
        );

    private async Task<WaywardWire> StartWireAsync(params Func<WireMessage, WireMessage?>[] conduct)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(Path.Combine(_trader.Folder.Directory, "tls-trust.pem"));
        var wire = await WaywardWire.StartAsync(_trader.Tls, roots, _receiver.Url, conduct);
        await _customs.Enrolment.SetChannelAsync(_trader.PartyId, ReplyChannel.Push, wire.Url, _patience.Token);
        return wire;
    }

    private async Task FileAsync()
    {
        var filing = _trader.Filing();
        (await _trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
    }

    // The clock moves in steps: one step too early, before the worker waits, must not be the last.
    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isRight, bool advance)
    {
        while (true)
        {
            var answer = await _http.GetFromJsonAsync<JsonElement>(
                new Uri(
                    _customs.AccessPoint.Management,
                    string.Create(CultureInfo.InvariantCulture, $"messages?direction=out&party={_trader.PartyId}")
                ),
                _patience.Token
            );
            if (answer.GetProperty("messages").EnumerateArray().FirstOrDefault(isRight) is { ValueKind: JsonValueKind.Object } row)
            {
                return row;
            }

            await Task.Delay(20, _patience.Token);
            if (advance)
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
            }
        }
    }
}
