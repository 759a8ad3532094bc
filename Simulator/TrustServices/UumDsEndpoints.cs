using System.Net;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;
using WireMock;

namespace Ics2.TrustServices;

/// <summary>Puts the registry on HTTP: REST, JSON, under <c>/uumds/v1</c>; the contract is <c>/uumds/openapi.json</c>.</summary>
internal sealed class UumDsEndpoints(UumDsRegistry registry, AccessTokens tokens, FaultSwitch faults)
{
    public const string Root = "/uumds/";
    public const string ContractResource = "Ics2.TrustServices.uumds-openapi.json";

    private const string Registrations = Root + "v1/registrations";

    public void Map(Endpoints endpoints)
    {
        endpoints.On("GET", Root + "openapi.json", faults: null, _ => Endpoints.Bytes(HttpStatusCode.OK, "application/json", Contract()));
        endpoints.On(
            "POST",
            Root + "v1/token",
            faults,
            request =>
                Endpoints.Read(
                    request,
                    UumDsJson.Default.TokenRequest,
                    asked =>
                        tokens.Grant(asked) is { } grant
                            ? Endpoints.Answer(HttpStatusCode.OK, grant, UumDsJson.Default.TokenGrant)
                            : Endpoints.Problem(HttpStatusCode.Unauthorized, "User or secret is wrong.")
                )
        );
        endpoints.On("POST", Root + "v1/authorisations", faults, Authorise);

        // What a trader does in the national portal is not part of the service that can fail.
        endpoints.On(
            "GET",
            Registrations,
            faults: null,
            request =>
                Endpoints.Answer(
                    HttpStatusCode.OK,
                    new RegistrationList(registry.List(request.GetParameter("eori")?.FirstOrDefault())),
                    UumDsJson.Default.RegistrationList
                )
        );
        endpoints.On(
            "PUT",
            Registrations + "/*/*",
            faults: null,
            request => Endpoints.Read(request, UumDsJson.Default.Registration, registration => Register(request, registration))
        );
        endpoints.On(
            "POST",
            Registrations + "/*/*/status",
            faults: null,
            request =>
                Endpoints.Read(
                    request,
                    UumDsJson.Default.StatusChange,
                    change =>
                        registry.SetStatus(Endpoints.Segment(request, 3), Endpoints.Segment(request, 4), change.Status)
                            ? Endpoints.NoContent()
                            : Endpoints.Problem(HttpStatusCode.NotFound, "There is no such registration.")
                )
        );
    }

    private ResponseMessage Authorise(IRequestMessage request)
    {
        var header =
            request.Headers is { } headers && headers.TryGetValue("Authorization", out var values) ? values.FirstOrDefault() : null;
        return tokens.Accepts(header)
            ? Endpoints.Read(request, UumDsJson.Default.AuthorisationQuestion, Authorise)
            : Endpoints.Problem(
                HttpStatusCode.Unauthorized,
                "The bearer token is missing, unknown or has expired; ask for one at v1/token."
            );
    }

    private ResponseMessage Authorise(AuthorisationQuestion question) =>
        (TraderPartyId.TryParse(question.PartyId, out var party, out _) ? Endpoints.Faulty(faults.OrderFor(party.Eori).Fault) : null)
        ?? Endpoints.Answer(HttpStatusCode.OK, registry.Authorise(question), UumDsJson.Default.AuthorisationAnswer);

    private ResponseMessage Register(IRequestMessage request, Registration registration)
    {
        if (
            !string.Equals(Endpoints.Segment(request, 3), registration.Eori, StringComparison.Ordinal)
            || !string.Equals(Endpoints.Segment(request, 4), registration.Sha256, StringComparison.OrdinalIgnoreCase)
        )
        {
            return Endpoints.Problem(HttpStatusCode.BadRequest, "The EORI and fingerprint of the path differ from those of the body.");
        }

        return registry.Register(registration) is { } why ? Endpoints.Problem(HttpStatusCode.BadRequest, why) : Endpoints.NoContent();
    }

    private static byte[] Contract()
    {
        using var resource = typeof(UumDsEndpoints).Assembly.GetManifestResourceStream(ContractResource)!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
