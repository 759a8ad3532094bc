using System.CommandLine;
using System.Net;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Profiles;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;
using Ics2.Simulator;
using Ics2.TrustServices;
using Microsoft.Extensions.Logging;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>ics2 serve</c>.</summary>
internal sealed class ServeOptions
{
    private const string StoreVariable = "ICS2_STORE";

    private static readonly TimeSpan UsualAssessment = TimeSpan.FromSeconds(3);

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Folder that keeps certificates, registrations, messages and captures",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };
    private readonly Option<int> _port = Numbers.Port("--port", "Port for AS4 over TLS; 0 takes a free one", 8445);
    private readonly Reach _reach = new();
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
    private readonly Option<string[]> _packs = SpecPackOption.CreateMany();
    private readonly Option<DirectoryInfo?> _reference = SpecPackOption.CreateReference();
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
    private readonly Option<FileInfo?> _customs = CustomsOption.Create();
    private readonly Option<bool> _explain = new("--explain") { Description = "Prints the rules of the playbook and ends" };
    private readonly Option<PullReplay> _pullReplay = new("--pull-replay")
    {
        Description =
            "What becomes of a sealed pull request that came before, is old, or comes over another trader's TLS certificate: warn, and show it "
            + "in the exchange; refuse, with EBMS:0101; or accept",
    };
    private readonly Option<bool> _allowExec = new("--allow-exec")
    {
        Description =
            "Lets a rehearsal that is started in the browser run a command of this machine as the client (exec:CMD); on loopback only",
    };
    private readonly Option<bool> _noCaptures = new("--no-captures")
    {
        Description = "Keeps no file per exchange under captures, for load",
    };
    private readonly Option<int> _sealKey = new("--seal-key")
    {
        Description = "RSA bits of customs' own seal: 2048, 3072 or 4096; counts when the data folder is made",
        DefaultValueFactory = _ => 2048,
    };
    private readonly Option<CustomsSealKind> _customsSeal = new("--customs-seal")
    {
        Description =
            "What customs' own seal looks like: Qualified, of the listed CA; or Taxud, as the live STI's: CN=sti-taxud of a CA on no list, "
            + "extended key usages clientAuth and serverAuth only. Traders have to be enrolled again when it changes",
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
            + $"without it that of the environment variable {StoreVariable}, or else a SQLite file in the data folder. A password is better in "
            + "that variable, PGPASSWORD or ~/.pgpass than among the arguments, which every process of the machine can read",
        CustomParser = Address,
    };
    private readonly Option<Uri?> _trustFrom = Urls.Option(
        "--trust-from",
        "Management API of another simulator whose certificates and trust services this node uses; enrolments are passed on to it"
    );
    private readonly Option<string?> _trustToken = new("--trust-token")
    {
        Description = $"Token of that simulator's management API; by default that in the environment variable {ManagementAccess.Variable}",
    };
    private readonly Option<Uri?> _endpoint = Urls.Option(
        "--endpoint",
        "Where enrolled traders are told to post, when a load balancer stands in front",
        httpsOnly: true
    );
    private readonly Option<bool> _pushAnywhere = new("--push-anywhere")
    {
        Description = "Customs pushes to any address; otherwise only to this machine and private networks",
    };
    private readonly Option<FileInfo?> _readyFile = new("--ready-file")
    {
        Description = "Written when everything answers: JSON with all URLs and the process id",
    };

    public void AddTo(Command verb)
    {
        _clock.AcceptOnlyFromAmong("real", "manual");
        _register.AcceptOnlyFromAmong("open", "strict");
        _sealKey.AcceptOnlyFromAmong("2048", "3072", "4096");
        Option[] all =
        [
            _data,
            _port,
            .. _reach.Options,
            _managementPort,
            _managementAddress,
            _lists,
            _wording,
            _pullReplay,
            _clock,
            _playbook,
            _chaos,
            _customs,
            _explain,
            _packs,
            _reference,
            _register,
            _known,
            _unknown,
            _allowExec,
            _noCaptures,
            _untilInputEnds,
            _sealKey,
            _customsSeal,
            _store,
            _trustFrom,
            _trustToken,
            _endpoint,
            _pushAnywhere,
            _readyFile,
        ];
        foreach (var option in all)
        {
            verb.Add(option);
        }
    }

