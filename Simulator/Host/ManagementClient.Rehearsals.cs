using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;

namespace Ics2.Simulator;

public sealed partial class ManagementClient
{
    /// <inheritdoc/>
    public Task<RehearsalOffer> RehearsalOfferAsync(CancellationToken cancellationToken = default) =>
        GetAsync<RehearsalOffer>("rehearsals/offer", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RehearsalView>> RehearsalsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<RehearsalsView>("rehearsals", cancellationToken)).Rehearsals;

    /// <inheritdoc/>
    public Task<RehearsalDetail> RehearsalAsync(string id, int after = 0, CancellationToken cancellationToken = default) =>
        GetAsync<RehearsalDetail>(Path($"rehearsals/{Escaped(id)}", ("after", $"{after}")), cancellationToken);

    /// <inheritdoc/>
    public Task<RehearsalView> StartRehearsalAsync(RehearsalRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<RehearsalView>(HttpMethod.Post, "rehearsals", request, cancellationToken);

    /// <inheritdoc/>
    public Task StopRehearsalAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync<Done>(HttpMethod.Post, $"rehearsals/{Escaped(id)}/stop", content: null, ManagementJson.Tolerant, cancellationToken);

    /// <inheritdoc/>
    public Task AnswerGuideAsync(string id, GuideAnswer answer, CancellationToken cancellationToken = default) =>
        SendAsync<Done>(HttpMethod.Post, $"rehearsals/{Escaped(id)}/answer", answer, cancellationToken);

    /// <inheritdoc/>
    public Task<EnrolledTrader> RehearsalTraderAsync(string party, CancellationToken cancellationToken = default) =>
        SendAsync<EnrolledTrader>(
            HttpMethod.Get,
            Path("rehearsals/trader", ("party", party)),
            content: null,
            EnrolledTrader.Json,
            cancellationToken
        );
}
