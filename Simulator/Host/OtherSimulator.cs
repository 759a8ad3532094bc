using System.Net.Http.Json;
using System.Text.Json;

namespace Ics2.Simulator;

/// <summary>
/// The management API of another simulator, whose certificates and trust services this one goes by: a node among several.
/// </summary>
/// <param name="management">Base of the API.</param>
internal sealed class OtherSimulator(Uri management) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = management, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Where its services are and whom it believes.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or is no simulator.</exception>
    public Task<TrustAccess> TrustAsync() => GetAsync<TrustAccess>("trust");

    /// <summary>The files of its test PKI, keys included, by name.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or is no simulator.</exception>
    public Task<Dictionary<string, string>> CertificatesAsync() => GetAsync<Dictionary<string, string>>("trust/certificates");

    /// <summary>Enrols a trader there: its PKI issues, its registry registers.</summary>
    /// <exception cref="ArgumentException">It refused.</exception>
    /// <exception cref="InvalidOperationException">It does not answer.</exception>
    public async Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(
                new Uri("enrolments", UriKind.Relative),
                request,
                EnrolledTrader.Json,
                cancellationToken
            );
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<EnrolledTrader>(EnrolledTrader.Json, cancellationToken))!
                : throw new ArgumentException(
                    $"The simulator at {_http.BaseAddress}, which enrols for this one, refused: {await response.Content.ReadAsStringAsync(cancellationToken)}",
                    nameof(request)
                );
        }
        catch (HttpRequestException unanswered)
        {
            throw new InvalidOperationException(
                $"The simulator at {_http.BaseAddress}, which enrols for this one, does not answer: {unanswered.Message}",
                unanswered
            );
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path)
        where T : class
    {
        try
        {
            return await _http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), EnrolledTrader.Json) ?? throw new JsonException("null");
        }
        catch (Exception unanswered)
            when (unanswered is HttpRequestException or JsonException or OperationCanceledException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"No simulator of this version answers at {_http.BaseAddress}{path}: {unanswered.Message} Start the one that holds "
                    + $"the certificates with 'ics2 serve', and name its management API with --trust-from.",
                unanswered
            );
        }
    }
}
