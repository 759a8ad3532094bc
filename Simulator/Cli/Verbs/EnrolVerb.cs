using System.CommandLine;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Trader;
using Ics2.TrustServices;

namespace Ics2.Cli.Verbs;

/// <summary>Enrols a trader at a running simulator and writes its folder.</summary>
internal sealed class EnrolVerb : Verb
{
    private readonly Option<string> _eori = new("--eori") { Description = "EORI, or a longer party id such as sys1@BE0123456789" };
    private readonly Option<DirectoryInfo> _out = new("--out")
    {
        Description = "Folder to write: trader.json, seal.p12, tls.p12, tls-trust.pem, seal-trust.pem",
    };
    private readonly Option<bool> _pull = new("--pull") { Description = "The trader pulls its messages (the default)" };
    private readonly Option<Uri?> _push = Urls.Option(
        "--push",
        "Customs pushes its messages to this https URL; ICD 4.6.1 asks for TLS both ways",
        httpsOnly: true
    );
    private readonly Option<bool> _aeo = new("--aeo")
    {
        Description = "The trader holds an AEOS authorisation, so customs may warn it of controls (IE3N09)",
    };
    private readonly Option<string?> _agreement = new("--agreement")
    {
        Description = "The agreement the built-in client files under, where customs speaks several versions of the messages",
    };
    private readonly Option<string> _flavour = new("--flavour")
    {
        Description =
            "What is good or wrong about certificates, registration or client: expired, leaf-only, unregistered, tampered-payload ...; --explain lists all",
        DefaultValueFactory = _ => "qualified",
    };
    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Prints every flavour with what customs answers to it, and ends",
    };
    private readonly Option<int> _key = new("--key")
    {
        Description = "RSA bits of the seal: 2048, 3072 or 4096",
        DefaultValueFactory = _ => 2048,
    };
    private readonly Option<FileInfo?> _seal = new("--seal")
    {
        Description = "Your own seal certificate with its chain (PEM or DER, no key) instead of an issued one",
    };
    private readonly Option<FileInfo?> _tlsCa = new("--tls-ca")
    {
        Description = "The CA of your own TLS certificate (PEM or DER), or that certificate itself",
    };
    private readonly Option<Uri?> _management = Urls.Option("--management", "Management API of the simulator", "http://127.0.0.1:8446");
    private readonly Option<string?> _token = ManagementAccess.Token();

    public EnrolVerb()
        : base(
            "enrol",
            "Enrols a trader: issues and registers its certificates and writes its folder.",
            "ics2 enrol --eori BE0123456789 --out trader --pull"
        )
    {
        Add(_eori);
        Add(_out);
        Add(_pull);
        Add(_push);
        Add(_aeo);
        Add(_agreement);
        Add(_flavour);
        Add(_explain);
        Add(_key);
        Add(_seal);
        Add(_tlsCa);
        Add(_management);
        Add(_token);
        Validators.Add(result =>
        {
            foreach (
                var missing in new Option[] { _eori, _out }.Where(option => !result.GetValue(_explain) && result.GetResult(option) is null)
            )
            {
                result.AddError($"Option '{missing.Name}' is required.");
            }

            if (result.GetValue(_pull) && result.GetResult(_push) is { Implicit: false })
            {
                result.AddError("--pull and --push exclude each other: a channel is chosen per party (ICD 4.1.3).");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_explain))
        {
            Explain(WantsJson(arguments));
            return ExitCodes.Fine;
        }

        var push = arguments.GetValue(_push);
        var request = new EnrolmentRequest(
            arguments.GetRequiredValue(_eori),
            push is null ? ReplyChannel.Pull : ReplyChannel.Push,
            push,
            arguments.GetRequiredValue(_flavour),
            arguments.GetValue(_key)
        )
        {
            OwnSeal = await ReadAsync(arguments.GetValue(_seal), cancellationToken),
            OwnTlsCa = await ReadAsync(arguments.GetValue(_tlsCa), cancellationToken),
            AeoSecurity = arguments.GetValue(_aeo),
        };
        var trader = await AskAsync(arguments.GetValue(_management)!, arguments.GetValue(_token), request, cancellationToken);
        trader = trader with { Settings = trader.Settings with { Agreement = arguments.GetValue(_agreement) } };
        var directory = arguments.GetRequiredValue(_out).FullName;
        trader.WriteTo(directory);
        if (WantsJson(arguments))
        {
            WriteDocument(EnrolDocument.Of(directory, trader.Settings));
        }
        else
        {
            var flavour = EnrolFlavours.Find(request.Flavour)!;
            Console.Out.WriteLine($"{trader.Settings.PartyId} enrolled with {flavour.Text}; {Answer(flavour)}");
            Console.Out.WriteLine(
                $"{(push is null ? $"messages are pulled from {trader.Settings.Mpc}" : $"customs pushes to {push}")}; folder {directory}"
            );
        }

        return ExitCodes.Fine;
    }

    private static string Answer(EnrolFlavour flavour) =>
        $"customs' answer to its {(flavour.At == AnsweredAt.Message ? "filing" : flavour.At.ToString().ToLowerInvariant())}: "
        + $"{flavour.Outcome}{(flavour.Cause is null ? "" : $" ({flavour.Cause})")}";

    private static void Explain(bool json)
    {
        if (json)
        {
            WriteDocument(
                new
                {
                    flavours = EnrolFlavours.All.Select(flavour => new
                    {
                        flavour.Name,
                        flavour.Text,
                        answer = flavour.Outcome,
                        answerTo = flavour.At,
                        flavour.Cause,
                        flavour.Conduct,
                    }),
                }
            );
            return;
        }

        foreach (var flavour in EnrolFlavours.All)
        {
            Console.Out.WriteLine($"{flavour.Name, -26} {flavour.Text}; {Answer(flavour)}");
        }
    }

    private static async Task<byte[]?> ReadAsync(FileInfo? file, CancellationToken cancellationToken) =>
        file is null ? null : await File.ReadAllBytesAsync(file.FullName, cancellationToken);

    private static async Task<EnrolledTrader> AskAsync(
        Uri management,
        string? token,
        EnrolmentRequest request,
        CancellationToken cancellationToken
    )
    {
        using var api = new ManagementClient(management, token);
        try
        {
            return await api.EnrolAsync(request, cancellationToken);
        }
        catch (ManagementRefusedException refused)
        {
            throw new CouldNotRunException($"{management} refused the enrolment: {refused.Reason}");
        }
        catch (HttpRequestException unanswered)
        {
            throw new CouldNotRunException(
                $"No simulator answers at {api.Address}: {unanswered.Message}. Start one with 'ics2 serve', or name its management API with --management."
            );
        }
    }
}
