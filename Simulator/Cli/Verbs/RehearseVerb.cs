using System.CommandLine;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Cli.Rehearsing;
using Ics2.Contract.Rehearsals;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Archiving;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;
using Ics2.StepDefinitions;

namespace Ics2.Cli.Verbs;

/// <summary>Starts a private simulator and runs the scenarios against a client.</summary>
internal sealed class RehearseVerb : Verb
{
    private const int MaxDoneByHand = 30; // more than any scenario asks for

    private readonly Option<string?> _plan = new("--plan")
    {
        Description =
            "Only the scenarios of a plan: a name that --list shows, for example sea-carrier, or a YAML file of your own with scenarios and/or tags",
    };
    private readonly Option<string?> _tag = new("--tag") { Description = "Tag expression, for example \"@connectivity and not @push\"" };
    private readonly Option<string[]> _scenario = new("--scenario")
    {
        Description = "Ids of scenarios, for example CON-04 or CON-04,SEC-07; may be repeated",
    };
    private readonly Option<FileInfo?> _expected = new("--expected-failures")
    {
        Description =
            "File with the scenarios known to fail, one a line: id, then the reason. Their failures do not fail the run; one that passes does",
    };
    private readonly Option<DirectoryInfo?> _report = new("--report")
    {
        Description = "Folder for report.html, junit.xml, rehearsal.json, messages.ndjson, summary.md and the evidence",
    };
    private readonly ArchiveOptions _archive = new();
    private readonly TestedOptions _tested = new();
    private readonly OverTimeOptions _overTime = new();
    private readonly Option<int?> _seed = new("--seed") { Description = "Repeats a run: every EORI and filing follows from it" };
    private readonly ClientOptions _client = new();
    private readonly Option<string[]> _formatter = new Option<string[]>("--formatter")
    {
        Description =
            "Adds what Reqnroll's html formatter writes to the folder of the report, as reqnroll.html; messages.ndjson is always there",
    }.AcceptOnlyFromAmong(ReportFolder.Formatters);
    private readonly Option<DirectoryInfo?> _pack = SpecPackOption.Create();
    private readonly Option<FileInfo?> _customs = CustomsOption.Create();
    private readonly Option<bool> _slowest = new("--slowest")
    {
        Description = "Names the ten slowest scenarios at the end; a run of all scenarios always does",
    };
    private readonly Option<DirectoryInfo?> _reference = SpecPackOption.CreateReference();
    private readonly Option<bool> _list = new("--list")
    {
        Description = "Lists scenarios, plans and what cannot be rehearsed, and runs nothing",
    };

