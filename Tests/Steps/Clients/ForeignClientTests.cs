using System.Diagnostics;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;

namespace Ics2.Tests.Steps.Clients;

/// <summary>Clients that are not ours, judged by the scenarios over the whole simulator.</summary>
public sealed class ForeignClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_client_in_Python_passes_the_plan_of_a_service_provider()
    {
        Assert.SkipUnless(Runs("python3") && Runs("openssl"), "Needs python3 and openssl on the PATH.");
        var client = new ExecTrader(["python3", Repository.PathOf("samples", "python-client", "client.py")], Patience);
        var plan = RehearsalPlan.Embedded().Single(plan => plan.Name == "it-service-provider");
        var results = await RehearseAsync(
            client,
            [.. FeatureCatalogue.Embedded().Scenarios.Where(plan.Holds).Select(scenario => scenario.Id)]
        );

        // It sends an urgent message in its turn after an outage, which is only a "should" (OPS-01).
        results
            .Where(result => result.Verdict is not (Verdict.Pass or Verdict.Warning or Verdict.Skipped))
            .Select(result => $"{result.Scenario.Id} {result.Verdict}: {result.Reason}")
            .ShouldBeEmpty();

        // What it would have to do wrong on purpose, and nothing else.
        results
            .Where(result => result.Verdict == Verdict.Skipped)
            .ShouldAllBe(result => result.Reason!.Contains("cannot be told to do something wrong", StringComparison.Ordinal));
        results.Count(result => result.Verdict == Verdict.Pass).ShouldBeGreaterThan(results.Count * 3 / 4);
    }

    [Fact]
    public async Task A_webhook_is_judged_like_any_client()
    {
        await using var hook = await HookedTrader.StartAsync();
        using var client = new HttpTrader(hook.Url, Patience);
        var results = await RehearseAsync(client, "CON-01", "CON-03", "CON-05", "REJ-02");
        results.ShouldAllBe(result => result.Verdict == Verdict.Pass, string.Join("; ", results.Select(result => result.Reason)));
        hook.Stopped.ShouldBe(4);
    }

    [Fact]
    public async Task A_client_that_says_it_did_and_did_not_fails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");
        var client = new ExecTrader(
            ["/bin/sh", "-c", """echo '{ "messageId": "a@b", "receipt": { "messageId": "c@d", "valid": true } }'"""],
            Patience
        );
        var result = (await RehearseAsync(client, "CON-02")).ShouldHaveSingleItem();
        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason.ShouldNotBeNull().ShouldContain("the message reaches customs");
    }

    [Fact]
    public async Task A_webhook_that_is_not_there_fails_with_the_reason()
    {
        using var client = new HttpTrader(new Uri("http://127.0.0.1:1/"), Patience);
        var result = (await RehearseAsync(client, "CON-01")).ShouldHaveSingleItem();
        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason.ShouldNotBeNull().ShouldContain("/start cannot be reached");
    }

    private static async Task<IReadOnlyList<ScenarioResult>> RehearseAsync(ITraderUnderTest client, params string[] ids)
    {
        var catalogue = FeatureCatalogue.Embedded();
        new ScenarioSelection(null, ids).TrySelect(catalogue, out var scenarios, out var why).ShouldBeTrue(why);
        var evidence = Directory.CreateTempSubdirectory("ics2-foreign-");
        try
        {
            var options = new RunOptions
            {
                EvidenceFolder = evidence.FullName,
                Client = client.Name,
                ScenarioTimeLimit = TimeSpan.FromMinutes(3),
            };
            var result = await new ScenarioRunner(
                StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly),
                options,
                client
            ).RunToEndAsync(scenarios!, TestContext.Current.CancellationToken);
            result.Problems.ShouldBeEmpty();
            return result.Scenarios;
        }
        finally
        {
            evidence.Delete(recursive: true);
        }
    }

    private static bool Runs(string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, program == "openssl" ? "version" : "--version")
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            );
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
