using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Profiles;
using Ics2.Cli.Output;
using Ics2.Customs.Model;
using Ics2.Ens.Values;
using Ics2.Simulator;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Ics2.Cli.Verbs;

/// <summary>Runs the simulated customs side until it is stopped.</summary>
internal sealed class ServeVerb : Verb
{
    private static readonly JsonSerializerOptions Switches = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };
    private static readonly TimeSpan UsualAssessment = TimeSpan.FromSeconds(3);

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Folder that keeps certificates, registrations, messages and captures",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };
    private readonly Option<int> _port = Numbers.Port("--port", "Port for AS4 over TLS; 0 takes a free one", 8445);
    private readonly Option<int> _managementPort = Numbers.Port(
        "--management-port",
        "Port of the management API; 0 takes a free one",
        8446
    );
    private readonly Option<IPAddress?> _managementAddress = ManagementAccess.Address();
    private readonly Option<DirectoryInfo?> _lists = new("--trusted-lists")
    {
        Description = "Folder with other trusted lists, for instance the real EU ones: eu-lotl.xml, lotl-signers.pem, DE.xml ...",
    };
    private readonly Option<ErrorWording> _wording = new("--wording")
    {
        Description = "Whose words errors use: Icd (A001, EBMS:0101) or Domibus (A0001, EBMS:0102)",
    };
    private readonly Option<string> _clock = new("--clock")
    {
        Description = "real, or manual: customs' clock stands still until POST /clock/advance moves it",
        DefaultValueFactory = _ => "real",
    };
    private readonly Option<string> _playbook = new("--playbook")
    {
        Description = "What customs does to which filing: a YAML file, or default, which goes by the beginning of the LRN",
        DefaultValueFactory = _ => "default",
    };
    private readonly Option<DirectoryInfo?> _pack = SpecPackOption.Create();
    private readonly Option<string> _register = new("--eori-register")
    {
        Description =
            "Which EORIs exist (R3005): open, every well-formed one of a Member State and XI; or strict, those enrolled or named with --known-eori",
        DefaultValueFactory = _ => "open",
    };
    private readonly Option<string[]> _known = Eoris("--known-eori", "EORIs that exist besides");
    private readonly Option<string[]> _unknown = Eoris(
        "--unknown-eori",
        "EORIs that do not exist; PUT /eori-register/EORI of the management API says so while it runs"
    );
    private readonly Option<FileInfo?> _chaos = new("--chaos")
    {
        Description = "What goes wrong on purpose, by rule: a YAML file; PUT /chaos changes it while running",
    };
    private readonly Option<FileInfo?> _customs = new("--customs")
    {
        Description = "JSON file with switches of customs where the specification leaves a choice: see fixtures/customs.json",
    };
    private readonly Option<bool> _explain = new("--explain") { Description = "Prints the rules of the playbook and ends" };
    private readonly Option<bool> _noCaptures = new("--no-captures")
    {
        Description = "Keeps no file per exchange under captures, for load",
    };
    private readonly Option<int> _sealKey = new("--seal-key")
    {
        Description = "RSA bits of customs' own seal: 2048, 3072 or 4096; counts when the data folder is made",
        DefaultValueFactory = _ => 2048,
    };
    private readonly Option<bool> _untilInputEnds = new("--until-input-ends")
    {
        Description =
            "Ends when standard input does, for a program that starts its own access point: it ends with that program, however that ends",
    };
    private readonly Option<PostgresAddress?> _store = new("--store")
    {
        Description =
            "PostgreSQL database that several nodes share as one access point, postgresql://user:password@host:port/database; "
            + "without it a SQLite file in the data folder",
        CustomParser = Address,
    };
    private readonly Option<Uri?> _trustFrom = Urls.Option(
        "--trust-from",
        "Management API of another simulator whose certificates and trust services this node uses; enrolments are passed on to it"
    );
    private readonly Option<Uri?> _endpoint = Urls.Option(
        "--endpoint",
        "Where enrolled traders are told to post, when a load balancer stands in front",
        httpsOnly: true
    );
    private readonly Option<FileInfo?> _readyFile = new("--ready-file")
    {
        Description = "Written when everything answers: JSON with all URLs and the process id",
    };

    public ServeVerb()
        : base("serve", "Runs the simulated EU access point with its UUM&DS registry.", "ics2 serve --data data --port 8445")
    {
        Add(_data);
        Add(_port);
        Add(_managementPort);
        Add(_managementAddress);
        Add(_lists);
        Add(_wording);
        _clock.AcceptOnlyFromAmong("real", "manual");
        Add(_clock);
        Add(_playbook);
        Add(_chaos);
        Add(_customs);
        Add(_explain);
        Add(_pack);
        _register.AcceptOnlyFromAmong("open", "strict");
        Add(_register);
        Add(_known);
        Add(_unknown);
        Add(_noCaptures);
        Add(_untilInputEnds);
        _sealKey.AcceptOnlyFromAmong("2048", "3072", "4096");
        Add(_sealKey);
        Add(_store);
        Add(_trustFrom);
        Add(_endpoint);
        Add(_readyFile);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var playbook = arguments.GetRequiredValue(_playbook);
        if (arguments.GetValue(_explain))
        {
            Explain(playbook, WantsJson(arguments));
            return ExitCodes.Fine;
        }

        var started = TimeProvider.System.GetTimestamp();
        using var logs = LoggerFactory.Create(builder =>
            builder.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true)
        );
        var data = arguments.GetRequiredValue(_data).FullName;
        var manual = arguments.GetValue(_clock) == "manual";
        var address = arguments.GetValue(_managementAddress);
        var token = ManagementAccess.TokenFor(address, data);
        await using var simulator = await StartAsync(
            new SimulatorOptions(data)
            {
                As4Port = arguments.GetValue(_port),
                ManagementPort = arguments.GetValue(_managementPort),
                ManagementAddress = address,
                ManagementToken = token,
                Store = arguments.GetValue(_store),
                TrustFrom = arguments.GetValue(_trustFrom),
                Endpoint = arguments.GetValue(_endpoint),
                ListsFolder = arguments.GetValue(_lists)?.FullName,
                Profile = Profile.Ics2HtiV2 with { Wording = arguments.GetValue(_wording) },
                SpecPack = SpecPackOption.Read(arguments.GetValue(_pack)),
                EoriRegister = new EoriRegisterOptions
                {
                    Strict = arguments.GetValue(_register) == "strict",
                    Known = arguments.GetValue(_known) ?? [],
                    Unknown = arguments.GetValue(_unknown) ?? [],
                },
                Logs = logs,
                AssessWhenTold = false,
                AssessmentTakes = manual ? TimeSpan.Zero : UsualAssessment,
                Playbook = playbook,
                Chaos = arguments.GetValue(_chaos)?.FullName,
                Customs = await ReadCustomsAsync(arguments.GetValue(_customs), cancellationToken),
                Captures = !arguments.GetValue(_noCaptures),
                SealKeySize = arguments.GetValue(_sealKey),
                CustomsClock = manual ? new ManualClock(TimeProvider.System.GetUtcNow()) : null,
            }
        );
        var ready = new ReadyDocument(
            simulator.AccessPoint.As4,
            simulator.AccessPoint.Management,
            simulator.Registry,
            simulator.TrustedLists,
            simulator.Revocation,
            Environment.ProcessId
        );
        if (arguments.GetValue(_readyFile) is { } file)
        {
            await WriteReadyAsync(file.FullName, ready, cancellationToken);
        }

        if (WantsJson(arguments))
        {
            WriteDocument(ready);
        }

        Say($"ready after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
        Say($"  AS4         {ready.As4}");
        Say(
            $"  management  "
                + $"{ready.Management}{(token is null ? "" : ", for whoever shows the token of ICS2_MANAGEMENT_TOKEN, or else of " + ManagementAccess.FileOf(data))}"
        );
        Say($"  registry    {ready.Registry}");
        Say($"  lists       {ready.TrustedLists}");
        Say($"  revocation  {ready.Revocation}");
        Say($"  data        {data}");
        Say($"  store       {arguments.GetValue(_store)?.Shown ?? "SQLite in the data folder"}");
        if (arguments.GetValue(_lists) is not null)
        {
            await SayListsAsync(simulator, cancellationToken);
        }

        Say($"enrol a trader with: ics2 enrol --eori BE0123456789 --out trader --management {ready.Management}");
        Say("Ctrl-C stops; what was acknowledged is kept");
        await UntilStoppedAsync(arguments.GetValue(_untilInputEnds), cancellationToken);
        if (arguments.GetValue(_readyFile) is { } written)
        {
            File.Delete(written.FullName);
        }

        return ExitCodes.Fine;
    }

    private static PostgresAddress? Address(System.CommandLine.Parsing.ArgumentResult given)
    {
        if (PostgresAddress.TryParse(given.Tokens[0].Value, out var address, out var why))
        {
            return address;
        }

        given.AddError($"--store: {why}");
        return null;
    }

    private static Option<string[]> Eoris(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        option.Validators.Add(given =>
        {
            foreach (var token in given.Tokens)
            {
                if (!Eori.TryParse(token.Value, out _, out var why))
                {
                    given.AddError($"{name}: {why}");
                }
            }
        });
        return option;
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

    private static async Task<CustomsOptions> ReadCustomsAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new CustomsOptions();
        }

        try
        {
            return JsonSerializer.Deserialize<CustomsOptions>(await File.ReadAllTextAsync(file.FullName, cancellationToken), Switches)
                ?? throw new JsonException("expected an object, found null");
        }
        catch (JsonException wrong)
        {
            throw new CouldNotRunException($"{file}: {wrong.Message} Expected switches as in fixtures/customs.json.");
        }
    }

    private static void Explain(string file, bool json)
    {
        Playbook playbook;
        try
        {
            playbook = Playbook.Load(file);
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

    internal sealed record ReadyDocument(Uri As4, Uri Management, Uri Registry, Uri TrustedLists, Uri Revocation, int ProcessId);
}
