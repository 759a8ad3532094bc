using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ics2.Trust.Registry;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Ics2.TrustServices;

/// <summary>Maps paths of the WireMock.Net server to functions, with the faults of a service in between.</summary>
internal sealed class Endpoints(WireMockServer server)
{
    /// <summary>Answers a method and path.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path; <c>*</c> stands for any characters.</param>
    /// <param name="faults">The faults of the service; null for what must always work.</param>
    /// <param name="answer">Makes the answer.</param>
    public void On(string method, string path, FaultSwitch? faults, Func<IRequestMessage, ResponseMessage> answer) =>
        server
            .Given(Request.Create().WithPath(new WildcardMatcher(path)).UsingMethod(method))
            .RespondWith(Response.Create().WithCallback(async request => (IResponseMessage)await AnswerAsync(request, faults, answer)));

    public static ResponseMessage Answer<T>(HttpStatusCode status, T value, JsonTypeInfo<T> type) =>
        Bytes(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ResponseMessage Bytes(HttpStatusCode status, string type, byte[] body) =>
        new()
        {
            StatusCode = (int)status,
            Headers = new Dictionary<string, WireMockList<string>>(StringComparer.Ordinal) { ["Content-Type"] = new(type) },
            BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = body },
        };

    public static ResponseMessage NoContent() => new() { StatusCode = (int)HttpStatusCode.NoContent };

    public static ResponseMessage Problem(HttpStatusCode status, string text) =>
        Answer(status, new RegistryProblem(text), UumDsJson.Default.RegistryProblem);

    /// <summary>Reads the JSON of a request and answers, or says what is wrong with it.</summary>
    public static ResponseMessage Read<T>(IRequestMessage request, JsonTypeInfo<T> type, Func<T, ResponseMessage> answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(request.BodyAsBytes ?? [], type) is { } value
                ? answer(value)
                : Problem(HttpStatusCode.BadRequest, "The body is null.");
        }
        catch (JsonException e)
        {
            return Problem(HttpStatusCode.BadRequest, $"The body is not the JSON of {typeof(T).Name}: {e.Message}");
        }
    }

    public static string Segment(IRequestMessage request, int number) => Uri.UnescapeDataString(request.AbsolutePathSegments[number]);

    private static async Task<ResponseMessage> AnswerAsync(
        IRequestMessage request,
        FaultSwitch? faults,
        Func<IRequestMessage, ResponseMessage> answer
    )
    {
        if (ForeignPages.Refuses(request) is { } why)
        {
            return Problem(HttpStatusCode.Forbidden, why);
        }

        var order = faults?.Order ?? new FaultOrder(ServiceFault.None);
        await Task.Delay(order.DelayMilliseconds);
        return Faulty(order.Fault) ?? answer(request);
    }

    /// <summary>What a service with a fault answers; null for none.</summary>
    public static ResponseMessage? Faulty(ServiceFault fault) =>
        fault switch
        {
            ServiceFault.Unavailable => Problem(HttpStatusCode.ServiceUnavailable, "The service is down (fault on demand)."),
            ServiceFault.Failing => Problem(HttpStatusCode.InternalServerError, "The service failed (fault on demand)."),
            ServiceFault.Refused => Problem(HttpStatusCode.Forbidden, "The caller is refused (fault on demand)."),
            ServiceFault.Garbled => Bytes(HttpStatusCode.OK, "text/html", Encoding.ASCII.GetBytes("<html><body>Please log in</body>")),
            _ => null,
        };
}
