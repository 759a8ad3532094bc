using System.CommandLine;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Trader;
using Ics2.Trust.Certificates;
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
    private readonly Option<bool> _anyway = new("--anyway")
    {
        Description = "Enrols also what customs will refuse, to rehearse the refusal",
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
        Add(_anyway);
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
        var directory = arguments.GetRequiredValue(_out).FullName;
        TraderPlace.MustBeFree(directory, arguments.GetRequiredValue(_eori));
        var (seal, tlsCa) = (await OwnAsync(arguments, _seal, cancellationToken), await OwnAsync(arguments, _tlsCa, cancellationToken));
        var forecast = await ForecastAsync(arguments, seal, tlsCa, cancellationToken);
        var request = new EnrolmentRequest(
            arguments.GetRequiredValue(_eori),
            push is null ? ReplyChannel.Pull : ReplyChannel.Push,
            push,
            arguments.GetRequiredValue(_flavour),
            arguments.GetValue(_key)
        )
        {
            OwnSeal = seal?.ToSend(),
            OwnTlsCa = tlsCa?.ToSend(),
            AeoSecurity = arguments.GetValue(_aeo),
        };
        var trader = await AskAsync(arguments, api => api.EnrolAsync(request, cancellationToken));
        trader = trader with { Settings = trader.Settings with { Agreement = arguments.GetValue(_agreement) } };
        trader.WriteTo(directory);
        var flavour = EnrolFlavours.Find(request.Flavour)!;
        var refusal = (forecast.Count > 0 ? forecast[0] : null) ?? await AnswerToAsync(arguments, seal, cancellationToken);
        var answer =
            refusal is null || flavour.Outcome != "accepted"
                ? Answer(flavour)
                : $"customs' answer to its {refusal.To}: {refusal.Code} ({refusal.Text})";
        if (WantsJson(arguments))
        {
            WriteDocument(EnrolDocument.Of(directory, trader.Settings) with { Answer = answer });
        }
        else
        {
            Console.Out.WriteLine($"{trader.Settings.PartyId} enrolled with {(seal is null ? flavour.Text : "its own seal")}; {answer}");
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

    // Refused before anything is sent: whoever brings a certificate wants to know what customs will make of it.
    private async Task<IReadOnlyList<ForecastRefusal>> ForecastAsync(
        ParseResult arguments,
        OwnCertificate? seal,
        OwnCertificate? tlsCa,
        CancellationToken cancellationToken
    )
    {
        var anyway = arguments.GetValue(_anyway);
        foreach (var (option, own) in new[] { (_seal, seal), (_tlsCa, tlsCa) })
        {
            if (own is { File.HasKey: true } && !anyway)
            {
                throw new CouldNotRunException(
                    $"{option.Name} {arguments.GetValue(option)} holds the private key of {own.File.Leaf.Subject}; customs is told certificates only, "
                        + "and nothing was sent.",
                    "Give a file with the certificate and its chain alone; with --anyway the key is left out and the certificates are sent."
                );
            }
        }

        // Whose form is wrong, customs itself says.
        if (!TraderPartyId.TryParse(arguments.GetRequiredValue(_eori), out var party, out _))
        {
            return [];
        }

        var register = await AskAsync(arguments, api => api.EoriRegisterAsync(cancellationToken));
        var refusals = new EnrolmentForecast(TimeProvider.System).Before(party, seal?.File, tlsCa?.File, register);
        return refusals.Count == 0 || anyway
            ? refusals
            : throw new CouldNotRunException(
                "Nothing was sent, because customs would refuse: "
                    + string.Join(
                        " ",
                        refusals.Select(refusal => $"its answer to the {refusal.To} would be {refusal.Code}. {refusal.Text}")
                    ),
                $"{string.Join(" ", refusals.Select(refusal => refusal.Remedy))} To rehearse the refusal, enrol with --anyway."
            );
    }

    private async Task<ForecastRefusal?> AnswerToAsync(ParseResult arguments, OwnCertificate? seal, CancellationToken cancellationToken) =>
        seal is not null && TraderPartyId.TryParse(arguments.GetRequiredValue(_eori), out var party, out _)
            ? await new EnrolmentForecast(TimeProvider.System).AfterAsync(
                party,
                seal.File,
                await AskAsync(arguments, api => api.TrustAsync(cancellationToken)),
                cancellationToken
            )
            : null;

    private static async Task<OwnCertificate?> OwnAsync(
        ParseResult arguments,
        Option<FileInfo?> option,
        CancellationToken cancellationToken
    ) => arguments.GetValue(option) is { } file ? await OwnCertificate.ReadAsync(file, cancellationToken) : null;

    private async Task<TAnswer> AskAsync<TAnswer>(ParseResult arguments, Func<ManagementClient, Task<TAnswer>> ask)
    {
        var management = arguments.GetValue(_management)!;
        using var api = new ManagementClient(management, arguments.GetValue(_token));
        try
        {
            return await ask(api);
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
