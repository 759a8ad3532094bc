using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>
/// Loads the list of lists and the national lists it points to, keeps them, loads them again when they are old, and keeps the last good one
/// of each when that fails. Decisions take the picture as it is; nobody waits for a list server but at the very first.
/// </summary>
/// <param name="options">Which lists.</param>
/// <param name="source">Where their bytes come from.</param>
/// <param name="clock">The simulated clock: a list whose next update is past is loaded again.</param>
/// <param name="networkTime">The clock of the network; null for the real one.</param>
public sealed class TrustedListStore(ListOptions options, IListSource source, TimeProvider clock, TimeProvider? networkTime = null)
    : IDisposable
{
    private const int MaxLists = 100;

    private readonly PivotTrail _pivots = new(options, source);
    private readonly TimeProvider _network = networkTime ?? TimeProvider.System;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly ConcurrentDictionary<string, ListState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _registeringStates = new(StringComparer.Ordinal);
    private volatile ListedCas _current = ListedCas.None;
    private IReadOnlyList<ListState> _lastEuropean = [];
    private volatile Due? _due;

    /// <summary>How each list fares, the list of lists first.</summary>
    public IReadOnlyList<ListState> States =>
        [
            .. _states
                .Values.OrderByDescending(state => string.Equals(state.Location, options.ListOfLists, StringComparison.Ordinal))
                .ThenBy(state => state.Location, StringComparer.Ordinal),
        ];

    /// <summary>The CAs in force, loading what is missing or old.</summary>
    /// <param name="registeringState">The Member State whose alternate list is wanted as well; null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ListedCas> CurrentAsync(string? registeringState, CancellationToken cancellationToken)
    {
        var isNewState =
            registeringState is not null && options.AlternateLists is not null && _registeringStates.TryAdd(registeringState, 0);
        if (isNewState || IsOld())
        {
            // Whoever comes while a load is running takes the picture there is; at the very first there is none to take.
            await LoadAsync(isNewState || _due is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, all: false, cancellationToken);
        }

        return _current;
    }

    /// <summary>Loads every list again now.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => LoadAsync(Timeout.InfiniteTimeSpan, all: true, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private bool IsOld() => _due is not { } next || _network.GetUtcNow() >= next.Attempt || clock.GetUtcNow() >= next.Update;

    private async Task LoadAsync(TimeSpan patience, bool all, CancellationToken cancellationToken)
    {
        if (!await _loading.WaitAsync(patience, cancellationToken))
        {
            return;
        }

        try
        {
            // A state nobody named before is the sender's choice, so it must not cost more than one list.
            var isOld = all || IsOld();
            var european = isOld ? await LoadEuropeanAsync(cancellationToken) : _lastEuropean;
            var alternate = await LoadAlternateAsync(isOld, cancellationToken);
            _lastEuropean = european;
            _current = new ListedCas(
                european.SelectMany(state => state.List?.Services ?? []),
                alternate
                    .Where(state => state.List is not null)
                    .ToImmutableDictionary(state => state.Territory!, state => state.List!.Services, StringComparer.Ordinal)
            );
            _due = isOld ? Due.After(european, options, _network.GetUtcNow(), clock.GetUtcNow()) : _due;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<IReadOnlyList<ListState>> LoadEuropeanAsync(CancellationToken cancellationToken)
    {
        var top = await LoadAsync(options.ListOfLists, "EU", _pivots.FollowAsync, cancellationToken);
        var pointers = (top.List?.Pointers ?? [])
            .Where(IsForMachines)
            .DistinctBy(pointer => pointer.Location, StringComparer.Ordinal)
            .Take(MaxLists);
        return
        [
            top,
            .. await Task.WhenAll(
                pointers.Select(pointer => LoadAsync(pointer.Location, pointer.Territory, Known(pointer.Signers), cancellationToken))
            ),
        ];
    }

    private Task<ListState[]> LoadAlternateAsync(bool all, CancellationToken cancellationToken) =>
        Task.WhenAll(
            _registeringStates.Keys.Select(state =>
            {
                var location = string.Format(System.Globalization.CultureInfo.InvariantCulture, options.AlternateLists!, state);
                return !all && _states.TryGetValue(location, out var known)
                    ? Task.FromResult(known)
                    : LoadAsync(location, state, Known(options.AlternateSigners), cancellationToken);
            })
        );

    private async Task<ListState> LoadAsync(string location, string? territory, WhoMaySign signers, CancellationToken cancellationToken)
    {
        var last = _states.GetValueOrDefault(location);
        var next = await FetchAsync(location, territory, signers, cancellationToken);
        if (last?.List is { } good && (next.List is null || next.List.Sequence < good.Sequence))
        {
            next = last with
            {
                Problem =
                    next.Problem
                    ?? $"The list has sequence number {next.List!.Sequence}, but {good.Sequence} was seen already: an old list is sent again.",
            };
        }

        return _states[location] = next;
    }

    private async Task<ListState> FetchAsync(string location, string? territory, WhoMaySign signers, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await source.FetchAsync(location, territory, cancellationToken);
            var (accepted, problem) = await signers(bytes, cancellationToken);
            if (problem is not null)
            {
                return new ListState(location, territory, List: null, LoadedAt: null, problem);
            }

            if (!TrustedListReader.TryRead(bytes, accepted, out var list, out var why))
            {
                var text = location == options.ListOfLists ? PivotTrail.Explained(why) : why;
                return new ListState(location, territory, List: null, LoadedAt: null, text);
            }

            // A list of another state under this one's address would let its CAs pass for those of this one.
            return territory is not null && !string.Equals(list.Territory, territory, StringComparison.Ordinal)
                ? new ListState(
                    location,
                    territory,
                    List: null,
                    LoadedAt: null,
                    $"The list is that of {CertificateText.Short(list.Territory)}; expected {territory}."
                )
                : new ListState(location, list.Territory, list, clock.GetUtcNow(), Problem: null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return new ListState(location, territory, List: null, LoadedAt: null, $"The list cannot be had: {e.Message}.");
        }
    }

    // The list of lists also points to itself and to its earlier places, and to PDF editions.
    private bool IsForMachines(ListPointer pointer) =>
        (pointer.MimeType is null or TslNames.MimeType)
        && pointer.Territory is not "EU"
        && !string.Equals(pointer.Location, options.ListOfLists, StringComparison.Ordinal);

    private static WhoMaySign Known(IReadOnlyList<X509Certificate2> signers) =>
        (_, _) => Task.FromResult<(IReadOnlyList<X509Certificate2>, string?)>((signers, null));

    private delegate Task<(IReadOnlyList<X509Certificate2> Signers, string? Problem)> WhoMaySign(
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    );

    /// <summary>When to load again.</summary>
    /// <param name="Attempt">In real time.</param>
    /// <param name="Update">On the simulated clock; null for never.</param>
    private sealed record Due(DateTimeOffset Attempt, DateTimeOffset? Update)
    {
        // A list that is past its next update already will not get younger by asking at once.
        public static Due After(IReadOnlyList<ListState> loaded, ListOptions options, DateTimeOffset network, DateTimeOffset now) =>
            new(
                network + (loaded.Any(state => state.Problem is not null) ? options.RetryAfter : options.Refresh),
                loaded.Select(state => state.List?.NextUpdate).Where(next => next > now).Min()
            );
    }
}
