using System.IO.Enumeration;
using System.Text;
using Ics2.Customs.Model;
using Ics2.Ens.Messages;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>One rule: which messages it is for, and what customs does with them.</summary>
/// <param name="Name">Its name, unique in the playbook.</param>
/// <param name="About">What it is for, in a line.</param>
/// <param name="When">Conditions that all have to hold: kind and pattern.</param>
/// <param name="Then">The measures, as written.</param>
/// <param name="Apply">Puts the measures into instructions.</param>
/// <param name="Fault">How the message is answered on the wire, instead of with a receipt.</param>
public sealed record PlaybookRule(
    string Name,
    string? About,
    IReadOnlyList<KeyValuePair<string, string>> When,
    IReadOnlyList<string> Then,
    Func<Instructions, Instructions> Apply,
    TransportFault? Fault = null
)
{
    // Wildcards, and what XML writes otherwise.
    private static readonly char[] Breaks = ['*', '?', '\\', '<', '>', '&', '"', '\''];

    /// <summary>The kinds of conditions.</summary>
    public static IReadOnlyList<string> Conditions { get; } = ["message", "lrn", "declarant", "commodity", "text", "document"];

    /// <summary>Whether the rule is for this message.</summary>
    /// <param name="action">Its action, for example <c>IE3F10</c>.</param>
    /// <param name="document">Its document; null when it could not be read.</param>
    /// <returns>True when all conditions hold.</returns>
    public bool Fits(string action, EnsMessage? document) =>
        When.All(condition =>
            condition.Key == "message"
                ? Like(action, condition.Value)
                : Values(document, condition.Key).Any(value => Like(value, condition.Value))
        );

    /// <summary>Whether it can be for a message with these bytes; says so quickly, and in doubt yes.</summary>
    internal bool MayFit(string action, ReadOnlySpan<byte> document)
    {
        foreach (var (key, pattern) in When)
        {
            if (key == "message" ? !Like(action, pattern) : !MayHold(document, pattern))
            {
                return false;
            }
        }

        return true;
    }

    // The longest piece of the pattern without wildcards has to stand in the document, unless letters are written as references there.
    private static bool MayHold(ReadOnlySpan<byte> document, string pattern)
    {
        var literal = pattern.Split(Breaks).MaxBy(piece => piece.Length)!;
        if (literal.Length == 0 || !Ascii.IsValid(literal) || document.IndexOf("&#"u8) >= 0)
        {
            return true;
        }

        var (lower, upper) = ((byte)char.ToLowerInvariant(literal[0]), (byte)char.ToUpperInvariant(literal[0]));
        for (
            var at = document.IndexOfAny(lower, upper);
            at >= 0 && document.Length - at >= literal.Length;
            at = document.IndexOfAny(lower, upper)
        )
        {
            if (Ascii.EqualsIgnoreCase(document.Slice(at, literal.Length), literal))
            {
                return true;
            }

            document = document[(at + 1)..];
        }

        return false;
    }

    private static bool Like(string? value, string pattern) => value is not null && FileSystemName.MatchesSimpleExpression(pattern, value);

    private static IEnumerable<string?> Values(EnsMessage? document, string condition)
    {
        var root = document?.Root;
        return (root, condition) switch
        {
            (null, _) => [],
            (_, "lrn") => [root.Text("LRN")],
            (_, "declarant") =>
            [
                root.Text("declarant/identificationNumber"),
                root.Text("personNotifyingTheArrival/identificationNumber"),
                root.Text("requester/identificationNumber"),
            ],
            (_, "commodity") => root.DescendantsAndSelf()
                .Where(leaf => leaf.Name.StartsWith("harmonizedSystem", StringComparison.OrdinalIgnoreCase))
                .Select(leaf => leaf.Value),
            (_, "document") => root.DescendantsAndSelf().Where(leaf => leaf.Name == "documentNumber").Select(leaf => leaf.Value),
            _ => root.DescendantsAndSelf().Select(leaf => leaf.Value),
        };
    }
}
