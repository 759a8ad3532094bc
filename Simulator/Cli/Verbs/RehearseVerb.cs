using System.CommandLine;
using Ics2.Cli.Output;
using Ics2.Ens;
using Ics2.StepDefinitions.Clients;
using Ics2.StepDefinitions.Reporting;
using Ics2.StepDefinitions.Running;
using Ics2.StepDefinitions.Running.Gherkin;

namespace Ics2.Cli.Verbs;

/// <summary>Starts a private simulator and runs the scenarios against a client.</summary>
internal sealed class RehearseVerb : Verb
{
    private readonly Option<string?> _tag = new("--tag") { Description = "Tag expression, for example \"@connectivity and not @push\"" };
    private readonly Option<string[]> _scenario = new("--scenario") { Description = "Id of a scenario, for example CON-04; may be repeated" };
    private readonly Option<DirectoryInfo?> _report = new("--report") { Description = "Folder for report.html, junit.xml, rehearsal.json, messages.ndjson, summary.md and the evidence" };
    private readonly Option<int?> _seed = new("--seed") { Description = "Repeats a run: every EORI and filing follows from it" };
    private readonly Option<string> _client = new("--client")
    {
        Description = "Who is judged: builtin, exec:CMD or http:URL (see StepDefinitions/Clients/README.md)", DefaultValueFactory = _ => "builtin",
    };
    private readonly Option<TimeSpan> _clientTime = Durations.Option("--client-time", "Longest that one command or call of the client may take", TimeSpan.FromSeconds(30));
    private readonly Option<bool> _list = new("--list") { Description = "Lists the scenarios and runs none" };

    public RehearseVerb()
        : base("rehearse", "Starts a private simulator and runs the conformance scenarios against a client.", "ics2 rehearse --tag @connectivity --report report")
    {
        Add(_tag);
        Add(_scenario);
        Add(_report);
        Add(_seed);
        Add(_client);
        Add(_clientTime);
        Add(_list);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TagExpression? tags = null;
        if (arguments.GetValue(_tag) is { } expression && !TagExpression.TryParse(expression, out tags, out var why))
        {
            Say($"ics2 rehearse: --tag {expression}: {why}");
            return ExitCodes.Usage;
        }

        if (!new ScenarioSelection(tags, arguments.GetValue(_scenario) ?? []).TrySelect(FeatureCatalogue.Embedded(), out var scenarios, out why))
        {
            Say($"ics2 rehearse: {why}");
            return ExitCodes.Usage;
        }

        if (arguments.GetValue(_list))
        {
            List(arguments, scenarios);
            return ExitCodes.Fine;
        }

        if (!ClientChoice.TryParse(arguments.GetRequiredValue(_client), arguments.GetValue(_clientTime), out var client, out why))
        {
            Say($"ics2 rehearse: --client: {why}");
            return ExitCodes.Usage;
        }

        using (client as IDisposable)
        {
            return await RehearseAsync(arguments, client, scenarios, cancellation);
        }
    }

    private async Task<int> RehearseAsync(ParseResult arguments, ITraderUnderTest client, IReadOnlyList<Scenario> scenarios, CancellationToken cancellation)
    {
        var temporary = arguments.GetValue(_report) is null ? Directory.CreateTempSubdirectory("ics2-report-") : null;
        var folder = arguments.GetValue(_report)?.FullName ?? temporary!.FullName;
        if (Directory.Exists(ReportFolder.EvidenceIn(folder)))
        {
            Directory.Delete(ReportFolder.EvidenceIn(folder), recursive: true); // of an earlier run
        }

        var options = new RunOptions { EvidenceFolder = ReportFolder.EvidenceIn(folder), SpecPack = SpecPack.Embedded().Version, Client = client.Name };
        var runner = new ScenarioRunner(BindingRegistry.FromAssemblies(typeof(BindingRegistry).Assembly), arguments.GetValue(_seed) is { } seed ? options with { Seed = seed } : options, client);
        var json = WantsJson(arguments);
        var result = json ? await runner.RunToEndAsync(scenarios, cancellation) : await new ConsoleReport(Terminal.Open()).FollowAsync(runner.RunAsync(scenarios, cancellation));
        if (json)
        {
            Console.Out.WriteLine(RehearsalDocument.From(result, folder).ToJson());
        }

        if (temporary is null)
        {
            await ReportFolder.WriteAsync(result, folder);
            Say($"report: {Path.Combine(folder, ReportFolder.Html)}");
        }
        else
        {
            temporary.Delete(recursive: true);
        }

        return result.Problems.Count > 0 ? ExitCodes.CouldNotRun : result.Succeeded ? ExitCodes.Fine : ExitCodes.Findings;
    }

    private void List(ParseResult arguments, IReadOnlyList<Scenario> scenarios)
    {
        if (WantsJson(arguments))
        {
            WriteDocument(new { scenarios = scenarios.Select(scenario => new { id = scenario.Id, title = scenario.Title, area = scenario.Area, tags = scenario.Tags }) });
            return;
        }

        foreach (var scenario in scenarios)
        {
            Console.Out.WriteLine($"{scenario.Id,-10} {scenario.Area,-14} {scenario.Title}");
        }

        Console.Out.WriteLine($"{scenarios.Count} scenarios");
    }
}
