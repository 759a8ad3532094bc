using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>
/// A killed process leaves its files as they are at that moment. So these tests copy the files of a store that is still open, and go on
/// with the copy.
/// </summary>
public sealed class CrashTests(PkiFixture pki) : IAsyncDisposable
{
    private readonly ReceivingBench _killed = new(pki);
    private readonly TempFolder _image = new();

    [Fact]
    public async Task Killed_right_after_the_receipt_it_delivers_exactly_one_IE3R01_after_the_restart()
    {
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1"));
        var receipt = await _killed.PostAsync(filing);
        TakeImage();

        await using (var host = await RunningHost.StartAsync(pki, _image.Path))
        {
            await host.PullAsync(pki.Trader);
            var (status, again) = await host.PostAsync(pki.Trader, filing);
            status.ShouldBe(200);
            again.Body.ToArray().ShouldBe(receipt.Wire!.Body.ToArray());
        }

        // And once more, with the message offered but not acknowledged.
        await using var second = await RunningHost.StartAsync(pki, _image.Path);
        var pulled = ReceivingBench.Read(await second.PullAsync(pki.Trader)).UserMessage.ShouldNotBeNull();
        pulled.Action.ShouldBe("IE3R01");
        var sent = await OutgoingAsync(second);
        sent.ShouldHaveSingleItem().GetProperty("messageId").GetString().ShouldBe(pulled.MessageId.Value);
    }

    [Fact]
    public async Task Killed_between_two_of_a_hundred_receipts_it_has_all_that_got_one()
    {
        var filings = Enumerable
            .Range(0, 100)
            .Select(i => pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample($"LRN-{i}")))
            .ToList();
        await Task.WhenAll(filings.Select(filing => Task.Run(() => _killed.PostAsync(filing))));
        TakeImage();

        await using var host = await RunningHost.StartAsync(pki, _image.Path);

        await host.UntilAsync("/filings?limit=1000", answer => answer.GetProperty("filings").GetArrayLength() == 100);
        var sent = await OutgoingAsync(host);
        sent.Count.ShouldBe(100);
        sent.Select(row => row.GetProperty("refToMessageId").GetString())
            .ShouldBe(filings.Select(filing => (string?)filing.MessageId.Value), ignoreOrder: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _killed.DisposeAsync();
        _image.Dispose();
    }

    private static async Task<List<JsonElement>> OutgoingAsync(RunningHost host) =>
        [.. (await host.GetAsync("/messages?direction=out&limit=1000")).GetProperty("messages").EnumerateArray()];

    private void TakeImage()
    {
        foreach (var file in Directory.GetFiles(_killed.Folder, "accesspoint.db*"))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = File.Create(Path.Combine(_image.Path, Path.GetFileName(file)));
            source.CopyTo(copy);
        }
    }
}
