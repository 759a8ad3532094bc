using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Customs.Model;

/// <summary>
/// What customs finds in a message beyond what the tables and rules of the messages say; the pack says which code each check leads to.
/// </summary>
/// <param name="pack">The specification.</param>
internal sealed class CustomsChecks(SpecPack pack)
{
    /// <summary>Something that follows from what customs knows, and so from no place in the text.</summary>
    public ValidationFinding Of(string check, Breach breach, string path, string text, string? found, string? expected) =>
        ValidationFinding.Of(pack, check, breach, path, line: null, column: null, text, found, expected);

    /// <summary>What somebody ordered to be said about a message.</summary>
    public static ValidationFinding Ordered(TraderMessage message, OrderedRefusal order) =>
        new(
            order.Code,
            "playbook",
            $"/{message.Action}{(order.Element is null ? "" : "/" + order.Element.TrimStart('/'))}",
            Line: null,
            Column: null,
            order.Text,
            Found: null,
            Expected: null
        );

    /// <summary>The message name has to fit the operation of the channel (lifecycle 4.1, step 1); null when it does.</summary>
    public ValidationFinding? OtherMessage(TraderMessage message) =>
        message.Document is { } document && document.Id != message.Action
            ? ValidationFinding.Of(
                pack,
                "structure",
                Breach.Value,
                "/" + document.Id,
                document.Root.Line,
                document.Root.Column,
                "The document is another message than the action of the AS4 header says.",
                document.Id,
                message.Action
            )
            : null;

    /// <summary>A declarant uses an LRN for one filing (R3003), unless that was refused (F-9).</summary>
    public IEnumerable<ValidationFinding> LrnUsedBefore(CustomsState state, TraderMessage message, FilingContent content)
    {
        var taken =
            content.Lrn is null || content.Declarant is null
                ? null
                : state.Filings.Values.FirstOrDefault(other =>
                    other.TakesLrn && other.Key != message.Key && other.Lrn == content.Lrn && other.Declarant == content.Declarant
                );
        if (taken is not null)
        {
            var lrn = message.Document!.Find("LRN");
            yield return ValidationFinding.Of(
                pack,
                "R3003",
                Breach.Reused,
                $"/{message.Action}/LRN",
                lrn?.Line,
                lrn?.Column,
                $"The declarant {taken.Declarant} has used this LRN for another filing, MRN {taken.Mrn}.",
                taken.Lrn,
                "an LRN that no filing of the declarant has, but for refused ones"
            );
        }
    }
}
