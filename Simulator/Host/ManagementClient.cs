using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;

namespace Ics2.Simulator;

/// <summary>
/// The management API over HTTP, as anybody could call it: what it refuses is a <see cref="ManagementRefusedException"/> with its words,
/// and an <see cref="HttpRequestException"/> says that nobody answers.
/// </summary>
public sealed partial class ManagementClient : ICustomsManagement, IDisposable
{
    private readonly HttpClient _http;
    private readonly string? _token;

    /// <summary>Connects to a simulator.</summary>
    /// <param name="management">Base of its management API.</param>
    /// <param name="token">The token of that API; null where it asks for none.</param>
    /// <param name="requestTimeout">How long an answer may take; null for 100 seconds.</param>
    public ManagementClient(Uri management, string? token = null, TimeSpan? requestTimeout = null)
    {
        _token = token;
        _http = SimulatorHttp.Client();
        _http.BaseAddress = management;
        _http.DefaultRequestHeaders.Authorization = string.IsNullOrEmpty(token) ? null : new AuthenticationHeaderValue("Bearer", token);
        _http.Timeout = requestTimeout ?? _http.Timeout;
    }

    /// <summary>Base of the API.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <inheritdoc/>
    public Task<NodeView> NodeAsync(CancellationToken cancellationToken = default) => GetAsync<NodeView>("node", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MessageView>> MessagesAsync(
        string? direction = null,
        string? party = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    ) =>
        (
            await GetAsync<MessageList>(
                Path(
                    "messages",
                    ("direction", direction),
                    ("party", party),
                    ("limit", $"{limit}"),
                    ("after", cursor?.After),
                    ("before", cursor?.Before)
                ),
                cancellationToken
            )
        ).Messages;

    /// <inheritdoc/>
    public async Task<RawMessage> RawAsync(MessageView message, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, Of(message, "/raw"), content: null, cancellationToken);
        return new RawMessage(
            response.Headers.GetValues("X-As4-Content-Type").First(),
            await response.Content.ReadAsByteArrayAsync(cancellationToken)
        );
    }

    /// <inheritdoc/>
    public async Task<byte[]> ExchangeBytesAsync(string link, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, link, content: null, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<InspectionDocument> InspectionAsync(string id, bool ofResponse = false, CancellationToken cancellationToken = default) =>
        GetAsync<InspectionDocument>(
            Path($"exchanges/{Escaped(id)}/inspection", ("side", ofResponse ? "response" : null)),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<InspectionDocument> InspectionAsync(MessageView message, CancellationToken cancellationToken = default) =>
        GetAsync<InspectionDocument>(Of(message, "/inspection"), cancellationToken);

    /// <inheritdoc/>
    public Task<ContentView> DocumentAsync(MessageView message, CancellationToken cancellationToken = default) =>
        GetAsync<ContentView>(Of(message, "/document"), cancellationToken);

    /// <inheritdoc/>
    public Task<MessageView> MessageAsync(
        string messageId,
        string? party = null,
        string? direction = null,
        CancellationToken cancellationToken = default
    ) => GetAsync<MessageView>(Path($"messages/{Escaped(messageId)}", ("direction", direction), ("party", party)), cancellationToken);

    /// <inheritdoc/>
    public Task<CountsView> CountsAsync(CancellationToken cancellationToken = default) => GetAsync<CountsView>("counts", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListView>> TrustedListsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<ListsView>("trusted-lists", cancellationToken)).Lists;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FilingView>> FilingsAsync(
        string? lrn = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    ) =>
        (
            await GetAsync<FilingList>(
                Path("filings", ("lrn", lrn), ("limit", $"{limit}"), ("after", cursor?.After), ("before", cursor?.Before)),
                cancellationToken
            )
        ).Filings;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimerView>> TimersAsync(int? limit = null, CancellationToken cancellationToken = default) =>
        (await GetAsync<TimerList>(Path("timers", ("limit", $"{limit}")), cancellationToken)).Timers;

    /// <inheritdoc/>
    public Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken = default) =>
        GetAsync<FilingDetail>($"filings/{Escaped(mrn)}", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActionChoice>> ActionsAsync(string mrn, CancellationToken cancellationToken = default) =>
        (await GetAsync<ActionChoices>($"filings/{Escaped(mrn)}/actions", cancellationToken)).Choices;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PModeParameter>> PModeAsync(string? party = null, CancellationToken cancellationToken = default) =>
        (await GetAsync<PModeView>(Path("pmode", ("party", party)), cancellationToken)).Parameters;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlaybookRuleView>> PlaybookRulesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<PlaybookView>("playbook/rules", cancellationToken)).Rules;

    /// <inheritdoc/>
    public async Task<PlaybookMatch> PlaybookMatchAsync(string xml, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(xml, Encoding.UTF8, "application/xml");
        return await SendAsync<PlaybookMatch>(HttpMethod.Post, "playbook/match", content, ManagementJson.Tolerant, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<FilingDetail> ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken = default) =>
        SendAsync<FilingDetail>(HttpMethod.Post, $"filings/{Escaped(mrn)}/actions", action, cancellationToken);

    /// <inheritdoc/>
    public Task RefuseNextAsync(RefusalRequest refusal, CancellationToken cancellationToken = default) =>
        SendAsync<RefusalRequest>(HttpMethod.Post, "refusals", refusal, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OperatorView>> OperatorsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<OperatorList>("operators", cancellationToken)).Operators;

    /// <inheritdoc/>
    public Task<OperatorView> OperatorAsync(string partyId, CancellationToken cancellationToken = default) =>
        GetAsync<OperatorView>($"operators/{Escaped(partyId)}", cancellationToken);

    /// <inheritdoc/>
    public Task<OperatorView> ChangeOperatorAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken = default) =>
        SendAsync<OperatorView>(HttpMethod.Patch, $"operators/{Escaped(partyId)}", change, cancellationToken);

    /// <inheritdoc/>
    public Task<RegisterView> EoriRegisterAsync(CancellationToken cancellationToken = default) =>
        GetAsync<RegisterView>("eori-register", cancellationToken);

    /// <inheritdoc/>
    public Task<RegisterView> DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken = default) =>
        SendAsync<RegisterView>(HttpMethod.Put, $"eori-register/{Escaped(eori)}", new EoriDeclaration(exists), cancellationToken);

