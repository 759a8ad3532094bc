using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Management;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using Ics2.TrustServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ics2.Simulator;

/// <summary>
/// Does in one step what takes a trader weeks outside: issues seal and TLS certificate, registers the seal in UUM&amp;DS, and tells the
/// access point how the trader wants its messages (as4-profile f). Also offered as <c>POST /enrolments</c> of the management API.
/// </summary>
public sealed class Enrolment : IDisposable
{
    private const int MaxKeyBits = 4096;

    private readonly TrustSide _trust;
    private readonly EnrolledCertificates _certificates;
    private ManagementClient? _management;
    private Uri? _endpoint;
    private Profile _profile = Profile.Ics2HtiV2;

    internal Enrolment(TrustSide trust, EnrolledCertificates certificates) => (_trust, _certificates) = (trust, certificates);

    /// <summary>Enrols a trader.</summary>
    /// <param name="request">Who, and how it gets its messages.</param>
    /// <returns>Everything that makes a trader folder.</returns>
    /// <exception cref="ArgumentException">The party id, the flavour or a certificate cannot be used, or a push channel has no https
    /// URL.</exception>
    /// <exception cref="HttpRequestException">The registry refused.</exception>
    /// <exception cref="InvalidOperationException">The management API refused.</exception>
    public async Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken = default)
    {
        if (!TraderPartyId.TryParse(request.PartyId, out var party, out var why))
        {
            throw new ArgumentException(why, nameof(request));
        }

        var flavour =
            EnrolFlavours.Find(request.Flavour)
            ?? throw new ArgumentException(
                $"'{request.Flavour}' is no flavour; there are {string.Join(", ", EnrolFlavours.All.Select(known => known.Name))}.",
                nameof(request)
            );
        var push = request.Channel == ReplyChannel.Push;
        if (push && request.PushUrl is not { Scheme: "https" })
        {
            throw new ArgumentException(
                "A trader that is pushed to needs an https URL (ICD 4.6.1 asks for TLS both ways).",
                nameof(request)
            );
        }

        if (request.KeySize is < 2048 or > MaxKeyBits)
        {
            throw new ArgumentException(
                $"A seal key of {request.KeySize} bits is not offered; 2048, 3072 and 4096 are. The flavour weak-key has a shorter one.",
                nameof(request)
            );
        }

        if (_trust.Other is { } other)
        {
            var enrolled = await other.EnrolAsync(request, cancellationToken);
            await _trust.FollowAsync();
            if (request.OwnSeal is not null)
            {
                await _trust.RefreshListsAsync(cancellationToken);
            }

            await EnterAsync(request, cancellationToken);
            return enrolled with { Settings = enrolled.Settings with { Endpoint = _endpoint! } };
        }

        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var seal = request.OwnSeal is null
            ? await Task.Run(
                () => _trust.Pki.IssueSeal(party.Eori, $"Trader {party.Eori}", flavour.Seal, request.KeySize),
                cancellationToken
            )
            : null;
        var certificate = seal?.Certificate ?? await AcceptOwnSealAsync(request.OwnSeal!, party.RegisteringState, cancellationToken);
        var tls = await Task.Run(
            () =>
                _trust.Pki.IssueTls(
                    party.Eori,
                    $"{party.Eori.ToLowerInvariant()}.trader.example",
                    ["localhost", "127.0.0.1", "::1", .. push ? new[] { request.PushUrl!.IdnHost } : []],
                    flavour: flavour.Tls,
                    seal: seal
                ),
            cancellationToken
        );
        if (request.OwnTlsCa is { } tlsCa)
        {
            _trust.AcceptTlsCa(ReadCertificates(tlsCa, "TLS CA"));
        }

        if (flavour.Registration(party, certificate) is { } registration)
        {
            await _trust.Registrations.RegisterAsync(registration, cancellationToken);
        }

        _certificates.Add(request.PartyId, "tls", flavour.Name, tls.Certificate);
        _certificates.Add(request.PartyId, "seal", flavour.Name, certificate);
        await _trust.FailRegistryForAsync(party.Eori, flavour.RegistryFault, cancellationToken);
        _trust.Forget();
        await EnterAsync(request, cancellationToken);
        var customs = _trust.Pki.CustomsSeal.Certificate;
        var settings = new TraderSettings
        {
            Eori = party.Eori,
            PartyId = request.PartyId,
            Endpoint = _endpoint!,
            Channel = request.Channel,
            Mpc = push ? null : Mpc.ForParty(_profile.MpcToTrader, request.PartyId).Value,
            PushUrl = request.PushUrl,
            Seal = new KeyFile("seal.p12", seal is null ? "" : password),
            Tls = new KeyFile("tls.p12", password),
            TlsTrust = "tls-trust.pem",
            SealTrust = "seal-trust.pem",
            CustomsSeal = new SealOwner(customs.SubjectName.Portable(), customs.IssuerName.Portable()),
            Conduct = flavour.Conduct,
        };
        return new EnrolledTrader(
            settings,
            tls.ToPkcs12(password),
            await File.ReadAllTextAsync(_trust.Pki.TlsAnchorsPem, cancellationToken),
            await File.ReadAllTextAsync(_trust.Pki.CustomsSealAnchorsPem, cancellationToken),
            seal?.ToPkcs12(password)
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _management?.Dispose();

    internal void Open(AccessPointHost accessPoint, SimulatorOptions options)
    {
        _endpoint = options.Endpoint ?? accessPoint.As4;
        _profile = options.Profile;
        _management = new ManagementClient(accessPoint.Management, options.ManagementToken);
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/trust", () => Results.Json(_trust.Describe(), EnrolledTrader.Json))
            .About("enrolment", "Where the trusted lists are, and which roots customs trusts")
            .Gives<TrustAccess>();
        routes
            .MapGet(
                "/trusted-lists",
                async (CancellationToken cancellationToken) =>
                    Results.Json(new ListsView([.. (await _trust.ListsAsync(cancellationToken)).Select(View)]), EnrolledTrader.Json)
            )
            .About("enrolment", "How each trusted list fares that customs goes by")
            .Gives<ListsView>();
        routes
            .MapGet("/trust/certificates", () => Results.Json(_trust.Pki.Files(), EnrolledTrader.Json))
            .About("enrolment", "The certificates and keys of this test PKI, for a node that shares them (serve --trust-from)")
            .NeedsToken()
            .Gives<IReadOnlyDictionary<string, string>>();
        routes
            .MapPost("/enrolments", AnswerAsync)
            .About("enrolment", "Enrols a trader: issues or accepts its certificates, registers its seal, enters its channel")
            .Takes<EnrolmentRequest>()
            .Gives<EnrolledTrader>();
        new TradersApi(_trust, _certificates).Map(routes);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        try
        {
            var asked =
                await request.ReadFromJsonAsync<EnrolmentRequest>(EnrolledTrader.Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("""The body is null; expected { "partyId": "BE0123456789" }""");
            return Results.Json(await EnrolAsync(asked, request.HttpContext.RequestAborted), EnrolledTrader.Json);
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException or InvalidOperationException)
        {
            return Results.Json(new Fault(wrong.Message), EnrolledTrader.Json, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Changes how an enrolled trader gets its messages.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="channel">Push or pull.</param>
    /// <param name="pushUrl">Where to push; https.</param>
    /// <exception cref="InvalidOperationException">The management API refused.</exception>
    public Task SetChannelAsync(string partyId, ReplyChannel channel, Uri? pushUrl, CancellationToken cancellationToken = default) =>
        _management!.ChangeOperatorAsync(
            partyId,
            new OperatorEntry { Channel = channel, PushUrl = pushUrl?.OriginalString },
            cancellationToken
        );

    private Task<OperatorView> EnterAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        _management!.ChangeOperatorAsync(
            request.PartyId,
            new OperatorEntry
            {
                Channel = request.Channel,
                PushUrl = request.PushUrl?.OriginalString,
                AeoSecurity = request.AeoSecurity ? true : null,
            },
            cancellationToken
        );

    // What is listed is the CA at the end of what the vendor gave; a self-signed or leaf-only file lists the leaf itself, and the chain
    // check says what it thinks of that.
    private async Task<X509Certificate2> AcceptOwnSealAsync(byte[] file, string memberState, CancellationToken cancellationToken)
    {
        var seal = ReadCertificates(file, "seal certificate");
        var ca = PkiPath.OrderIssuers(seal.Leaf, seal.Others) is [.., var last] ? last : seal.Leaf;
        await _trust.AcceptSealCaAsync(memberState, ca.RawData, cancellationToken);
        return seal.Leaf;
    }

    private static ListView View(ListState state) =>
        new(
            state.Location,
            state.Territory,
            state.List?.Version,
            state.List?.Sequence,
            state.List?.NextUpdate,
            state.List?.Services.Count,
            state.List?.Notes,
            state.LoadedAt,
            state.Problem
        );

    private static CertificateFile ReadCertificates(byte[] file, string what) =>
        CertificateFile.TryRead(file, password: null, out var certificates, out var why)
            ? certificates
            : throw new ArgumentException($"The {what} cannot be read: {why}", nameof(file));
}
