using Ics2.As4;
using Ics2.Ens.Comparing;
using Spectre.Console;

namespace Ics2.Cli.Output;

/// <summary>
/// What a version changes, for people: counts first, then like things together, so that what is the same work in forty places is one line.
/// </summary>
/// <param name="console">Where to.</param>
/// <param name="isDetailed">With the path of every row.</param>
internal sealed class PackDifferenceText(IAnsiConsole console, bool isDetailed)
{
    private const int MaxCodes = 8;

    public void Write(PackDifference difference)
    {
        console.MarkupLine($"{Shown(difference.Before)} [grey]->[/] {Shown(difference.After)}");
        if (difference.IsEqual)
        {
            console.MarkupLine("[green]Nothing differs.[/]");
            return;
        }

        var elements = difference.ChangedMessages.Sum(message => message.Elements.Count);
        console.MarkupLine(
            $"{Count(difference.AddedMessages.Count, "message")} added, {difference.RemovedMessages.Count} removed, "
                + $"{difference.ChangedMessages.Count} changed ({Count(elements, "change")} of elements); "
                + $"{Count(difference.Lists.Count, "list")} and {Count(difference.Checks.Count, "check")} changed"
        );
        WriteValues("Pack", difference.Pack);
        WriteMessages(difference);
        WriteElements(difference.ChangedMessages);
        WriteLists(difference.Lists);
        WriteChecks(difference.Checks);
    }

    private void WriteMessages(PackDifference difference)
    {
        Head("Messages removed", difference.RemovedMessages.Count);
        difference.RemovedMessages.ToList().ForEach(id => console.MarkupLine($"  {Shown(id)}"));
        Head("Messages added", difference.AddedMessages.Count);
        foreach (var message in difference.AddedMessages)
        {
            var like = message.Like is { } known
                ? message.OwnRows == 0
                    ? $"its table is that of {known}"
                    : $"its table is like that of {known}, {Count(message.OwnRows, "row")} of its own"
                : "like no known message";
            console.MarkupLine($"  {Shown(message.Id)}  {Shown(message.Name)} [grey]({Count(message.Rows, "row")}; {Shown(like)})[/]");
        }

        var catalogue = difference
            .ChangedMessages.SelectMany(message => message.Catalogue.Select(value => value with { What = $"{message.Id} {value.What}" }))
            .ToList();
        WriteValues("Messages described otherwise", catalogue);
    }

    private void WriteElements(IReadOnlyList<MessageChange> messages)
    {
        var changes = messages.SelectMany(message => message.Elements.Select(change => (message.Id, Change: change))).ToList();
        foreach (var kind in changes.GroupBy(change => change.Change.Kind).OrderBy(kind => kind.Key))
        {
            var guess = kind.First().Change.IsGuess ? ", a best guess" : "";
            Head($"Elements {Word(kind.Key)}{guess}", kind.Count());
            foreach (var like in kind.GroupBy(change => What(change.Change), StringComparer.Ordinal))
            {
                var places = like.Select(change => change.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                console.MarkupLine($"  {Shown(like.Key)} [grey]({Times(like.Count())} in {Shown(string.Join(' ', places))})[/]");
                foreach (var (_, change) in isDetailed ? like : like.Take(1))
                {
                    console.MarkupLine($"      [grey]{(isDetailed ? "" : "as ")}{Shown(change.Path)}[/]");
                }
            }
        }
    }

    private void WriteLists(IReadOnlyList<ListChange> lists)
    {
        Head("Lists", lists.Count);
        foreach (var list in lists)
        {
            var counts = (list.CountBefore, list.CountAfter) switch
            {
                (null, { } after) => $"new, {Count(after, "entry", "entries")}",
                ({ } before, null) => $"gone, had {Count(before, "entry", "entries")}",
                var (before, after) when before == after => Count(after!.Value, "entry", "entries"),
                var (before, after) => $"{before} -> {after} entries",
            };
            console.MarkupLine($"  {Shown(list.Id)}  {Shown(list.Name)} [grey]({counts})[/]");
            WriteCodes("added", list.Added);
            WriteCodes("removed", list.Removed);
            WriteCodes("changed", list.Changed);
            list.Header.ToList().ForEach(value => console.MarkupLine($"      {Changed(value)}"));
        }
    }

    private void WriteChecks(IReadOnlyList<CheckChange> checks)
    {
        Head("Checks", checks.Count);
        foreach (var check in checks)
        {
            console.MarkupLine($"  {Shown(check.Id)}");
            check.Values.ToList().ForEach(value => console.MarkupLine($"      {Changed(value)}"));
        }
    }

    private void WriteCodes(string how, IReadOnlyList<string> codes)
    {
        if (codes.Count > 0)
        {
            var more = codes.Count > MaxCodes ? $" and {codes.Count - MaxCodes} more" : "";
            console.MarkupLine($"      {codes.Count} {how}: {Shown(string.Join(", ", codes.Take(MaxCodes)))}{more}");
        }
    }

    private void WriteValues(string head, IReadOnlyList<ValueChange> values)
    {
        Head(head, values.Count);
        values.ToList().ForEach(value => console.MarkupLine($"  {Changed(value)}"));
    }

    private void Head(string text, int count)
    {
        if (count > 0)
        {
            console.MarkupLine("");
            console.MarkupLine($"[bold]{text}[/] ({count})");
        }
    }

    private static string Changed(ValueChange value) =>
        $"{Shown(value.What)}: {Shown(value.Before ?? "none")} [grey]->[/] {Shown(value.After ?? "none")}";

    // The row with the class around it: what is the same there is the same work, wherever it stands.
    private static string What(ElementChange change)
    {
        var tags = change.Path.Split('/');
        var row = tags.Length > 3 ? $"{tags[^2]}/{tags[^1]}" : tags[^1];
        var rows = change.Rows > 1 ? $", {change.Rows} rows" : "";
        return change.Kind switch
        {
            ElementChangeKind.Added => $"{row}: {change.After}{rows}",
            ElementChangeKind.Removed => $"{row}: {change.Before}{rows}",
            ElementChangeKind.Renamed => $"{(tags.Length > 3 ? tags[^2] + "/" : "")}{change.Before} -> {change.After}",
            ElementChangeKind.Moved => $"{row}: {Beyond(change.Before!)} -> {Beyond(change.After!)}",
            _ => $"{row}: {change.Before ?? "none"} -> {change.After ?? "none"}",
        };
    }

    private static string Beyond(string path) => path[(path.IndexOf('/', 1) + 1)..];

    private static string Word(ElementChangeKind kind) =>
        kind switch
        {
            ElementChangeKind.Removed => "removed",
            ElementChangeKind.Added => "added",
            ElementChangeKind.Renamed => "renamed",
            ElementChangeKind.Moved => "moved to another class",
            ElementChangeKind.Order => "in another order",
            ElementChangeKind.Cardinality => "that occur less or more often",
            ElementChangeKind.Status => "with another status",
            ElementChangeKind.Format => "of another format",
            ElementChangeKind.CodeList => "of another code list",
            _ => "with other rules and conditions",
        };

    private static string Count(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    // A pack is somebody else's text.
    private static string Shown(string text) => Markup.Escape(LogText.OneLine(text));
}