    /// <summary>Whether the playbook is to be explained, and nothing started.</summary>
    public bool WantsExplanation(ParseResult arguments) => arguments.GetValue(_explain);

    /// <summary>The playbook: a file or a name.</summary>
    public string Playbook(ParseResult arguments) => arguments.GetRequiredValue(_playbook);

    /// <summary>The messages and codes in force.</summary>
    /// <exception cref="CouldNotRunException">The pack makes no sense.</exception>
    public SpecPack Pack(ParseResult arguments) => Packs(arguments).Usual;

    private SpecPacks Packs(ParseResult arguments) => SpecPackOption.ReadMany(arguments.GetValue(_packs), arguments.GetValue(_reference));

    /// <summary>Written when everything answers; null for none.</summary>
    public string? ReadyFile(ParseResult arguments) => arguments.GetValue(_readyFile)?.FullName;

    /// <summary>Whether a browser may start a command.</summary>
    public bool AllowsExec(ParseResult arguments) => arguments.GetValue(_allowExec);

    /// <summary>Whether the end of standard input is the end.</summary>
    public bool UntilInputEnds(ParseResult arguments) => arguments.GetValue(_untilInputEnds);

    /// <summary>What the simulator is told.</summary>
    /// <exception cref="CouldNotRunException">A file that was named makes no sense.</exception>
    public async Task<SimulatorOptions> ReadAsync(ParseResult arguments, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var data = arguments.GetRequiredValue(_data).FullName;
        var manual = arguments.GetValue(_clock) == "manual";
        var address = arguments.GetValue(_managementAddress);
        var packs = Packs(arguments);
        var pack = packs.Usual;
        var customs = await CustomsOption.ReadAsync(arguments.GetValue(_customs), pack, cancellationToken);
        var token = ManagementAccess.TokenOf(data); // the first that is written; what was said makes sense by now
        return new SimulatorOptions(data)
        {
            As4Port = arguments.GetValue(_port),
            BindAddress = _reach.Address(arguments),
            HostName = _reach.Name(arguments),
            OtherHostNames = _reach.Names(arguments),
            ManagementPort = arguments.GetValue(_managementPort),
            ManagementAddress = address,
            ManagementToken = token,
            Store = arguments.GetValue(_store) ?? StoreOfEnvironment(),
            TrustFrom = arguments.GetValue(_trustFrom),
            TrustToken = arguments.GetValue(_trustToken) ?? Environment.GetEnvironmentVariable(ManagementAccess.Variable),
            Endpoint = arguments.GetValue(_endpoint),
            PushAnywhere = arguments.GetValue(_pushAnywhere),
            ListsFolder = arguments.GetValue(_lists)?.FullName,
            PullReplay = arguments.GetValue(_pullReplay),
            Profile = Profile.Ics2HtiV2 with { Wording = arguments.GetValue(_wording) },
            SpecPack = pack,
            LaterSpecPacks = [.. packs.All.Skip(1)],
            EoriRegister = new EoriRegisterOptions
            {
                Strict = arguments.GetValue(_register) == "strict",
                Known = arguments.GetValue(_known) ?? [],
                Unknown = arguments.GetValue(_unknown) ?? [],
            },
            Logs = logs,
            AssessWhenTold = false,
            AssessmentTakes = manual ? TimeSpan.Zero : UsualAssessment,
            Playbook = Playbook(arguments),
            Chaos = arguments.GetValue(_chaos)?.FullName,
            Customs = customs,
            Captures = !arguments.GetValue(_noCaptures),
            WebExtensions = [Pages.Beside(token)],
            SealKeySize = arguments.GetValue(_sealKey),
            CustomsSeal = arguments.GetValue(_customsSeal),
            CustomsClock = manual ? new ManualClock(TimeProvider.System.GetUtcNow()) : null,
        };
    }

    private static PostgresAddress? StoreOfEnvironment() =>
        Environment.GetEnvironmentVariable(StoreVariable) is not { Length: > 0 } text ? null
        : PostgresAddress.TryParse(text, out var address, out var why) ? address
        : throw new CouldNotRunException($"{StoreVariable}: {why}");

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
}
