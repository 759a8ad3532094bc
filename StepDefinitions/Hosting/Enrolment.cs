using System.Security.Cryptography;
using System.Text.Json;
using Ics2.AccessPoint;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trader;
using Ics2.Trust;
using Ics2.TrustServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ics2.StepDefinitions.Hosting;

/// <summary>
/// Does in one step what takes a trader weeks outside: issues seal and TLS certificate, registers the seal in UUM&amp;DS, and tells the
/// access point how the trader wants its messages (as4-profile f). Also offered as <c>POST /enrolments</c> of the management API.
/// </summary>
public sealed class Enrolment : IDisposable
{
    private readonly TestPki _pki;
    private readonly RegistrationClient _registry;
    private readonly HttpClient _management = new();
    private Uri? _endpoint;
    private Profile _profile = Profile.Ics2HtiV2;

    internal Enrolment(TestPki pki, RegistrationClient registry)
    {
        _pki = pki;
        _registry = registry;
    }

    /// <summary>Enrols a trader.</summary>
    /// <param name="request">Who, and how it gets its messages.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Everything that makes a trader folder.</returns>
    /// <exception cref="ArgumentException">The party id is none, or a push channel has no https URL.</exception>
    /// <exception cref="HttpRequestException">The registry or the management API refused.</exception>
    public async Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken ct = default)
    {
        if (!TraderPartyId.TryParse(request.PartyId, out var party, out var why))
        {
            throw new ArgumentException(why, nameof(request));
        }

        var push = request.Channel == ReplyChannel.Push;
        if (push && request.PushUrl is not { Scheme: "https" })
        {
            throw new ArgumentException("A trader that is pushed to needs an https URL (ICD 4.6.1 asks for TLS both ways).", nameof(request));
        }

        var seal = _pki.IssueSeal(party.Eori, $"Trader {party.Eori}", request.Flavour);
        var tls = _pki.IssueTls(party.Eori, $"{party.Eori.ToLowerInvariant()}.trader.example", ["localhost", "127.0.0.1", "::1", .. push ? new[] { request.PushUrl!.IdnHost } : []]);
        if (request.Registered)
        {
            await _registry.RegisterAsync(new Registration(party.Eori, seal.Certificate.Fingerprint(), party.RegisteringState, Subject: seal.Certificate.Subject), ct);
        }

        await SetChannelAsync(request.PartyId, request.Channel, request.PushUrl, ct);
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var settings = new TraderSettings
        {
            Eori = party.Eori,
            PartyId = request.PartyId,
            Endpoint = _endpoint!,
            Channel = request.Channel,
            Mpc = push ? null : Mpc.ForParty(_profile.MpcToTrader, request.PartyId).Value,
            PushUrl = request.PushUrl,
            Seal = new KeyFile("seal.p12", password),
            Tls = new KeyFile("tls.p12", password),
            TlsTrust = "tls-trust.pem",
            SealTrust = "seal-trust.pem",
        };
        return new EnrolledTrader(settings, seal.ToPkcs12(password), tls.ToPkcs12(password), await File.ReadAllTextAsync(_pki.TlsAnchorsPem, ct), await File.ReadAllTextAsync(_pki.SealAnchorsPem, ct));
    }

    /// <inheritdoc/>
    public void Dispose() => _management.Dispose();

    internal void Open(AccessPointHost accessPoint, Profile profile)
    {
        _endpoint = accessPoint.As4;
        _profile = profile;
        _management.BaseAddress = accessPoint.Management;
    }

    internal void Map(IEndpointRouteBuilder routes) => routes.MapPost("/enrolments", async (HttpRequest request) =>
    {
        try
        {
            var asked = await request.ReadFromJsonAsync<EnrolmentRequest>(EnrolledTrader.Json, request.HttpContext.RequestAborted)
                ?? throw new JsonException("""The body is null; expected { "partyId": "BE0123456789" }""");
            return Results.Json(await EnrolAsync(asked, request.HttpContext.RequestAborted), EnrolledTrader.Json);
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException or InvalidOperationException)
        {
            return Results.Json(new { error = wrong.Message }, EnrolledTrader.Json, statusCode: StatusCodes.Status400BadRequest);
        }
    });

    /// <summary>Changes how an enrolled trader gets its messages.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="channel">Push or pull.</param>
    /// <param name="pushUrl">Where to push; https.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="HttpRequestException">The management API refused.</exception>
    public async Task SetChannelAsync(string partyId, ReplyChannel channel, Uri? pushUrl, CancellationToken ct = default)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { channel, pushUrl }, EnrolledTrader.Json), mediaType: new("application/json"));
        using var response = await _management.PutAsync(new Uri($"operators/{Uri.EscapeDataString(partyId)}", UriKind.Relative), content, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The management API refused the operator: {await response.Content.ReadAsStringAsync(ct)}");
        }
    }
}
