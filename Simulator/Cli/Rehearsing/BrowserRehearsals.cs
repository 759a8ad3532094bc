using Ics2.Cli.Options;
using Ics2.Contract;
using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader;

namespace Ics2.Cli.Rehearsing;

/// <summary>Rehearsals that are started in a browser, or by a program over the management API, one at a time.</summary>
internal sealed class BrowserRehearsals : IRehearsals
{
    private const string ByHand = "manual";
    private const int MaxDoneByHand = 30; // more than any scenario asks for

    private static readonly TimeSpan HandTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    private readonly SimulatorOptions _options;
    private readonly RehearsalPlace _place;
    private readonly RehearsalRights _rights;
    private readonly KeptRehearsals _kept;
    private readonly Lazy<ScenarioChoice> _choice = new(() => new ScenarioChoice());
    private readonly Lazy<KeptTraders> _traders = new(() => new KeptTraders([])); // set up by hand once, and not in each rehearsal
    private readonly SemaphoreSlim _one = new(1);
    private RunningRehearsal? _latest;
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;

    /// <summary>Makes them.</summary>
    /// <param name="options">The simulator that they stand beside.</param>
    /// <param name="rights">What may be started.</param>
    /// <param name="place">Where it is, and who is told.</param>
    public BrowserRehearsals(SimulatorOptions options, RehearsalRights rights, RehearsalPlace place)
    {
        (_options, _rights, _place) = (options, rights, place);
        _kept = new KeptRehearsals(Path.Combine(options.DataFolder, "rehearsals"), options.Clock);
    }

    /// <summary>Has a simulator offer them.</summary>
    /// <param name="options">The simulator.</param>
    /// <param name="allowExec">Whether a command may be started as the client.</param>
    public static SimulatorOptions Beside(SimulatorOptions options, bool allowExec) =>
        options with
        {
            Rehearsals = place => new BrowserRehearsals(options, new RehearsalRights(options, allowExec), place),
        };

    public RehearsalOffer Offer() =>
        new(
            [
                .. _choice.Value.Plans.Select(plan => new PlanOffer(
                    plan.Name,
                    plan.Title,
                    _choice.Value.Catalogue.Scenarios.Count(plan.Holds)
                )),
            ],
            [.. _choice.Value.Catalogue.Scenarios.Select(scenario => new ScenarioOffer(scenario.Id, scenario.Title))],
            _rights.WhyNoCommand
        );

    public IReadOnlyList<RehearsalView> Last() => [.. _kept.Last().Select(Fresh)];

    public RehearsalDetail? Find(string id, int after) =>
        _latest is { } latest && latest.View.Id == id ? latest.Detail(after)
        : _kept.Last().FirstOrDefault(one => one.Id == id) is { } kept ? new RehearsalDetail(kept, [], 0)
        : null;

    public async Task<RehearsalStart> StartAsync(RehearsalRequest request, CancellationToken cancellationToken)
    {
        if (_rights.WhyNot(request.Client) is { } forbidden)
        {
            return new RehearsalStart.NotAllowed(forbidden);
        }

        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return new RehearsalStart.NotNow("Another rehearsal is under way; stop it first, or wait for its end.");
        }

        var begun = false;
        try
        {
            var start = await BeginAsync(request, cancellationToken);
            begun = start is RehearsalStart.Begun;
            return start;
        }
        catch (InvalidDataException wrong)
        {
            return new RehearsalStart.Wrong(wrong.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new RehearsalStart.NotNow($"The data folder cannot keep it: {fault.Message}");
        }
        finally
        {
            if (!begun)
            {
                _one.Release();
            }
        }
    }

    public bool Stop(string id)
    {
        if (!IsUnderWay(id))
        {
            return false;
        }

        _stop!.Cancel();
        return true;
    }

    public bool Answer(string id, GuideAnswer answer)
    {
        if (!IsUnderWay(id) || _latest!.View.Client != ByHand)
        {
            return false;
        }

        _latest.Answer(answer);
        return true;
    }

    public string? FolderOf(string id) => _kept.FolderOf(id);

    public EnrolledTrader? Trader(string party)
    {
        // One that gets a second seal within a scenario is to be set up from another folder for that time.
        var told = _latest?.FolderOf(party);
        var folder =
            told is not null && Directory.Exists(told) ? told
            : _traders.IsValueCreated ? _traders.Value.Find(party)?.Folder
            : null;
        return folder is null ? null : EnrolledTraderFiles.Read(folder);
    }

    public string? FileOf(string id, int line, int file) =>
        _latest is { } latest && latest.View.Id == id && latest.Line(line) is { File: { } document } said
            ? new[] { document }.Concat(said.Attachments ?? []).ElementAtOrDefault(file)
            : null;

    public async ValueTask DisposeAsync()
    {
        _stop?.Cancel();
        await _work;
        _stop?.Dispose();
        _one.Dispose();
        if (_traders.IsValueCreated)
        {
            _traders.Value.Dispose();
        }
    }

    private bool IsUnderWay(string id) => _latest?.View is { State: RehearsalState.Running } view && view.Id == id;

    private RehearsalView Fresh(RehearsalView kept) => _latest?.View is { } view && view.Id == kept.Id ? view : kept;

