using System.Globalization;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>Draws the exchanges of a scenario: what went over the wire, and what came back on the same connection.</summary>
internal static class ScenarioSequence
{
    private const int MaxArrows = 40;

    public static Sequence Of(ScenarioDocument scenario, IReadOnlyList<ShownExchange> exchanges)
    {
        var arrows = exchanges.SelectMany(Arrows).ToList();
        var more = arrows.Count > MaxArrows ? $"; the first {MaxArrows} of {arrows.Count} messages" : "";
        return new Sequence($"{scenario.Id}: what went over the wire, in order of time (UTC){more}", [.. arrows.Take(MaxArrows)])
        {
            Last = "customs",
        };
    }

    private static IEnumerable<SequenceArrow> Arrows(ShownExchange exchange)
    {
        yield return new SequenceArrow(exchange.From, exchange.To, exchange.What)
        {
            At = exchange.At.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            Note = Short(exchange.Note),
            Mood = exchange.Mood,
            Link = exchange.HasMore ? $"#{exchange.Anchor}" : null,
        };
        if (exchange.Answer is { } answer)
        {
            yield return new SequenceArrow(exchange.To, exchange.From, answer) { Mood = exchange.AnswerMood, IsAnswer = true };
        }
    }

    // The message id stands with the exchange; in the diagram it would push out what matters.
    private static string? Short(string? note) => note?.Split(", message ")[0];
}
