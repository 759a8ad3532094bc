using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;

namespace Ics2.Simulator;

/// <summary>
/// The management API of another simulator, whose certificates and trust services this one goes by: a node among several.
/// </summary>
/// <param name="management">Base of the API.</param>
/// <param name="token">Its token, without which it keeps its keys to itself.</param>
internal sealed class OtherSimulator(Uri management, string? token) : IDisposable
{
    private readonly ManagementClient _api = new(management, token, requestTimeout: TimeSpan.FromSeconds(30));

    /// <summary>Where its services are and whom it believes.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or is no simulator.</exception>
    public Task<TrustAccess> TrustAsync() => AskAsync("trust", api => api.TrustAsync());

    /// <summary>The files of its test PKI, keys included, by name.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or is no simulator.</exception>
    public Task<Dictionary<string, string>> CertificatesAsync() => AskAsync("trust/certificates", api => api.CertificatesAsync());

    /// <summary>The traders that were enrolled there.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or is no simulator.</exception>
    public Task<IReadOnlyList<TraderView>> TradersAsync() => AskAsync("traders", api => api.TradersAsync());

    /// <summary>Enrols a trader there: its PKI issues, its registry registers.</summary>
    /// <exception cref="ArgumentException">It refused.</exception>
    /// <exception cref="InvalidOperationException">It does not answer.</exception>
    public async Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.EnrolAsync(request, cancellationToken);
        }
        catch (ManagementRefusedException refused)
        {
            throw new ArgumentException(
                $"The simulator at {_api.Address}, which enrols for this one, refused: {refused.Answer}",
                nameof(request),
                refused
            );
        }
        catch (HttpRequestException unanswered)
        {
            throw new InvalidOperationException(
                $"The simulator at {_api.Address}, which enrols for this one, does not answer: {unanswered.Message}",
                unanswered
            );
        }
    }

    public void Dispose() => _api.Dispose();

    private async Task<T> AskAsync<T>(string path, Func<ManagementClient, Task<T>> ask)
    {
        try
        {
            return await ask(_api);
        }
        catch (Exception unanswered)
            when (unanswered
                    is HttpRequestException
                        or ManagementRefusedException
                        or JsonException
                        or OperationCanceledException
                        or NotSupportedException
            )
        {
            throw new InvalidOperationException(
                $"No simulator of this version answers at {_api.Address}{path}: {unanswered.Message} Start the one that holds the "
                    + $"certificates with 'ics2 serve', and name its management API with --trust-from.",
                unanswered
            );
        }
    }
}