    private async Task<RehearsalStart> BeginAsync(RehearsalRequest request, CancellationToken cancellationToken)
    {
        var plan = request.Plan is { Length: > 0 } wanted ? _choice.Value.Plan(wanted, files: false) : null;
        var selection = ScenarioChoice.Selection(plan, request.Tags is { Length: > 0 } tags ? tags : null, request.Scenarios);
        var scenarios = _choice.Value.Of(selection);
        var byHand = request.Client == ByHand;
        var time = Time(request, byHand);
        ITraderUnderTest? tested = null;
        if (!byHand && !ClientChoice.TryParse(request.Client, time, out tested, out var why))
        {
            throw new InvalidDataException($"client: {why}");
        }

        if (request.PushUrl is { Scheme: not "https" })
        {
            throw new InvalidDataException("pushUrl: customs pushes over TLS only; expected an https URL");
        }

        if (tested is not null && await tested.WhyNotThereAsync(cancellationToken) is { } missing)
        {
            (tested as IDisposable)?.Dispose();
            return new RehearsalStart.NotNow($"{request.Client}: {missing}");
        }

        var (id, folder) = _kept.Begin();
        var seed = request.Seed ?? Random.Shared.Next();
        var view = new RehearsalView(
            id,
            RehearsalState.Running,
            selection.ToString(),
            request.Client,
            request.Here || byHand,
            _options.Clock.GetUtcNow(),
            [.. scenarios.Select(scenario => new RehearsedView(scenario.Id, scenario.Title))]
        )
        {
            Product = request.Product,
            Seed = seed,
        };
        _kept.Keep(view);
        var running = _latest = new RunningRehearsal(view, scenarios, _place.Tell);
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        var client = tested ?? new ManualTrader(running, time, _traders.Value, request.PushUrl);
        var options = new RunOptions
        {
            EvidenceFolder = ReportFolder.EvidenceIn(folder),
            Formatters = ReportFolder.FormattersIn(folder),
            Seed = seed,
            SpecPack = _options.SpecPack.Version,
            Plan = plan?.Name,
            Client = client.Name,
            Requirements = _choice.Value.Requirements.Cover(_choice.Value.Catalogue.Scenarios),
            Facts = TestedOptions.Here() with
            {
                Product = request.Product,
                ProductVersion = request.ProductVersion,
                Tester = request.Tester,
            },
            Guide = running,
        };
        if (byHand)
        {
            // A person does one thing after the other, and takes the time that each may take.
            options = options with
            {
                Parallelism = 1,
                ScenarioTimeLimit = options.ScenarioTimeLimit + (time * MaxDoneByHand),
            };
        }

        var rehearsing = _stop.Token;
        _work = Task.Run(() => RehearseAsync(running, client, scenarios, options, folder, rehearsing), CancellationToken.None);
        _place.Tell(new RehearsalEvent(id, RehearsalState.Running));
        return new RehearsalStart.Begun(view);
    }

    private async Task RehearseAsync(
        RunningRehearsal running,
        ITraderUnderTest client,
        IReadOnlyList<Scenario> scenarios,
        RunOptions options,
        string folder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var api = running.View.Here ? new ManagementClient(_place.Management(), _options.ManagementToken) : null;
            var settings = new RehearsalSettings
            {
                SpecPack = _options.SpecPack,
                Customs = _options.Customs,
                Attached = api,
            };
            var runner = new ScenarioRunner(
                StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly),
                options,
                client,
                settings,
                new RunSeal()
            );
            var result = await runner.RunToEndAsync(scenarios, cancellationToken);
            await ReportFolder.WriteAsync(result, folder);
            Keep(running.End(view => Ended(view, result) with { Report = $"rehearsals/{view.Id}/report/{ReportFolder.Html}" }));
        }
        catch (Exception fault)
        {
            // A full disk, for instance. Whoever watches is told; the simulator goes on.
            Keep(
                running.End(view =>
                    view with
                    {
                        State = RehearsalState.Interrupted,
                        Ended = _options.Clock.GetUtcNow(),
                        Problems = [$"The rehearsal broke off, and that is no fault of the client: {fault.Message}"],
                    }
                )
            );
        }
        finally
        {
            if (client is not ManualTrader)
            {
                (client as IDisposable)?.Dispose(); // that of a person keeps the traders that it was set up as
            }

            _one.Release();
        }
    }

    private RehearsalView Ended(RehearsalView view, RunResult result) =>
        view with
        {
            State =
                result.Interrupted ? RehearsalState.Interrupted
                : result.Succeeded ? RehearsalState.Passed
                : RehearsalState.NotPassed,
            Ended = _options.Clock.GetUtcNow(),
            Problems = result.Problems,
            Scenarios =
            [
                .. result.Scenarios.Select(one => new RehearsedView(
                    one.Scenario.Id,
                    one.Scenario.Title,
                    one.Verdict.ToString().ToLowerInvariant(),
                    one.Reason
                )),
            ],
        };

    private void Keep(RehearsalView view)
    {
        try
        {
            _kept.Keep(view);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is still known as long as this process lives.
        }
    }

    private static TimeSpan Time(RehearsalRequest request, bool byHand) =>
        request.ClientTime is not { Length: > 0 } text ? (byHand ? HandTime : CallTime)
        : Durations.TryParse(text, out var time, out var why) && time > TimeSpan.Zero && time <= LongestTime ? time
        : throw new InvalidDataException($"clientTime: {why ?? $"expected more than nothing and at most {LongestTime.TotalHours} h"}");
}
