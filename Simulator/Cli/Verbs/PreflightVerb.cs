using System.CommandLine;
using System.Text.Json;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Contract.Management;
using Ics2.Simulator;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Preflight;
using Spectre.Console;

namespace Ics2.Cli.Verbs;

/// <summary>Checks the two certificates of go-live before anything is sent.</summary>
internal sealed class PreflightVerb : Verb
{
    private readonly Option<string> _eori = new("--eori")
    {
        Description = "EORI, or the longer party id that will be sent",
        Required = true,
    };
    private readonly Option<FileInfo> _seal = new("--seal")
    {
        Description = "Seal certificate: PEM, DER, PKIPath or PKCS#12",
        Required = true,
    };
    private readonly Option<FileInfo> _tls = new("--tls") { Description = "TLS certificate: PEM, DER or PKCS#12", Required = true };
    private readonly Option<FileInfo> _customsSeal = new("--customs-seal")
    {
        Description = "The seal of customs with its chain, PEM, DER or PKIPath: can your client take it?",
    };
    private readonly Option<string?> _password = new("--password")
    {
        Description = "Password of the PKCS#12 files; by default that of trader.json beside the seal, if there is one",
    };
    private readonly Option<Uri?> _push = Urls.Option("--push", "The URL that customs will push to, if it will");
    private readonly Option<DirectoryInfo?> _lists = new("--trusted-lists")
    {
        Description = "Folder with trusted lists on disk: eu-lotl.xml, lotl-signers.pem, DE.xml ...; by default the simulator's",
    };
    private readonly Option<FileInfo?> _tlsCas = new("--tls-cas")
    {
        Description = "PEM file with the TLS CAs that customs accepts; by default the simulator's",
    };
    private readonly Option<Uri?> _management = Urls.Option("--management", "Management API of the simulator", "http://127.0.0.1:8446");
    private readonly Option<string?> _token = ManagementAccess.Token();

    public PreflightVerb()
        : base(
            "preflight",
            "Checks the seal and the TLS certificate of go-live, requirement by requirement.",
            "ics2 preflight --eori BE0123456789 --seal trader/seal.p12 --tls trader/tls.p12"
        )
    {
        Add(_eori);
        Add(_seal);
        Add(_tls);
        Add(_customsSeal);
        Add(_password);
        Add(_push);
        Add(_lists);
        Add(_tlsCas);
        Add(_management);
        Add(_token);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!TraderPartyId.TryParse(arguments.GetRequiredValue(_eori), out var party, out var why))
        {
            throw new CouldNotRunException(why);
        }

        var subject = new PreflightSubject(
            party,
            await ReadAsync(arguments, _seal, cancellationToken),
            await ReadAsync(arguments, _tls, cancellationToken)
        )
        {
            PushHost = arguments.GetValue(_push)?.Host,
            CustomsSeal = arguments.GetValue(_customsSeal) is null ? null : await ReadAsync(arguments, _customsSeal, cancellationToken),
        };
        var report = await InspectAsync(arguments, subject, cancellationToken);
        if (WantsJson(arguments))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, PreflightJson.Default.PreflightReport));
        }
        else
        {
            Print(Terminal.Open(), report);
        }

        return report.Verdict is PreflightVerdict.Failed or PreflightVerdict.Inconclusive ? ExitCodes.Findings : ExitCodes.Fine;
    }

    private async Task<PreflightReport> InspectAsync(ParseResult arguments, PreflightSubject subject, CancellationToken cancellationToken)
    {
        var simulator = await AskSimulatorAsync(arguments.GetValue(_management)!, arguments.GetValue(_token), cancellationToken);
        var folder = arguments.GetValue(_lists);
        if (folder is null && simulator is null)
        {
            throw new CouldNotRunException(
                $"No simulator answers at {arguments.GetValue(_management)}; start one with 'ics2 serve', or give --trusted-lists and --tls-cas."
            );
        }

        using var services = new AskedServices(folder, simulator, files => files.OptionsOrWhyNot());
        var accepted = arguments.GetValue(_tlsCas) is { } file
            ? TrustAnchors.FromPem(file.FullName)
            : new TrustAnchors(TrustAddresses.Read(simulator?.TlsAnchors ?? ""));
        return await new PreflightInspection(
            services.Lists!,
            services.Revocation,
            accepted,
            services.Registry,
            new SealAcceptance(),
            TimeProvider.System
        ).RunAsync(subject, cancellationToken);
    }

    private static async Task<TrustAccess?> AskSimulatorAsync(Uri management, string? token, CancellationToken cancellationToken)
    {
        using var api = new ManagementClient(management, token);
        try
        {
            return await api.TrustAsync(cancellationToken);
        }
        catch (Exception none) when (none is HttpRequestException or ManagementRefusedException)
        {
            return null;
        }
    }

    private async Task<CertificateFile> ReadAsync(ParseResult arguments, Option<FileInfo> option, CancellationToken cancellationToken)
    {
        var file = arguments.GetRequiredValue(option);
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return CertificateFile.TryRead(bytes, arguments.GetValue(_password) ?? PasswordBeside(file), out var certificates, out var why)
            ? certificates
            : throw new CouldNotRunException($"{file}: {why}");
    }

    private static string? PasswordBeside(FileInfo file)
    {
        var settings = Path.Combine(file.DirectoryName!, "trader.json");
        if (!File.Exists(settings))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(settings));
        return document
            .RootElement.EnumerateObject()
            .Where(property =>
                property.Value.ValueKind == JsonValueKind.Object
                && property.Value.TryGetProperty("file", out var name)
                && name.GetString() == file.Name
            )
            .Select(property => property.Value.GetProperty("password").GetString())
            .FirstOrDefault();
    }

    private static void Print(IAnsiConsole console, PreflightReport report)
    {
        foreach (var check in report.Checks)
        {
            var (colour, word) = check.Verdict switch
            {
                PreflightVerdict.Passed => ("green", "pass"),
                PreflightVerdict.Failed => ("red", "FAIL"),
                PreflightVerdict.Skipped => ("grey", "skip"),
                PreflightVerdict.Inconclusive => ("yellow", "open"),
                _ => ("yellow", "warn"),
            };
            console.MarkupLine(
                $"[{colour}]{word}[/]  {Markup.Escape(check.Certificate), -4}  {Markup.Escape(check.Id), -24} "
                    + $"{Markup.Escape(check.Evidence)} [grey]({Markup.Escape(check.Source)})[/]"
            );
            if (check.Remedy is not null && check.Verdict is not (PreflightVerdict.Passed or PreflightVerdict.Skipped))
            {
                console.MarkupLine($"      [bold]remedy[/] {Markup.Escape(check.Remedy)}");
            }
        }

        console.WriteLine();
        console.WriteLine(
            report.Verdict switch
            {
                PreflightVerdict.Failed => "not ready: customs would refuse",
                PreflightVerdict.Inconclusive => "could not be checked: see what is open",
                PreflightVerdict.Passed => "ready",
                _ => "ready, with remarks",
            }
        );
    }
}
