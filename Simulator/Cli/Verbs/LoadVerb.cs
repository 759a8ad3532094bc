using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Load.Engine;
using Ics2.Load.Reporting;
using Ics2.Load.Scenarios;
using Ics2.Load.Targets;

namespace Ics2.Cli.Verbs;

/// <summary>Puts an access point under load and reports how far it was from the limit.</summary>
internal sealed class LoadVerb : Verb
{
    private readonly LoadOptions _options = new();

    public LoadVerb()
        : base(
            "load",
            "Puts an access point under load: a private one, a running ics2 serve of one or several nodes, or any AS4 endpoint of an enrolled trader.",
            "ics2 load --scenario filing --rate 100 --duration 30s --threshold \"p99<50ms\" --report report"
        ) => _options.AddTo(this);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!_options.TryRead(arguments, WantsJson(arguments), out var wanted, out var why))
        {
            Say($"ics2 load: {why}");
            return ExitCodes.Usage;
        }

        await using var customs = wanted.NeedsPrivateCustoms ? await PrepareAsync(wanted, cancellationToken) : null;
        await using var simulator =
            customs is null && wanted.Management.Count == 0
                ? null
                : await SimulatorUnderLoad.ConnectAsync(
                    customs is null ? wanted.Management : [customs.Management],
                    wanted.ManagementToken,
                    cancellationToken
                );
        if (wanted.Stored > 0)
        {
            await StoreFilling.FillAsync(customs!, simulator!, wanted.Stored, wanted.KeySize, Say, cancellationToken);
        }

        var folders = simulator is not null && wanted.Enrols ? await EnrolAsync(wanted, simulator, cancellationToken) : wanted.Traders;
        if (folders.Count > 0 && wanted.Forbids(wanted.TargetOf(folders[0]), out why))
        {
            Say($"ics2 load: {why}");
            return ExitCodes.Usage;
        }

        await using var scenario = await ScenarioAsync(wanted, folders, simulator, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new LoadRun(
            scenario,
            RunOptions(wanted, SystemOf(wanted, folders, customs is not null, simulator), scenario),
            TimeProvider.System
        );
        var kills =
            customs is not null && wanted.KillEvery is { } every
                ? customs.KillAsync(every, () => run.Progress().Elapsed < wanted.Plan.Length, end.Token)
                : Task.FromResult(0);
        var figures = new ConsoleFigures(Terminal.Open(), TimeProvider.System);
        var running = run.RunAsync(cancellationToken);
        if (!wanted.Json)
        {
            await figures.FollowAsync(running, run.Progress);
        }

        var result = await running;
        await end.CancelAsync();
        result = await kills is var times and > 0
            ? result with
            {
                Options = result.Options with
                {
                    Facts = [.. result.Options.Facts, ("Killed and restarted", times.ToString(CultureInfo.InvariantCulture))],
                },
            }
            : result;
        await WriteAsync(result, wanted, figures);
        return result.Run.Stopped ? ExitCodes.CouldNotRun
            : result.Passed ? ExitCodes.Fine
            : ExitCodes.Findings;
    }

    private static async Task WriteAsync(LoadResult result, LoadRequest wanted, ConsoleFigures figures)
    {
        if (wanted.Json)
        {
            await Console.Out.WriteLineAsync(LoadDocument.From(result).ToJson());
        }
        else
        {
            figures.Tell(result);
        }

        if (wanted.Report is { } folder)
        {
            await LoadReportFolder.WriteAsync(result, folder);
            Say($"report: {Path.Combine(folder, LoadReportFolder.Html)}");
        }
    }

    private static async Task<PrivateCustoms> PrepareAsync(LoadRequest wanted, CancellationToken cancellationToken)
    {
        Say($"starting a private access point (RSA-{wanted.KeySize}) in a process of its own");
        return await PrivateCustoms.StartAsync(OwnCommand.Serve(), wanted.Data, wanted.Store, wanted.KeySize, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> EnrolAsync(
        LoadRequest wanted,
        SimulatorUnderLoad simulator,
        CancellationToken cancellationToken
    )
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"enrolling {wanted.TraderCount} traders"));

        // What a private access point has kept is its traders'; at a running one several runs may go on at once.
        var run = wanted.NeedsPrivateCustoms ? 0 : RandomNumberGenerator.GetInt32(1, 1_000_000);
        return await simulator.EnrolAsync(run, wanted.TraderCount, wanted.KeySize, wanted.Channel, cancellationToken);
    }

    private static async Task<ILoadScenario> ScenarioAsync(
        LoadRequest wanted,
        IReadOnlyList<string> folders,
        SimulatorUnderLoad? simulator,
        CancellationToken cancellationToken
    )
    {
        var clock = TimeProvider.System;
        if (wanted.Scenario == "sealing")
        {
            return new SealingScenario(wanted.KeySize, wanted.Size.Houses, wanted.Size.Items);
        }

        var traders = await LoadTraders.OpenAsync(
            folders,
            new LoadTraderOptions
            {
                Endpoint = wanted.Url,
                ResponseTimeout = wanted.ExchangeTimeout,
                Retry = wanted.Retry,
                Receives = wanted.Scenario != "transport",
                AnnouncePush = wanted.Enrols ? simulator!.AnnouncePushAsync : null,
            },
            clock,
            cancellationToken
        );
        return wanted.Scenario switch
        {
            "transport" => new TransportScenario(traders, wanted.Content, wanted.Size, clock),
            "mixed" => new MixedScenario(traders, clock),
            var name => new FilingScenario(traders, wanted.Size, clock, name),
        };
    }

    private static SystemUnderLoad SystemOf(
        LoadRequest wanted,
        IReadOnlyList<string> folders,
        bool isPrivate,
        SimulatorUnderLoad? simulator
    ) =>
        (wanted.Scenario, simulator) switch
        {
            ("sealing", _) => new SystemUnderLoad("sealing and verifying in the load generator itself", 0, "none", wanted.KeySize),
            (_, null) => new SystemUnderLoad($"{wanted.TargetOf(folders[0])}, not ours to look into", null, "unknown", wanted.KeySize),
            _ => simulator.Describe(
                isPrivate
                    ? "a private access point, a process of its own on this machine: both ends share its cores"
                    : $"the access point at {wanted.TargetOf(folders[0])}"
            ),
        };

    private static LoadRunOptions RunOptions(LoadRequest wanted, SystemUnderLoad system, ILoadScenario scenario) =>
        new()
        {
            Plan = wanted.Plan,
            KeySize = wanted.KeySize,
            System = system,
            Thresholds = wanted.Thresholds,
            Engine = new EngineOptions { ExchangeTimeout = wanted.ExchangeTimeout, MaxInFlight = wanted.MaxInFlight },
            Facts = wanted.Facts(scenario),
            LimitTime = wanted.Plan.Length > TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(200),
        };
}
