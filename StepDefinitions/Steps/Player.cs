using Ics2.Contract.Management;
using Ics2.StepDefinitions.Clients;

namespace Ics2.StepDefinitions;

/// <summary>A trader of a scenario.</summary>
/// <param name="Client">The client under test, at work as this trader.</param>
public sealed record Player(string PartyId, string Eori, ITraderAtWork Client)
{
    /// <summary>What it lodged, in order.</summary>
    public IList<Lodged> Lodgings { get; } = [];

    /// <summary>Its last lodging.</summary>
    public Lodged Last => Lodgings.Count > 0 ? Lodgings[^1] : throw new InvalidOperationException($"{PartyId} has lodged nothing yet.");

    /// <summary>The last filing it made, whatever it lodged after.</summary>
    public Lodged Filing =>
        Lodgings.LastOrDefault(lodged => lodged.Draft?.Message.StartsWith("IE3F", StringComparison.Ordinal) == true)
        ?? throw new InvalidOperationException($"{PartyId} has filed nothing yet.");

    /// <summary>The MRN of that filing.</summary>
    public string Mrn =>
        Filing.Mrn
        ?? throw new InvalidOperationException(
            $"{PartyId} has not received the MRN of its filing yet; say 'has received IE3R01 with the MRN of its filing' before."
        );

    /// <summary>The messages of customs that the scenario has spoken of, in order.</summary>
    public IList<CustomsMessage> Received { get; } = [];

    /// <summary>Who it is. Reqnroll traces the arguments of steps, so this must hold before anything was filed.</summary>
    public override string ToString() => PartyId;
}

/// <summary>Something a trader sent: what it says about it, and what the access point saw, which decides.</summary>
/// <param name="Draft">The document; null for the connectivity test and for what is no message.</param>
/// <param name="Told">What the client says.</param>
/// <param name="Seen">The requests that reached the access point, in order; a retry is one of its own.</param>
public sealed record Lodged(Draft? Draft, Told Told, IReadOnlyList<ExchangeView> Seen)
{
    /// <summary>The MRN that customs gave the filing; null before IE3R01 was received.</summary>
    public string? Mrn { get; set; }

    /// <summary>The AS4 message ids it was sent under.</summary>
    public IReadOnlyList<string> MessageIds =>
        [
            .. Seen.Select(exchange => exchange.MessageId)
                .OfType<string>()
                .Append(Told.MessageId)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
