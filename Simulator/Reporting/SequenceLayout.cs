using System.Globalization;

namespace Ics2.Reporting;

/// <summary>Where the parts of a sequence diagram lie. Nothing measures text here, so what may be too long for its place is cut.</summary>
internal sealed class SequenceLayout
{
    public const double Width = 760;
    private const double Time = 64; // left of the first lifeline: when
    private const double Margin = 90;
    private const double Head = 36;
    private const double Row = 40;
    private const double LetterWidth = 6.6;

    private readonly IReadOnlyList<string> _actors;

    public SequenceLayout(Sequence sequence)
    {
        _actors = sequence.Actors;
        Rows = [.. sequence.Arrows.Select((arrow, index) => RowOf(arrow, Head + (Row * (index + 0.7))))];
        Height = Head + (Row * (sequence.Arrows.Count - 0.3)) + 26;
    }

    public double Height { get; }

    public IReadOnlyList<SequenceRow> Rows { get; }

    public IEnumerable<(string Name, double X)> Lifelines => _actors.Select((actor, index) => (Cut(actor, Gap - 12), X(index)));

    public static double Top => Head;

    private double Gap => _actors.Count < 2 ? Width - Time - (2 * Margin) : (Width - Time - (2 * Margin)) / (_actors.Count - 1);

    private SequenceRow RowOf(SequenceArrow arrow, double y)
    {
        var (from, to) = (X(IndexOf(arrow.From)), X(IndexOf(arrow.To)));
        var room = Math.Max(Math.Abs(to - from), 120) - 16;
        var middle = from.Equals(to) ? from + 60 : (from + to) / 2;
        return new SequenceRow(arrow, from, to, y, middle, Cut(arrow.Label, room), Cut(arrow.Note ?? "", room * 1.15));
    }

    private double X(int index) => Time + Margin + (index * Gap);

    private int IndexOf(string actor) => _actors.Index().First(known => known.Item == actor).Index;

    private static string Cut(string text, double room)
    {
        var (line, most) = (Printable.Line(text), Math.Max(4, (int)(room / LetterWidth)));
        return new StringInfo(line) is { LengthInTextElements: var length } info && length > most
            ? info.SubstringByTextElements(0, most - 1) + "…"
            : line;
    }
}

/// <summary>One arrow and where it lies.</summary>
internal sealed record SequenceRow(SequenceArrow Arrow, double From, double To, double Y, double Middle, string Label, string Note)
{
    private const double Tip = 8;

    public bool IsToSelf => From.Equals(To);

    /// <summary>The line up to its tip.</summary>
    public string Line => IsToSelf ? Text($"M{From} {Y - 8}h26v8h-20") : Text($"M{From} {Y}H{To - Direction * Tip}");

    /// <summary>The tip.</summary>
    public string Head => IsToSelf ? Text($"M{To + 1} {Y}l{Tip} -4.5v9z") : Text($"M{To} {Y}l{-Direction * Tip} -4.5v9z");

    private int Direction => To >= From ? 1 : -1;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
