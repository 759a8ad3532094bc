using System.Diagnostics.CodeAnalysis;

namespace Ics2.As4.Messages;

/// <summary>
/// A message partition channel; the pull channel of one party is its base followed by <c>/EORI/</c> and the full party id (ICD 4.1.3.3).
/// </summary>
public sealed record Mpc
{
    private const string Separator = "/EORI/";

    private Mpc(string value) => Value = value;

    /// <summary>The URI.</summary>
    public string Value { get; }

    /// <summary>The party that owns the channel, or null when the URI names none.</summary>
    public string? PartyId =>
        Value.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? Value[(at + Separator.Length)..] : null;

    /// <summary>The pull channel of a party.</summary>
    /// <param name="baseUri">The profile's base, <c>urn:fdc:ec.europa.eu:2019:eu_ics2_c2t</c>.</param>
    /// <param name="partyId">The full party id, for example <c>sys1@BE0123456789</c>.</param>
    /// <returns>The channel.</returns>
    public static Mpc ForParty(string baseUri, string partyId) => new(baseUri + Separator + partyId);

    /// <summary>Takes a channel from the wire.</summary>
    /// <param name="mpc">The channel when it is well formed.</param>
    /// <param name="why">Otherwise, what is wrong with it.</param>
    /// <returns>True when the text is usable.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Mpc? mpc, [NotNullWhen(false)] out string? why)
    {
        why = text switch
        {
            null or "" => "it is empty",
            { Length: > 512 } => $"it has {text.Length} characters, at most 512 are taken",
            _ when text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e') => "it holds a character outside printable ASCII, or a space",
            _ => null,
        };
        mpc = why is null ? new Mpc(text!) : null;
        return mpc is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
