using Ics2.Ens.Findings;

namespace Ics2.Customs.Model;

/// <summary>What customs finds in a message beyond what the tables and rules of the messages say.</summary>
internal static class CustomsFindings
{
    /// <summary>Something that follows from what customs knows, and so from no place in the text.</summary>
    public static ValidationFinding Of(string code, string rule, string path, string text, string? found, string? expected) =>
        new(code, rule, path, Line: null, Column: null, text, found, expected);

    /// <summary>What somebody ordered to be said about a message.</summary>
    public static ValidationFinding Ordered(TraderMessage message, OrderedRefusal order) =>
        Of(
            order.Code,
            "playbook",
            $"/{message.Action}{(order.Element is null ? "" : "/" + order.Element.TrimStart('/'))}",
            order.Text,
            found: null,
            expected: null
        );

    /// <summary>The message name has to fit the operation of the channel (lifecycle 4.1, step 1); null when it does.</summary>
    public static ValidationFinding? OtherMessage(TraderMessage message) =>
        message.Document is { } document && document.Id != message.Action
            ? new ValidationFinding(
                ErrorCode.IncorrectValue,
                "structure",
                "/" + document.Id,
                document.Root.Line,
                document.Root.Column,
                "The document is another message than the action of the AS4 header says.",
                document.Id,
                message.Action
            )
            : null;

    /// <summary>A declarant uses an LRN for one live filing (R3003).</summary>
    public static IEnumerable<ValidationFinding> DuplicateLrn(CustomsState state, TraderMessage message, FilingContent content)
    {
        var taken =
            content.Lrn is null || content.Declarant is null
                ? null
                : state.Filings.Values.FirstOrDefault(other =>
                    other.IsLive && other.Key != message.Key && other.Lrn == content.Lrn && other.Declarant == content.Declarant
                );
        if (taken is not null)
        {
            var lrn = message.Document!.Find("LRN");
            yield return new ValidationFinding(
                ErrorCode.DuplicateLrn,
                "R3003",
                $"/{message.Action}/LRN",
                lrn?.Line,
                lrn?.Column,
                $"The declarant {taken.Declarant} has used this LRN for another filing, MRN {taken.Mrn}.",
                taken.Lrn,
                "an LRN that no live filing of the declarant has"
            );
        }
    }
}
