using System.Collections.Immutable;

namespace Ics2.Customs;

/// <summary>The part of what customs knows that a decision rests on. Whoever asks for a decision loads it.</summary>
public sealed record CustomsState
{
    /// <summary>Knows nothing.</summary>
    public static CustomsState Empty { get; } = new();

    /// <summary>The filings that matter.</summary>
    public ImmutableDictionary<FilingKey, Filing> Filings { get; init; } = ImmutableDictionary<FilingKey, Filing>.Empty;

    /// <summary>State of some filings.</summary>
    /// <param name="filings">The filings.</param>
    /// <returns>The state.</returns>
    public static CustomsState Of(IEnumerable<Filing> filings) => new() { Filings = filings.ToImmutableDictionary(filing => filing.Key) };

    /// <summary>The state after an event.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="InvalidOperationException">The event speaks of a filing that is not there.</exception>
    public CustomsState After(CustomsEvent happened) => this with { Filings = Filings.SetItem(happened.Key, Changed(happened)) };

    private Filing Changed(CustomsEvent happened) => happened switch
    {
        FilingRefused refused => new Filing
        {
            Key = refused.Key, Type = refused.Type, Lrn = refused.Lrn, Declarant = refused.Declarant, ReceivedAt = refused.ReceivedAt, State = FilingState.Rejected,
        },
        FilingRegistered registered => new Filing
        {
            Key = registered.Key, Type = registered.Type, Lrn = registered.Lrn, Declarant = registered.Declarant, Mrn = registered.Mrn,
            ReceivedAt = registered.ReceivedAt, RegisteredAt = registered.At, State = FilingState.Registered,
        },
        FilingAccepted accepted => Known(accepted.Key) with { State = FilingState.Accepted },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private Filing Known(FilingKey key) =>
        Filings.TryGetValue(key, out var filing) ? filing : throw new InvalidOperationException($"No filing {key.MessageId} of {key.Party}.");
}
