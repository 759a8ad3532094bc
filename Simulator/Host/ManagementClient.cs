using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ics2.Simulator;

/// <summary>The management API, as anybody could call it: what it refuses is an exception with its words.</summary>
public sealed class ManagementClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly HttpClient _http;

    /// <summary>Connects to a simulator.</summary>
    /// <param name="management">Base of its management API.</param>
    /// <param name="token">The token of that API; null where it asks for none.</param>
    public ManagementClient(Uri management, string? token = null)
    {
        _http = new HttpClient { BaseAddress = management };
        _http.DefaultRequestHeaders.Authorization = string.IsNullOrEmpty(token) ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Base of the API.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Asks, and reads the answer.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below the base of the API.</param>
    /// <param name="body">Sent as JSON, what is null left out; null for none.</param>
    /// <exception cref="InvalidOperationException">It was refused; the message says why.</exception>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: Json);
        using var response = await SendAsync(method, path, content, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    /// <summary>Asks; the answer is the caller's.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below the base of the API.</param>
    /// <param name="content">What to send; null for nothing.</param>
    /// <exception cref="InvalidOperationException">It was refused; the message says why.</exception>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        var response = await _http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new InvalidOperationException(
                $"{method} {response.RequestMessage?.RequestUri?.AbsolutePath}: {await response.Content.ReadAsStringAsync(cancellationToken)}"
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