    /// <inheritdoc/>
    public async Task<string> PlaybookAsync(CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, "playbook", content: null, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task PutPlaybookAsync(string yaml, CancellationToken cancellationToken = default)
    {
        using var content = Yaml(yaml);
        using var response = await SendAsync(HttpMethod.Put, "playbook", content, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ChaosView> ChaosAsync(CancellationToken cancellationToken = default) => GetAsync<ChaosView>("chaos", cancellationToken);

    /// <inheritdoc/>
    public async Task<ChaosView> PutChaosAsync(string yaml, CancellationToken cancellationToken = default)
    {
        using var content = Yaml(yaml);
        return await SendAsync<ChaosView>(HttpMethod.Put, "chaos", content, ManagementJson.Tolerant, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ChaosView> PutChaosRuleAsync(string name, string yaml, CancellationToken cancellationToken = default)
    {
        using var content = Yaml(yaml);
        return await SendAsync<ChaosView>(HttpMethod.Put, $"chaos/{Escaped(name)}", content, ManagementJson.Tolerant, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ChaosView> EndChaosRuleAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync<ChaosView>(HttpMethod.Delete, $"chaos/{Escaped(name)}", content: null, ManagementJson.Tolerant, cancellationToken);

    /// <inheritdoc/>
    public Task<ClockView> ClockAsync(CancellationToken cancellationToken = default) => GetAsync<ClockView>("clock", cancellationToken);

    /// <inheritdoc/>
    public Task<ClockView> AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        SendAsync<ClockView>(HttpMethod.Post, "clock/advance", new AdvanceRequest(Durations.Write(by)), cancellationToken);

    /// <inheritdoc/>
    public async Task ResetAsync(CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Post, "reset", content: null, cancellationToken);
    }

    /// <summary>Where lists, revocation and registry are, and whom to believe; for a program that judges as customs does.</summary>
    public Task<TrustAccess> TrustAsync(CancellationToken cancellationToken = default) =>
        SendAsync<TrustAccess>(HttpMethod.Get, "trust", content: null, EnrolledTrader.Json, cancellationToken);

    /// <summary>The files of its test PKI, keys included, by name; for a node that shares them.</summary>
    internal Task<Dictionary<string, string>> CertificatesAsync(CancellationToken cancellationToken = default) =>
        GetAsync<Dictionary<string, string>>("trust/certificates", cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var other in _others.Values)
        {
            other.Dispose();
        }

        _http.Dispose();
    }

    private static string Escaped(string part) => Uri.EscapeDataString(part);

    private static string Path(string path, params (string Name, string? Value)[] query) =>
        string.Join('&', query.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => $"{one.Name}={Escaped(one.Value!)}"))
            is { Length: > 0 } given
            ? $"{path}?{given}"
            : path;

    private static string Of(MessageView message, string what) =>
        Path($"messages/{Escaped(message.MessageId)}{what}", ("direction", message.Direction), ("party", message.Party));

    private static StringContent Yaml(string yaml) => new(yaml, Encoding.UTF8, "application/yaml");

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, path, content: null, ManagementJson.Tolerant, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body, options: ManagementJson.Tolerant);
        return await SendAsync<T>(method, path, content, ManagementJson.Tolerant, cancellationToken);
    }

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(method, path, content, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(json, cancellationToken)
            ?? throw new JsonException($"{Address} gave an empty answer");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        var response = await _http.SendAsync(request, completion, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            var fault = FaultIn(answer);
            throw new ManagementRefusedException(
                $"{method} {response.RequestMessage?.RequestUri?.AbsolutePath}",
                answer,
                fault?.Error ?? answer
            )
            {
                Lines = fault?.Lines ?? [],
            };
        }
    }

    // What stands before the API, a load balancer for instance, answers as it likes.
    private static Fault? FaultIn(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Fault>(answer, ManagementJson.Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
