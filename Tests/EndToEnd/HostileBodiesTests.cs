using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// Whatever is put into a field, a path or a query of the management API is answered by it: done, or refused with a reason. The routes and
/// their fields are those of its OpenAPI document, so a new route is tried as well.
/// </summary>
public sealed class HostileBodiesTests(PkiFixture pki) : IAsyncLifetime
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "1e400",
        "\"\"",
        "\"x\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"2026-02-31T00:00:00Z\"",
        "[]",
        "[null]",
        "[[]]",
        "{}",
        "[{}]",
        "[{\"type\":null}]",
        "[{\"type\":\"RFI\",\"methods\":[null],\"documents\":[null]}]",
    ];

    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["action"] = "\"ACTION\"",
        ["timer"] = "\"linking\"",
        ["masterMrn"] = "\"26DE00000000001AT2\"",
        ["result"] = "\"noRisk\"",
        ["type"] = "\"RFI\"",
        ["text"] = "\"Why?\"",
        ["reference"] = "\"26BE0000000009901\"",
        ["message"] = "\"IE3N01\"",
        ["code"] = "\"92\"",
        ["by"] = "\"1s\"",
        ["exists"] = "true",
        ["partyId"] = "\"BE0123456789\"",
        ["channel"] = "\"pull\"",
    };

    private static readonly string[] Names = ["x", "%2F", "a%2Fb", "%00", "%C3%A9", "%ED%A0%80", "..", "%2e%2e%2f", new string('a', 5000)];

    private readonly PreparedData _data = new(pki);
    private Ics2Simulator _customs = null!;
    private HttpClient _http = null!;
    private string _mrn = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_field_of_any_body_makes_the_management_API_fail()
    {
        var wrong = new List<string>();
        foreach (var (method, path, _, body) in await RoutesAsync())
        {
            var url = path.Replace("{mrn}", _mrn, StringComparison.Ordinal)
                .Replace("{partyId}", "BE0123456789", StringComparison.Ordinal)
                .Replace("{eori}", "BE0123456789", StringComparison.Ordinal);
            foreach (var hostile in body is { } schema ? Bodies(schema) : [])
            {
                using var content = new StringContent(hostile, Encoding.UTF8, "application/json");
                await TryAsync(method, url, content, hostile, wrong);
            }

            foreach (var type in (string[])["text/plain", "application/json; charset=none", "application/json; charset=utf-7", "é"])
            {
                using var content = new ByteArrayContent("{"u8.ToArray());
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                await TryAsync(method, url, content, type, wrong);
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_name_in_any_path_or_query_makes_the_management_API_fail()
    {
        var wrong = new List<string>();
        foreach (var (method, path, query, _) in await RoutesAsync())
        {
            foreach (var name in Names)
            {
                var url = Filled(path, name) + "?" + string.Join('&', query.Select(parameter => $"{parameter}={name}"));
                await TryAsync(method, url, null, "", wrong);
            }
        }

        wrong.ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync()
    {
        _customs = await Ics2Simulator.StartAsync(
            new SimulatorOptions(_data.Data)
            {
                CustomsClock = new ManualClock(TimeProvider.System.GetUtcNow()),
                TraderKeys = new TraderKeys(),
            }
        );
        _http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 })
        {
            BaseAddress = _customs.AccessPoint.Management,
        };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", _customs.ManagementToken);
        using var trader = new WireTrader(
            _customs.AccessPoint.As4,
            await _customs.Enrolment.EnrolAsync(new EnrolmentRequest("BE0123456789"), Ct),
            _data.Beside("trader")
        );
        var filing = trader.Filing(document: Encoding.UTF8.GetBytes(AccessPointHostTests.Sample("F-1")));
        (await trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((_mrn = await _customs.Officer.FindMrnAsync("F-1", patience.Token) ?? "").Length == 0)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _customs.DisposeAsync();
        _data.Dispose();
    }

    // What nothing is wrong with, and then each field of it by each value in turn.
    private static IEnumerable<string> Bodies(JsonElement schema)
    {
        string[] whole = ["", "null", "[]", "\"x\"", "{", "{}", new string('[', 5000), "{\"x\":1}", "\u00ff"];
        var fields = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(one => one.Name).ToList()
            : [];
        string[] actions = fields.Contains("action") ? [.. ActionRequest.Actions] : [""];
        return whole.Concat(from action in actions from field in fields from value in Values select Body(fields, action, field, value));
    }

    private static string Body(IEnumerable<string> fields, string action, string changed, string value)
    {
        var good =
            from field in fields
            let said = field == changed ? value : Good.GetValueOrDefault(field)?.Replace("ACTION", action, StringComparison.Ordinal)
            where said is not null
            select $"\"{field}\":{said}";
        return "{" + string.Join(',', good) + "}";
    }

    private static string Filled(string path, string name) => Regex.Replace(path, "{[^}]*}", name, RegexOptions.NonBacktracking);

    private async Task<List<(HttpMethod Method, string Path, IReadOnlyList<string> Query, JsonElement? Body)>> RoutesAsync()
    {
        var document = await _http.GetFromJsonAsync<JsonElement>("openapi.json", Ct);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            where path.Name is not ("/events" or "/reset")
            from operation in path.Value.EnumerateObject()
            select (HttpMethod.Parse(operation.Name), path.Name, Query(operation.Value), Schema(operation.Value, schemas)),
        ];
    }

    private static IReadOnlyList<string> Query(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ?
            [
                .. parameters
                    .EnumerateArray()
                    .Where(one => one.GetProperty("in").GetString() == "query")
                    .Select(one => one.GetProperty("name").GetString()!),
            ]
            : [];

    private static JsonElement? Schema(JsonElement operation, JsonElement schemas)
    {
        if (
            !operation.TryGetProperty("requestBody", out var body)
            || !body.GetProperty("content").TryGetProperty("application/json", out var json)
        )
        {
            return null;
        }

        var schema = json.GetProperty("schema");
        return schema.TryGetProperty("$ref", out var name) ? schemas.GetProperty(name.GetString()!.Split('/')[^1]) : schema;
    }

    private async Task TryAsync(HttpMethod method, string url, HttpContent? content, string what, List<string> wrong)
    {
        using var request = new HttpRequestMessage(method, url.TrimStart('/')) { Content = content };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
        {
            wrong.Add($"{method} {url} {what}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Ct)}");
        }
        else if (response.StatusCode == HttpStatusCode.BadRequest && response.Content.Headers.ContentLength != 0)
        {
            var why = await response.Content.ReadAsStringAsync(Ct);
            if (!why.StartsWith("{\"error\":", StringComparison.Ordinal))
            {
                wrong.Add($"{method} {url} {what}: 400 without a reason, {why}");
            }
        }
    }
}
