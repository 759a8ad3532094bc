using System.CommandLine;
using System.Text.Json;
using Ics2.AccessPoint.Playbooks;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Cli.Rehearsing;
using Ics2.Contract;
using Ics2.Ens.Catalogue;
using Ics2.Simulator;
using Microsoft.AspNetCore.Connections;

namespace Ics2.Cli.Verbs;

/// <summary>Runs the simulated customs side until it is stopped.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly ServeOptions _options = new();

    public ServeVerb()
        : base("serve", "Runs the simulated EU access point with its UUM&DS registry.", "ics2 serve --data data --port 8445") =>
        _options.AddTo(this);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (_options.WantsExplanation(arguments))
        {
            Explain(_options.Playbook(arguments), _options.Pack(arguments), WantsJson(arguments));
            return ExitCodes.Fine;
        }

        var started = TimeProvider.System.GetTimestamp();
        using var logs = OneLineLog.Create();
        var options = await _options.ReadAsync(arguments, logs, cancellationToken);
        options = BrowserRehearsals.Beside(options, _options.AllowsExec(arguments));
        await using var simulator = await StartAsync(options);
        var ready = new ReadyDocument(
            simulator.AccessPoint.As4,
            simulator.AccessPoint.Management,
            simulator.Registry,
            simulator.TrustedLists,
            simulator.Revocation,
            Environment.ProcessId
        )
        {
            Dashboard = simulator.AccessPoint.Management,
        };
        var readyFile = _options.ReadyFile(arguments);
        if (readyFile is not null)
        {
            await WriteReadyAsync(readyFile, ready, cancellationToken);
        }

        if (WantsJson(arguments))
        {
            WriteDocument(ready);
        }

        Say($"watch {ready.Dashboard}");
        Say(Reach.Describe(options));
        Say($"ready after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
        SayWhere(ready, options);
        if (options.ListsFolder is not null)
        {
            await SayListsAsync(simulator, cancellationToken);
        }

        Say($"enrol a trader with: ics2 enrol --eori BE0123456789 --out trader --management {ready.Management}");
        Say("Ctrl-C stops; what was acknowledged is kept");
        await UntilStoppedAsync(_options.UntilInputEnds(arguments), cancellationToken);
        if (readyFile is not null)
        {
            File.Delete(readyFile);
        }

        return ExitCodes.Fine;
    }

    private static void SayWhere(ReadyDocument ready, SimulatorOptions options)
    {
        Say($"  AS4         {ready.As4}");
        foreach (var version in new SpecPacks([options.SpecPack, .. options.LaterSpecPacks]).Describe())
        {
            Say($"  messages    {version}");
        }

        var token =
            $", for whoever shows the token of {ManagementAccess.Variable}, or else of {ManagementAccess.FileOf(options.DataFolder)}";
        Say($"  management  {ready.Management}{(ready.Management.IsLoopback ? "" : token)}");
        Say($"  registry    {ready.Registry}");
        Say($"  lists       {ready.TrustedLists}");
        Say($"  revocation  {ready.Revocation}");
        Say($"  data        {options.DataFolder}");
        Say($"  store       {options.Store?.Shown ?? "SQLite in the data folder"}");
    }

    private static async Task SayListsAsync(Ics2Simulator simulator, CancellationToken cancellationToken)
    {
        var lists = await simulator.TrustedListStatesAsync(cancellationToken);
        foreach (var list in lists)
        {
            Say(
                list.List is { } good
                    ? $"  list        {good.Territory}, version {good.Version}, {good.Services.Count} "
                        + $"CAs{(list.IsOverdue(TimeProvider.System.GetUtcNow()) ? $", overdue since {good.NextUpdate:u}" : "")}"
                    : $"  list        {list.Territory} NOT used: {list.Problem}"
            );
        }

        if (lists.All(list => list.List is null or { Services.Count: 0 }))
        {
            Say("no CA is accepted for seals, because no list could be used");
        }
    }

    private static void Explain(string file, SpecPack pack, bool json)
    {
        Playbook playbook;
        try
        {
            playbook = Playbook.Load(file, pack);
        }
        catch (InvalidDataException wrong)
        {
            throw new CouldNotRunException(wrong.Message);
        }

        if (json)
        {
            WriteDocument(
                new
                {
                    rules = playbook.Rules.Select(rule => new
                    {
                        rule.Name,
                        rule.About,
                        When = rule.When.ToDictionary(StringComparer.Ordinal),
                        rule.Then,
                    }),
                }
            );
        }
        else
        {
            Console.Out.WriteLine(playbook.Explain());
        }
    }

    private static async Task<Ics2Simulator> StartAsync(SimulatorOptions options)
    {
        Beforehand.NeedPort("--port", options.BindAddress, options.As4Port);
        Beforehand.NeedPort("--management-port", options.ManagementAddress, options.ManagementPort);
        try
        {
            return await Ics2Simulator.StartAsync(options);
        }
        catch (Exception cannot) when (cannot is InvalidOperationException or InvalidDataException or ArgumentException)
        {
            throw new CouldNotRunException(cannot.Message);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new CouldNotRunException(
                $"{taken.Message} Stop what listens there, or choose another port with --port (AS4) and --management-port; 0 takes a free one."
            );
        }
    }

    // Whoever waits for the file must never read half of it.
    private static async Task WriteReadyAsync(string path, ReadyDocument ready, CancellationToken cancellationToken)
    {
        var unfinished = path + ".tmp";
        await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(ready, Documents.Pretty), cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }

    private static async Task UntilStoppedAsync(bool untilInputEnds, CancellationToken cancellationToken)
    {
        try
        {
            await (untilInputEnds ? InputEndsAsync().WaitAsync(cancellationToken) : Task.Delay(Timeout.Infinite, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // This is the way out.
        }
    }

    // On a thread of its own: reading a console cannot be cancelled.
    private static Task InputEndsAsync() =>
        Task.Factory.StartNew(
            () =>
            {
                using var input = Console.OpenStandardInput();
                input.CopyTo(Stream.Null);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
