using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ics2.Trust.Certificates;

/// <summary>
/// The identity of a trader's access point, as written in <c>eb:From/eb:PartyId</c> (as4-profile a3, ICD 4.2.2.1 table 8).
/// Forms: <c>EORI</c>, <c>system@EORI</c>, <c>EORI@MS</c>, <c>system@EORI@MS</c>.
/// </summary>
/// <param name="System">One of several access points of the party: 1 to 12 letters or digits; null when the party has one only.</param>
/// <param name="Eori">EORI of the system owner: two capital letters and up to 15 capital letters, digits or hyphens (FI1234567-8).</param>
/// <param name="MemberState">ISO 3166-1 alpha-2 of the Member State where the certificate is registered; null when it is the one that
/// issued the EORI.</param>
public sealed partial record TraderPartyId(string? System, string Eori, string? MemberState)
{
    private const int LongestText = 12 + 1 + 17 + 1 + 2;

    /// <summary>The Member State that issued the EORI: its first two letters.</summary>
    public string IssuingState => Eori[..2];

    /// <summary>
    /// Where the certificate is registered: the <c>@MS</c> part, or else the state that issued the EORI (as4-profile f, run-time check 2).
    /// </summary>
    public string RegisteringState => MemberState ?? IssuingState;

    /// <summary>Reads a party id.</summary>
    /// <param name="text">The text between the tags, without the type attribute.</param>
    /// <param name="id">The parts, when the text has one of the four forms.</param>
    /// <param name="why">What is wrong with the text, and what would be right.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TraderPartyId? id, [NotNullWhen(false)] out string? why)
    {
        id = null;
        why = Read(text, ref id);
        return why is null;
    }

    /// <summary>Reads a party id that is known to be one.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static TraderPartyId Parse(string text) => TryParse(text, out var id, out var why) ? id : throw new FormatException(why);

    /// <summary>The wire form.</summary>
    public override string ToString() => (System is null ? "" : System + "@") + Eori + (MemberState is null ? "" : "@" + MemberState);

    private static string? Read(string? text, ref TraderPartyId? id)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "The party id is empty; expected EORI, system@EORI, EORI@MS or system@EORI@MS.";
        }

        if (text.Length > LongestText)
        {
            return $"The party id has {text.Length} characters; system@EORI@MS has {LongestText} at most.";
        }

        var parts = text.Split('@');
        if (parts.Length > 3)
        {
            return $"'{text}' has {parts.Length - 1} '@' signs; system@EORI@MS has two at most.";
        }

        // An EORI has at least three characters, so a last part of two can only be a Member State.
        var hasState = parts.Length == 3 || (parts.Length == 2 && parts[1].Length == 2);
        var state = hasState ? parts[^1] : null;
        var eori = parts[hasState ? ^2 : ^1];
        var system = parts.Length - (hasState ? 1 : 0) == 2 ? parts[0] : null;
        if (!EoriForm().IsMatch(eori))
        {
            return $"'{eori}' is not an EORI: expected two capital letters and 1 to 15 capital letters, digits or hyphens, as BE0123456789.";
        }

        if (system is not null && !SystemForm().IsMatch(system))
        {
            return $"The system part '{system}' must be 1 to 12 letters or digits.";
        }

        if (state is not null && !StateForm().IsMatch(state))
        {
            return $"The Member State part '{state}' must be an ISO 3166-1 code of two capital letters, as DE.";
        }

        id = new TraderPartyId(system, eori, state);
        return null;
    }

    [GeneratedRegex(
        @"^[A-Z]{2}[A-Z0-9-]{1,15}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex EoriForm();

    [GeneratedRegex(
        @"^[A-Za-z0-9]{1,12}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex SystemForm();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StateForm();
}
