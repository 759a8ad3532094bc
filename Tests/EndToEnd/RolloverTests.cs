using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Settings;

namespace Ics2.Tests.EndToEnd;

/// <summary>SEC-15, item 8: enrolling again gives a trader a second seal, and the first stays good beside it.</summary>
public sealed class RolloverTests(SharedCustoms customs)
{
    [Fact]
    public async Task Both_seals_of_an_EORI_are_accepted_in_turn_while_they_overlap()
    {
        var ct = TestContext.Current.CancellationToken;
        using var temporary = new TempFolder();
        var simulator = await customs.StartedAsync();
        var folders = new[] { "old", "new" }.Select(name => Path.Combine(temporary.Path, name)).ToList();
        foreach (var folder in folders)
        {
            (await simulator.Enrolment.EnrolAsync(new EnrolmentRequest("SE7700000001"), ct)).WriteTo(folder);
        }

        using TraderFolder old = TraderFolder.Open(folders[0]),
            next = TraderFolder.Open(folders[1]);
        old.Seal.Leaf.Thumbprint.ShouldNotBe(next.Seal.Leaf.Thumbprint, StringComparer.Ordinal);
        foreach (var folder in new[] { old, next, old, next })
        {
            await using var client = new TraderClient(folder);
            (await client.PingAsync(ct)).Accepted.ShouldBeTrue();
        }
    }
}
