using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ics2.Trust;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Ics2.TrustServices;

/// <summary>Puts the registry on HTTP: REST, JSON, under <c>/uumds/v1</c>.</summary>
internal sealed class UumDsEndpoints(UumDsRegistry registry, AccessTokens tokens)
{
    public const string Root = "/uumds/";

    private const string Registrations = Root + "v1/registrations";

    public void Map(WireMockServer server)
    {
        On(server, "POST", Root + "v1/token", request => Read(request, UumDsJson.Default.TokenRequest, asked =>
            tokens.Grant(asked) is { } grant ? Answer(HttpStatusCode.OK, grant, UumDsJson.Default.TokenGrant) : Problem(HttpStatusCode.Unauthorized, "User or secret is wrong.")));
        On(server, "POST", Root + "v1/authorisations", Authorise);
        On(server, "GET", Registrations, request =>
            Answer(HttpStatusCode.OK, new RegistrationList(registry.List(request.GetParameter("eori")?.FirstOrDefault())), UumDsJson.Default.RegistrationList));
        On(server, "PUT", Registrations + "/*/*", request => Read(request, UumDsJson.Default.Registration, registration => Register(request, registration)));
        On(server, "POST", Registrations + "/*/*/status", request => Read(request, UumDsJson.Default.StatusChange, change =>
            registry.SetStatus(Segment(request, 3), Segment(request, 4), change.Status) ? new ResponseMessage { StatusCode = 204 } : Problem(HttpStatusCode.NotFound, "There is no such registration.")));
    }

    private ResponseMessage Authorise(IRequestMessage request)
    {
        var header = request.Headers is { } headers && headers.TryGetValue("Authorization", out var values) ? values.FirstOrDefault() : null;
        return tokens.Accepts(header)
            ? Read(request, UumDsJson.Default.AuthorisationQuestion, question => Answer(HttpStatusCode.OK, registry.Authorise(question), UumDsJson.Default.AuthorisationAnswer))
            : Problem(HttpStatusCode.Unauthorized, "The bearer token is missing, unknown or has expired; ask for one at v1/token.");
    }

    private ResponseMessage Register(IRequestMessage request, Registration registration)
    {
        var eori = Segment(request, 3);
        if (!string.Equals(eori, registration.Eori, StringComparison.Ordinal) || !string.Equals(Segment(request, 4), registration.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return Problem(HttpStatusCode.BadRequest, "The EORI and fingerprint of the path differ from those of the body.");
        }

        return registry.Register(registration) is { } why ? Problem(HttpStatusCode.BadRequest, why) : new ResponseMessage { StatusCode = 204 };
    }

    private static void On(WireMockServer server, string method, string path, Func<IRequestMessage, ResponseMessage> answer) =>
        server.Given(Request.Create().WithPath(new WildcardMatcher(path)).UsingMethod(method)).RespondWith(Response.Create().WithCallback(request => answer(request)));

    private static ResponseMessage Read<T>(IRequestMessage request, JsonTypeInfo<T> type, Func<T, ResponseMessage> answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(request.BodyAsBytes ?? [], type) is { } value ? answer(value) : Problem(HttpStatusCode.BadRequest, "The body is null.");
        }
        catch (JsonException e)
        {
            return Problem(HttpStatusCode.BadRequest, $"The body is not the JSON of {typeof(T).Name}: {e.Message}");
        }
    }

    private static string Segment(IRequestMessage request, int number) => Uri.UnescapeDataString(request.AbsolutePathSegments[number]);

    private static ResponseMessage Problem(HttpStatusCode status, string text) => Answer(status, new RegistryProblem(text), UumDsJson.Default.RegistryProblem);

    private static ResponseMessage Answer<T>(HttpStatusCode status, T value, JsonTypeInfo<T> type) => new()
    {
        StatusCode = (int)status,
        Headers = new Dictionary<string, WireMockList<string>>(StringComparer.Ordinal) { ["Content-Type"] = new("application/json") },
        BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = JsonSerializer.SerializeToUtf8Bytes(value, type) },
    };
}
