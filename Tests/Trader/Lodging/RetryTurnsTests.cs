using System.Net;
using System.Text;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;

namespace Ics2.Tests.Trader.Lodging;

/// <summary>After an outage the urgent messages go first (ICD 3.3.2.6).</summary>
public sealed class RetryTurnsTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TraderWorld _world = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("IE3R03")]
    [InlineData("IE3N06")]
    public async Task What_has_to_be_sent_again_waits_for_the_urgent_message(string urgent)
    {
        _world
            .Customs.ThenNothing(HttpStatusCode.ServiceUnavailable)
            .ThenNothing(HttpStatusCode.ServiceUnavailable)
            .ThenReceipt()
            .ThenReceipt();
        await using var client = Client();
        var filing = client.LodgeAsync(Document("IE3F10"), cancellationToken: Ct);
        var notice = client.LodgeAsync(Document(urgent), cancellationToken: Ct);
        _world.Clock.Advance(Interval);
        await Task.WhenAll(filing, notice);

        Sent().ShouldBe(["IE3F10", urgent, urgent, "IE3F10"]);
    }

    [Fact]
    public async Task An_urgent_message_that_is_given_up_holds_nobody_back()
    {
        _world.Customs.Otherwise = _ => FakeCustoms.Body(HttpStatusCode.ServiceUnavailable, null, []);
        await using var client = Client();
        var notice = client.LodgeAsync(Document("IE3N06"), cancellationToken: Ct);
        var filing = client.LodgeAsync(Document("IE3F10"), cancellationToken: Ct);
        while (!filing.IsCompleted)
        {
            _world.Clock.Advance(Interval);
            await Task.Delay(5, Ct);
        }

        (await notice).Accepted.ShouldBeFalse();
        (await filing).Accepted.ShouldBeFalse();
        Sent().Count(action => action == "IE3F10").ShouldBe(2);
    }

    private static byte[] Document(string action) =>
        Encoding.UTF8.GetBytes($"<{action} xmlns=\"urn:wco:datamodel:eu:ics2:2\"><LRN>LRN-1</LRN></{action}>");

    private TraderClient Client() => _world.Client(options => options with { Retry = new RetryPolicy(2, Interval) });

    private List<string> Sent() => [.. _world.Customs.Requests.Select(request => request.Envelope.UserMessage!.Action)];
}
