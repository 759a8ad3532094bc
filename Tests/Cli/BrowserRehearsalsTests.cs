using System.Net;
using Ics2.Cli.Rehearsing;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>Rehearsals over the management API, as a program would start them.</summary>
public sealed class BrowserRehearsalsTests(PkiFixture pki) : IAsyncLifetime
{
    private readonly PreparedData _data = new(pki);
    private Ics2Simulator _customs = null!;
    private ManagementClient _api = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync();

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _customs.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task A_run_is_told_as_it_goes_kept_with_its_report_and_known_after_a_restart()
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var told = new List<RehearsalEvent>();
        var watches = new TaskCompletionSource();
        var watch = Task.Run(
            async () =>
            {
                await foreach (var happened in _api.WatchAsync(cancellationToken: watching.Token))
                {
                    watches.TrySetResult();
                    if (happened is WatchedEvent.OfRehearsal { Rehearsal: var went })
                    {
                        told.Add(went);
                        if (went.State != RehearsalState.Running)
                        {
                            return;
                        }
                    }
                }
            },
            Ct
        );
        await watches.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);

        var begun = await _api.StartRehearsalAsync(
            new RehearsalRequest
            {
                Scenarios = ["CON-01"],
                Here = true,
                Product = "P",
            },
            Ct
        );
        var ended = await EndAsync(begun.Id);

        ended.Rehearsal.State.ShouldBe(RehearsalState.Passed, string.Join("; ", ended.Rehearsal.Problems));
        ended.Lines.Select(line => line.Kind).ShouldContain(GuideKind.Check);
        using var http = new HttpClient();
        using var report = await http.GetAsync(At(ended.Rehearsal.Report!), Ct);
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
        report.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox allow-scripts");
        (await http.GetAsync(At($"rehearsals/{begun.Id}/report/%2e%2e/%2e%2e/enrolled.jsonl"), Ct)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await http.GetAsync(At($"rehearsals/{begun.Id}/report/..%2f..%2fenrolled.jsonl"), Ct)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        await watch.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        told.ShouldContain(went => went.Line != null && went.Line.Kind == GuideKind.Step);
        told[^1].State.ShouldBe(RehearsalState.Passed);

        await StopAndStartAsync();
        (await _api.RehearsalsAsync(Ct)).ShouldHaveSingleItem().State.ShouldBe(RehearsalState.Passed);
    }

    [Fact]
    public async Task One_goes_at_a_time_and_a_stop_of_the_simulator_interrupts_it_and_says_so()
    {
        var begun = await _api.StartRehearsalAsync(new RehearsalRequest { Scenarios = ["CON-01"], Client = "manual" }, Ct);

        (await RefusedAsync(new RehearsalRequest { Scenarios = ["CON-01"] })).ShouldContain("under way");
        await StopAndStartAsync();

        var kept = (await _api.RehearsalsAsync(Ct)).ShouldHaveSingleItem();
        (kept.Id, kept.State).ShouldBe((begun.Id, RehearsalState.Interrupted));
        kept.Problems.Single().ShouldBe("The run was interrupted before its end.");
    }

    [Theory]
    [InlineData("exec:true", "--allow-exec")]
    [InlineData("EXEC:true", "--allow-exec")]
    [InlineData("nobody", "expected builtin, exec:CMD, http:URL or manual")]
    public async Task A_client_that_may_not_or_cannot_be_started_is_refused_in_words(string client, string words) =>
        (await RefusedAsync(new RehearsalRequest { Scenarios = ["CON-01"], Client = client })).ShouldContain(words);

    [Fact]
    public async Task What_names_nothing_is_refused_in_words_and_leaves_no_rehearsal_behind()
    {
        (await RefusedAsync(new RehearsalRequest { Plan = "moon-carrier" })).ShouldContain("the plans are");
        (await RefusedAsync(new RehearsalRequest { Tags = "@a and" })).ShouldContain("--tag @a and");
        (await RefusedAsync(new RehearsalRequest { Scenarios = ["XXX-01"] })).ShouldContain("There is no scenario 'XXX-01'");
        (await RefusedAsync(new RehearsalRequest { ClientTime = "soon" })).ShouldContain("'soon' is not a duration");
        (await RefusedAsync(new RehearsalRequest { Client = "manual", PushUrl = new Uri("http://localhost/") })).ShouldContain("https");
        (await _api.RehearsalsAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keys_of_a_trader_go_to_the_token_only()
    {
        await _api.StartRehearsalAsync(new RehearsalRequest { Scenarios = ["CON-01"], Client = "manual" }, Ct);
        using var nobody = new ManagementClient(_customs.AccessPoint.Management);

        (await Should.ThrowAsync<ManagementRefusedException>(() => nobody.RehearsalTraderAsync("BE1", Ct))).Reason.ShouldContain("Bearer");
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(true, "127.0.0.1", true)]
    [InlineData(true, "0.0.0.0", false)]
    public void A_command_needs_the_word_of_serve_and_an_API_that_nobody_else_reaches(bool allowed, string? address, bool may) =>
        (
            new RehearsalRights(
                new SimulatorOptions("data") { ManagementAddress = address is null ? null : IPAddress.Parse(address) },
                allowed
            ).WhyNot("exec:true")
            is null
        ).ShouldBe(may);

    private Uri At(string path) => new(_customs.AccessPoint.Management, path);

    private async Task<string> RefusedAsync(RehearsalRequest request) =>
        (await Should.ThrowAsync<ManagementRefusedException>(() => _api.StartRehearsalAsync(request, Ct))).Reason;

    private async Task<RehearsalDetail> EndAsync(string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        while (true)
        {
            var detail = await _api.RehearsalAsync(id, cancellationToken: patience.Token);
            if (detail.Rehearsal.State != RehearsalState.Running)
            {
                return detail;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private async Task StopAndStartAsync()
    {
        _api.Dispose();
        await _customs.DisposeAsync();
        await StartAsync();
    }

    private async ValueTask StartAsync()
    {
        const string token = "token-of-a-rehearsal-test";
        var options = new SimulatorOptions(_data.Data) { ManagementToken = token };
        _customs = await Ics2Simulator.StartAsync(BrowserRehearsals.Beside(options, allowExec: false));
        _api = new ManagementClient(_customs.AccessPoint.Management, token);
    }
}
