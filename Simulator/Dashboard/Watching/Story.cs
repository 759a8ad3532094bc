using Ics2.Contract.Management;
using Ics2.Reporting;

namespace Ics2.Dashboard.Watching;

/// <summary>What belongs together: a message, its repetitions and receipts, what customs answered, and how that was delivered.</summary>
public static class Story
{
    private const string Customs = "customs";

    /// <summary>The exchanges that belong to an exchange, oldest first.</summary>
    /// <param name="all">All exchanges that are known.</param>
    /// <param name="about">The one it is about.</param>
    public static IReadOnlyList<ExchangeView> Of(IEnumerable<ExchangeView> all, ExchangeView about)
    {
        var known = all.OrderBy(one => one.At).ThenBy(one => one.Id.Length).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Ids(about))
        {
            ids.Add(id);
        }

        // What refers to one of them belongs to it, and what refers to that; the answers of customs lead to their receipts.
        for (var before = -1; before < ids.Count; )
        {
            before = ids.Count;
            foreach (var one in known.Where(one => Ids(one).Any(ids.Contains) && one.Kind != "pullRequest"))
            {
                ids.UnionWith(Ids(one));
            }
        }

        return [.. known.Where(one => (one.Id == about.Id && one.Node == about.Node) || Ids(one).Any(ids.Contains))];
    }

    /// <summary>The same as a sequence diagram.</summary>
    /// <param name="exchanges">Oldest first.</param>
    public static Sequence Drawn(IReadOnlyList<ExchangeView> exchanges) =>
        new("What was said, in order of time", [.. exchanges.SelectMany(Arrows)]) { Last = Customs };

    private static IEnumerable<string> Ids(ExchangeView exchange)
    {
        string?[] ids =
            exchange.Kind == "pullRequest"
                ? [exchange.Answer.MessageId]
                : [exchange.MessageId, exchange.RefToMessageId, exchange.Answer.MessageId];
        return ids.OfType<string>();
    }

    private static IEnumerable<SequenceArrow> Arrows(ExchangeView exchange)
    {
        var row = LiveRow.Of(exchange);
        var party = Printable.Line(exchange.Party ?? "somebody", 40);
        var (from, to) = exchange.IsPush() ? (Customs, party) : (party, Customs);
        var (asked, mood) = (exchange.Kind == "pullRequest" ? "pull" : row.What, row.Mood);
        yield return new SequenceArrow(from, to, Printable.Line(asked, 40))
        {
            At = Words.Time(exchange.At),
            Note = row.Remark is { } remark ? Printable.Line(remark, 60) : null,
            Mood = exchange.Answer.Kind == "none" ? mood : Mood.Quiet,
            Link = row.Link,
        };
        if (exchange.Answer.Kind != "none")
        {
            yield return new SequenceArrow(
                to,
                from,
                Printable.Line(
                    exchange.Answer.Action ?? (exchange.Answer.Kind == "error" ? exchange.Answer.Code ?? "error" : exchange.Answer.Kind),
                    40
                )
            )
            {
                Note = exchange.Answer.Text is { } text ? Printable.Line(text, 70) : null,
                Mood = mood,
                IsAnswer = true,
            };
        }
    }
}
