using System.Net.Http.Json;
using Ics2.Contract.Traders;

namespace Ics2.Simulator;

public sealed partial class ManagementClient
{
    /// <inheritdoc/>
    public async Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken = default)
    {
        using var content = JsonContent.Create(request, options: EnrolledTrader.Json);
        return await SendAsync<EnrolledTrader>(HttpMethod.Post, "enrolments", content, EnrolledTrader.Json, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TraderView>> TradersAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<TraderList>("traders", cancellationToken)).Traders;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TraderView>> ChangeRegistrationAsync(
        string partyId,
        RegistrationChange change,
        CancellationToken cancellationToken = default
    ) => (await SendAsync<TraderList>(HttpMethod.Post, $"traders/{Escaped(partyId)}/registration", change, cancellationToken)).Traders;

    /// <inheritdoc/>
    public Task<PreflightView> PreflightAsync(PreflightRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<PreflightView>(HttpMethod.Post, "preflight", request, cancellationToken);
}