    public RehearseVerb()
        : base(
            "rehearse",
            "Starts a private simulator and runs the conformance scenarios against a client.",
            "ics2 rehearse --plan sea-carrier --report report"
        )
    {
        Add(_plan);
        Add(_tag);
        Add(_scenario);
        Add(_expected);
        Add(_report);
        _archive.AddTo(this);
        _tested.AddTo(this);
        _overTime.AddTo(this);
        Add(_seed);
        Add(_reference);
        _client.AddTo(this);
        Add(_formatter);
        Add(_pack);
        Add(_customs);
        Add(_slowest);
        Add(_list);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var choice = new ScenarioChoice();
            var (catalogue, requirements) = (choice.Catalogue, choice.Requirements);
            var selection = Selection(arguments, choice);
            var scenarios = choice.Of(selection);
            if (arguments.GetValue(_list))
            {
                RehearsalList.Write(scenarios, requirements.Cover(catalogue.Scenarios), WantsJson(arguments));
                return ExitCodes.Fine;
            }

            var pack = SpecPackOption.Read(arguments.GetValue(_pack), arguments.GetValue(_reference));
            var settings = new RehearsalSettings
            {
                SpecPack = pack,
                Customs = await CustomsOption.ReadAsync(arguments.GetValue(_customs), pack, cancellationToken),
            };
            var options = new RunOptions
            {
                EvidenceFolder = "", // set when the folder of the report is known
                SpecPack = settings.SpecPack.Version,
                Plan = selection.Plan?.Name,
                Facts = _tested.Facts(arguments, SpecPackOption.DigestOf(arguments.GetValue(_pack), arguments.GetValue(_reference))),
                Strict = _overTime.IsStrict(arguments),
                Requirements = requirements.Cover(catalogue.Scenarios),
                ExpectedFailures = arguments.GetValue(_expected) is { } file
                    ? ExpectedFailures.FromFile(file.FullName, id => catalogue.Scenarios.Any(scenario => scenario.Carries(id)))
                    : [],
            };
            Beforehand.NeedFolder(_report.Name, arguments.GetValue(_report));
            _archive.NeedPlace(arguments);
            var guide = _client.IsByHand(arguments) ? Guide(WantsJson(arguments)) : null;
            var attached = await _client.AttachAsync(arguments, cancellationToken);
            using var api = attached as IDisposable;
            var client = _client.Client(arguments, guide);
            using (client as IDisposable)
            {
                if (await client.WhyNotThereAsync(cancellationToken) is { } missing)
                {
                    throw new CouldNotRunException($"--client {client.Name}: {missing}", "Start the client, or mend its path.");
                }

                return await RehearseAsync(
                    arguments,
                    [client, attached is null ? settings : settings.AttachedTo(attached)],
                    scenarios,
                    Hold(options with { Client = client.Name, Guide = guide }, arguments),
                    slowest: arguments.GetValue(_slowest) || scenarios.Count == catalogue.Scenarios.Count,
                    cancellationToken
                );
            }
        }
        catch (InvalidDataException wrong)
        {
            Say($"ics2 rehearse: {wrong.Message}");
            return ExitCodes.Usage;
        }
    }

    protected override bool WritesLines(ParseResult arguments) => _client.IsByHand(arguments);

    private static IRehearsalGuide Guide(bool json)
    {
        var input = new GuideInput(Console.In);
        return json ? new JsonGuide(Console.Out, input) : new ConsoleGuide(Console.Out, input);
    }

    // A person does one thing after the other, and takes the time that each may take.
    private RunOptions Hold(RunOptions options, ParseResult arguments) =>
        options.Guide is null
            ? options
            : options with
            {
                Parallelism = 1,
                ScenarioTimeLimit = options.ScenarioTimeLimit + (_client.TimeLimit(arguments) * MaxDoneByHand),
            };

    private ScenarioSelection Selection(ParseResult arguments, ScenarioChoice choice) =>
        ScenarioChoice.Selection(
            arguments.GetValue(_plan) is { } wanted ? choice.Plan(wanted, files: true) : null,
            arguments.GetValue(_tag),
            arguments.GetValue(_scenario) ?? []
        ) with
        {
            Only = _overTime.Only(arguments, choice.Requirements),
        };

    private async Task<int> RehearseAsync(
        ParseResult arguments,
        object[] services,
        IReadOnlyList<Scenario> scenarios,
        RunOptions options,
        bool slowest,
        CancellationToken cancellationToken
    )
    {
        var before = _overTime.Baseline(arguments);
        var seal = new RunSeal();
        var signer = _archive.Signer(arguments);
        var temporary = arguments.GetValue(_report) is null ? Directory.CreateTempSubdirectory("ics2-report-") : null;
        var folder = arguments.GetValue(_report)?.FullName ?? temporary!.FullName;
        if (Directory.Exists(ReportFolder.EvidenceIn(folder)))
        {
            Directory.Delete(ReportFolder.EvidenceIn(folder), recursive: true); // of an earlier run
        }

        options = options with
        {
            EvidenceFolder = ReportFolder.EvidenceIn(folder),
            Formatters = ReportFolder.FormattersIn(folder, arguments.GetValue(_formatter) ?? []),
            Seed = arguments.GetValue(_seed) ?? options.Seed,
        };
        var runner = new ScenarioRunner(StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly), options, [.. services, seal]);
        var json = WantsJson(arguments);
        var result = json
            ? await runner.RunToEndAsync(scenarios, cancellationToken)
            : await new ConsoleReport(Terminal.Open(lively: options.Guide is null), slowest).FollowAsync(
                runner.RunAsync(scenarios, cancellationToken)
            );
        result = await WriteAsync(arguments, result, folder, before, signer, seal);
        if (json)
        {
            Console.Out.WriteLine(RehearsalDocument.From(result, folder).Since(before).ToJson(onOneLine: options.Guide is not null));
        }
        else if (before is not null)
        {
            ComparisonText.Write(Console.Out, RunComparison.Of(before, RehearsalDocument.From(result)));
        }

        if (temporary is null)
        {
            Say($"report: {Path.Combine(folder, ReportFolder.Html)}");
        }
        else
        {
            temporary.Delete(recursive: true);
        }

        return result.Problems.Count > 0 ? ExitCodes.CouldNotRun
            : result.Succeeded ? ExitCodes.Fine
            : ExitCodes.Findings;
    }

    // What was found out is told also where it cannot be kept, on a disk that is full by now.
    private async Task<RunResult> WriteAsync(
        ParseResult arguments,
        RunResult result,
        string folder,
        RehearsalDocument? before,
        ArchiveWriter? signer,
        RunSeal seal
    )
    {
        try
        {
            await ReportFolder.WriteAsync(result, folder, before);
            await _archive.WriteAsync(arguments, folder, signer, seal);
            return result;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var problem = $"The report could not be written whole: {fault.Message}";
            Say($"ics2 rehearse: {problem}");
            return result with { Problems = [.. result.Problems, problem] };
        }
    }
}
