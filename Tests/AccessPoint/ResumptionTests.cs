using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Storing;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>A restart resumes everything, timers included; and nobody's message is decided twice.</summary>
public sealed class ResumptionTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Delays_linking_times_open_requests_and_controls_outlive_a_restart()
    {
        string slow,
            asked,
            controlled,
            text;
        await using (var life = await StartAsync())
        {
            slow = (await life.FileAsync("SLOW-1")).Mrn;
            (asked, text) = await life.FileAsync("RFI-1");
            controlled = (await life.FileAsync("CTL-1")).Mrn;
            (await life.SendAsync("IE3F12", Master())).ShouldHaveSingleItem().Id.ShouldBe("IE3R01");
            (await life.SentAsync()).ShouldNotContain(action => action == "IE3N02");
        }

        await using var again = await StartAsync();
        (await again.SentAsync()).Count(action => action == "IE3Q02").ShouldBe(1);
        (await again.SendAsync("IE3R02", WireLife.Answer(asked, await again.ReferenceAsync(asked)))).ShouldBeEmpty();
        (await again.StateAsync(asked)).ShouldContain("\"risk\":\"noRisk\"");

        (await again.StateAsync(slow)).ShouldContain("\"risk\":\"ready\"");
        await again.AdvanceAsync("5m");
        (await again.StateAsync(slow)).ShouldContain("\"risk\":\"noRisk\"");

        await again.AdvanceAsync("12h");
        (await again.SentAsync()).Count(action => action == "IE3N02").ShouldBe(1);
        (await again.StateAsync(controlled)).ShouldContain("\"risk\":\"riskIdentified\"");
        text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_nobody_was_there_expires_at_the_start()
    {
        string slow;
        await using (var life = await StartAsync())
        {
            slow = (await life.FileAsync("SLOW-1")).Mrn;
        }

        await using var again = await WireLife.StartAsync(
            pki,
            _folder.Path,
            _start.AddMinutes(6),
            options => options with { AssessWhenTold = false }
        );
        await again.Host.UntilAsync("/filings/" + slow, filing => filing.GetProperty("risk").GetString() == "noRisk");
    }

    [Fact]
    public async Task Two_workers_over_one_store_decide_every_message_once()
    {
        await using var bench = new ReceivingBench(pki);
        for (var i = 0; i < 30; i++)
        {
            await bench.PostAsync(pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample($"LRN-{i}")));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));
        var workers = Enumerable.Range(0, 2).Select(_ => Worker(bench).RunAsync(stop.Token)).ToList();
        while (bench.Store.Waiting().Count > 0)
        {
            await Task.Delay(20, stop.Token);
        }

        await stop.CancelAsync();
        foreach (var worker in workers)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => worker);
        }

        bench.Store.Filings(new FilingQuery(100)).Select(row => row.Filing.Lrn).Distinct(StringComparer.Ordinal).Count().ShouldBe(30);
        var replies = bench.Store.Messages(new("out", null, 100));
        replies.Count.ShouldBe(30);
        replies.Select(row => row.RefToMessageId).Distinct(StringComparer.Ordinal).Count().ShouldBe(30);
        foreach (var (filing, _) in bench.Store.Filings(new FilingQuery(100)))
        {
            bench.Store.History(filing.Key).Count(happened => happened.Kind == nameof(FilingRegistered)).ShouldBe(1);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static FilingWorker Worker(ReceivingBench bench)
    {
        var instructions = new StandingInstructions(
            assessWhenTold: true,
            TimeSpan.Zero,
            new PlaybookFile(path: null, SpecPack.Embedded(), NullLogger<PlaybookFile>.Instance)
        );
        var desk = new CustomsService(
            bench.Store,
            bench.Store,
            bench.Customs,
            new SpecPacks(SpecPack.Embedded()),
            bench.Profile,
            "customs.example.eu",
            TimeProvider.System,
            TimeProvider.System,
            instructions,
            new OpenTraderRegister(SpecPack.Embedded()),
            new CustomsOptions()
        );
        return new FilingWorker(
            bench.Store,
            bench.Store,
            desk,
            new FilingQueue(),
            new OutboxSignal(),
            bench.Memory,
            TimeProvider.System,
            NullLogger<FilingWorker>.Instance
        );
    }

    private static string Master() => AccessPointHostTests.SampleOf("IE3F12", "LRN-12");

    private Task<WireLife> StartAsync() =>
        WireLife.StartAsync(pki, _folder.Path, _start, options => options with { AssessWhenTold = false });
}
