using System.Collections.Immutable;
using Ics2.Customs.Deciding;

namespace Ics2.Customs.Model;

/// <summary>
/// The part of what customs knows that a decision rests on. Whoever asks for a decision loads it, see <see cref="CustomsKeys"/>.
/// </summary>
public sealed record CustomsState
{
    /// <summary>Knows nothing.</summary>
    public static CustomsState Empty { get; } = new();

    /// <summary>The filings and arrival notifications that matter.</summary>
    public ImmutableDictionary<FilingKey, Filing> Filings { get; init; } = ImmutableDictionary<FilingKey, Filing>.Empty;

    /// <summary>The operators, by EORI.</summary>
    public ImmutableDictionary<string, OperatorFacts> Operators { get; init; } = ImmutableDictionary<string, OperatorFacts>.Empty;

    /// <summary>State of some filings.</summary>
    /// <returns>The state.</returns>
    public static CustomsState Of(IEnumerable<Filing> filings) => new() { Filings = filings.ToImmutableDictionary(filing => filing.Key) };

    /// <summary>The filing with an MRN, invalidated or not; an F25 has none of its own.</summary>
    /// <returns>The filing, or null.</returns>
    public Filing? ByMrn(string? mrn) =>
        mrn is null
            ? null
            : Filings.Values.FirstOrDefault(filing => filing.Mrn == mrn && filing.Type != "F25" && filing.State != FilingState.Rejected);

    /// <summary>The state after an event.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="InvalidOperationException">The event speaks of a filing that is not there.</exception>
    public CustomsState After(CustomsEvent happened) => this with { Filings = Filings.SetItem(happened.Key, Changed(happened)) };

    private Filing Changed(CustomsEvent happened) =>
        happened switch
        {
            FilingRefused refused => new Filing
            {
                Key = refused.Key,
                Type = refused.Type,
                Lrn = refused.Lrn,
                Declarant = refused.Declarant,
                ReceivedAt = refused.ReceivedAt,
                State = FilingState.Rejected,
            },
            FilingRegistered registered => new Filing
            {
                Key = registered.Key,
                Type = registered.Type,
                Lrn = registered.Lrn,
                Declarant = registered.Declarant,
                Mrn = registered.Mrn,
                ReceivedAt = registered.ReceivedAt,
                RegisteredAt = registered.At,
                State = FilingState.Registered,
                Content = registered.Content,
                Instructions = registered.Instructions,
                Hints = registered.Hints,
                SpecPack = registered.SpecPack,
                Houses = [.. registered.Content.Houses.Select(_ => new House())],
            },
            ConsultationAnswered asked => new Filing
            {
                Key = asked.Key,
                Type = FilingTypes.Consultation,
                Lrn = asked.Reference,
                Declarant = asked.Requester,
                ReceivedAt = asked.At,
                State = FilingState.None,
            },
            _ when Filings.TryGetValue(happened.Key, out var known) => FilingChanges.Apply(known, happened),
            _ => throw new InvalidOperationException($"No filing {happened.Key.MessageId} of {happened.Key.Party}."),
        };
}
