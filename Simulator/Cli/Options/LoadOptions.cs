using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Traders;
using Ics2.Load.Engine;
using Ics2.Load.Scenarios;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>ics2 load</c>.</summary>
internal sealed class LoadOptions
{
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SoakDuration = TimeSpan.FromMinutes(10);

    private readonly Option<string> _scenario = new("--scenario")
    {
        Description =
            "sealing: seal and verify, no network; transport: message and receipt; filing: F10, receipt, IE3R01 received and "
            + "acknowledged; mixed: types, sizes, refusals, interventions; soak: filing for long, through restarts",
        DefaultValueFactory = _ => "filing",
    };
    private readonly Option<string?> _rate = new("--rate")
    {
        Description = "Exchanges per second, whether earlier ones have ended or not: 200, or a plan as 50..500/30s,500/60s",
    };
    private readonly Option<string?> _clients = new("--clients")
    {
        Description =
            "Clients, each beginning its next exchange when the last has ended: 32, or a plan as 1..64/60s; the default, with 8 per core",
    };
    private readonly Option<TimeSpan> _duration = DurationOption.Create(
        "--duration",
        "How long to measure; a plan has its own lengths, soak lasts 10m",
        UsualDuration
    );
    private readonly Option<TimeSpan> _ramp = DurationOption.Create(
        "--ramp",
        "How long to approach the rate or the clients from nothing; does not count",
        TimeSpan.Zero
    );
    private readonly Option<TimeSpan> _warmUp = DurationOption.Create(
        "--warm-up",
        "How long to run before anything counts",
        TimeSpan.FromSeconds(5)
    );
    private readonly Option<string> _key = new("--key")
    {
        Description = "Seal keys of both ends: rsa2048, rsa3072 or rsa4096",
        DefaultValueFactory = _ => "rsa2048",
    };
    private readonly Option<string[]> _threshold = new("--threshold")
    {
        Description =
            $"Decides the exit code; may be repeated: p99<50ms, errors<1%, throughput>400, share>50%, memory-growth<10%. Metrics: "
            + $"{Threshold.Known}. Without any: errors<1%",
    };
    private readonly Option<DirectoryInfo?> _report = new("--report")
    {
        Description = "Folder for report.html, load.json, timeline.csv and summary.md",
    };
    private readonly Option<DirectoryInfo[]> _trader = new("--trader")
    {
        Description =
            "Trader folder as ics2 enrol writes it, instead of a private access point; may be repeated, and more traders get more answers at once",
    };
    private readonly Option<Uri[]> _management = Urls.Several(
        "--management",
        "Management API of a running ics2 serve, instead of a private access point; may be repeated, for each of several nodes. "
            + "Traders are enrolled there unless --trader names some, and the report tells nodes, store, memory and processor "
            + "time"
    );
    private readonly Option<string?> _token = ManagementAccess.Token();
    private readonly Option<Uri?> _url = Urls.Option(
        "--url",
        "With --trader or --management: the AS4 endpoint to send to, instead of that in trader.json",
        httpsOnly: true
    );
    private readonly Option<bool> _remote = new("--allow-remote")
    {
        Description =
            "Allows another machine as target. Only with the consent of whoever runs it: never the conformance or production environment of customs",
    };
    private readonly Option<ReplyChannel> _channel = new("--channel")
    {
        Description = "How traders that are enrolled for the run get their answers: push or pull",
        DefaultValueFactory = _ => ReplyChannel.Push,
    };
    private readonly Option<int> _traders = Numbers.Count(
        "--traders",
        "How many traders are enrolled for the run; customs delivers to each in order, one message at a time",
        least: 1,
        16
    );
    private readonly Option<int> _houses = Numbers.Count("--houses", "House consignments of a filing", least: 0, 1);
    private readonly Option<int> _items = Numbers.Count("--items", "Goods items per consignment", least: 1, 2);
    private readonly Option<TransportContent> _content = new("--message")
    {
        Description = "What transport sends: ping (the connectivity test) or filing (registered, never answered)",
    };
    private readonly Option<TimeSpan> _timeout = DurationOption.Create(
        "--timeout",
        "How long an exchange may take; soak waits 120s",
        TimeSpan.FromSeconds(30)
    );
    private readonly Option<int> _inFlight = Numbers.Count(
        "--in-flight",
        "Most exchanges under way at once with --rate; what is due beyond them fails as 'not begun'",
        least: 1,
        1000
    );
    private readonly Option<TimeSpan> _killEvery = DurationOption.Create(
        "--kill-every",
        "With soak: kills the private access point that often and starts it again",
        TimeSpan.Zero
    );
    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = "Data folder of the private access point, kept; by default a temporary one",
    };
    private readonly Option<string?> _store = new("--store")
    {
        Description =
            "PostgreSQL database of the private access point, postgresql://user:password@host:port/database; without it a SQLite file in its data folder",
    };
    private readonly Option<int> _stored = Numbers.Count(
        "--stored",
        "Messages that the private access point's store shall hold before anything is measured, both directions counted; with "
            + "--data they are kept, and used again",
        least: 0,
        0
    );

    public void AddTo(Command verb)
    {
        _scenario.AcceptOnlyFromAmong("sealing", "transport", "filing", "mixed", "soak");
        _key.AcceptOnlyFromAmong("rsa2048", "rsa3072", "rsa4096");
        Option[] all =
        [
            _scenario,
            _rate,
            _clients,
            _duration,
            _ramp,
            _warmUp,
            _key,
            _threshold,
            _report,
            _trader,
            _management,
            _token,
            _url,
            _remote,
            _channel,
            _traders,
            _houses,
            _items,
            _content,
            _timeout,
            _inFlight,
            _killEvery,
            _data,
            _store,
            _stored,
        ];
        _store.Validators.Add(given =>
        {
            if (!PostgresAddress.TryParse(given.GetValueOrDefault<string>() ?? "", out _, out var why))
            {
                given.AddError($"--store: {why}");
            }
        });
        foreach (var option in all)
        {
            verb.Add(option);
        }
    }

    public bool TryRead(ParseResult arguments, bool json, [NotNullWhen(true)] out LoadRequest? wish, [NotNullWhen(false)] out string? why)
    {
        wish = null;
        var scenario = arguments.GetRequiredValue(_scenario);
        var folders = (arguments.GetValue(_trader) ?? []).Select(folder => folder.FullName).ToList();
        if (!TryPlan(arguments, scenario, out var plan, out why) || !TryThresholds(arguments, scenario, out var thresholds, out why))
        {
            return false;
        }

        var (kill, url, store) = (arguments.GetValue(_killEvery), arguments.GetValue(_url), arguments.GetValue(_store));
        var management = arguments.GetValue(_management) ?? [];
        var isPrivate = folders.Count + management.Length == 0;
        why = (scenario, isPrivate, url) switch
        {
            ("sealing", false, _) or ("sealing", _, not null) => "sealing uses no network; leave --trader, --management and --url out.",
            (_, true, not null) => "--url needs --trader or --management: the endpoint must know the TLS and seal certificates that come.",
            _ when kill > TimeSpan.Zero && (scenario != "soak" || !isPrivate) =>
                "--kill-every is for soak against the private access point.",
            _ when store is not null && (scenario == "sealing" || !isPrivate) => "--store is for the private access point.",
            _ when arguments.GetValue(_stored) > 0 && (scenario == "sealing" || !isPrivate || store is not null) =>
                "--stored fills the store of the private access point, in its data folder; there is none.",
            _ => null,
        };
        if (why is not null)
        {
            return false;
        }

        wish = new LoadRequest(
            scenario,
            plan,
            KeySize(arguments, folders),
            new FilingSize(arguments.GetValue(_houses), arguments.GetValue(_items)),
            thresholds
        )
        {
            Content = arguments.GetValue(_content),
            Channel = arguments.GetValue(_channel),
            TraderCount = arguments.GetValue(_traders),
            Traders = folders,
            Url = url,
            Management = management,
            ManagementToken = arguments.GetValue(_token),
            Store = store,
            AllowsRemote = arguments.GetValue(_remote),
            ExchangeTimeout = Given(arguments, _timeout) || scenario != "soak" ? arguments.GetValue(_timeout) : TimeSpan.FromSeconds(120),
            MaxInFlight = arguments.GetValue(_inFlight),
            KillEvery = kill > TimeSpan.Zero ? kill : null,
            Data = arguments.GetValue(_data),
            Stored = arguments.GetValue(_stored),
            Report = arguments.GetValue(_report)?.FullName,
            Json = json,
        };
        foreach (var target in management.Concat(folders.Select(wish.TargetOf)))
        {
            if (wish.Forbids(target, out why))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Given(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };

    private int KeySize(ParseResult arguments, List<string> folders)
    {
        if (folders.Count == 0)
        {
            return int.Parse(arguments.GetRequiredValue(_key).AsSpan(3), CultureInfo.InvariantCulture);
        }

        using var trader = TraderFolder.Open(folders[0]);
        return trader.Seal.Leaf.PublicKey.GetRSAPublicKey()!.KeySize;
    }

    private bool TryPlan(
        ParseResult arguments,
        string scenario,
        [NotNullWhen(true)] out LoadPlan? plan,
        [NotNullWhen(false)] out string? why
    )
    {
        plan = null;
        var (rate, clients) = (arguments.GetValue(_rate), arguments.GetValue(_clients));
        if (rate is not null && clients is not null)
        {
            why = "--rate and --clients exclude each other: either exchanges begin at a rate, or clients wait for each other's end.";
            return false;
        }

        var duration = scenario == "soak" && !Given(arguments, _duration) ? SoakDuration : arguments.GetValue(_duration);
        var usual = Environment.ProcessorCount * (scenario == "sealing" ? 1 : 8);
        return LoadPlan.TryParse(
            rate is null ? LoadShape.Closed : LoadShape.Open,
            rate ?? clients ?? usual.ToString(CultureInfo.InvariantCulture),
            duration,
            arguments.GetValue(_ramp),
            arguments.GetValue(_warmUp),
            out plan,
            out why
        );
    }

    private bool TryThresholds(
        ParseResult arguments,
        string scenario,
        [NotNullWhen(true)] out IReadOnlyList<Threshold>? thresholds,
        [NotNullWhen(false)] out string? why
    )
    {
        // Answering a filing twice, or after a soak not at all, is never fine.
        string[] always = scenario switch
        {
            "soak" => ["duplicates=0", "unanswered=0"],
            "filing" or "mixed" => ["duplicates=0"],
            _ => [],
        };
        var asked = arguments.GetValue(_threshold) ?? [];
        var read = new List<Threshold>();
        foreach (
            var text in (
                asked.Length > 0 ? asked
                : scenario == "soak" && arguments.GetValue(_killEvery) == TimeSpan.Zero ? ["errors<1%", "memory-growth<10%"]
                : ["errors<1%"] /* a process that was killed has not grown */
            ).Concat(always)
        )
        {
            if (!Threshold.TryParse(text, out var threshold, out why))
            {
                thresholds = null;
                return false;
            }

            read.Add(threshold);
        }

        (thresholds, why) = (read, null);
        return true;
    }
}
