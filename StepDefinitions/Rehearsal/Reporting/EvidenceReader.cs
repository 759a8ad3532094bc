using System.Text;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// Reads what a scenario left behind into what the report shows of it. Where exchanges were kept (a folder each, with <c>exchange.json</c>,
/// request and response), they are the truth; otherwise the timeline, with the captures that it speaks of.
/// </summary>
/// <param name="folder">The folder of the report, which links start from.</param>
public sealed class EvidenceReader(string folder)
{
    /// <summary>Documents that are longer are linked.</summary>
    public const int MaxInline = 2048;

    /// <summary>Documents unpacked from captures, beside the folder of the evidence, which holds what was on the wire and nothing else.</summary>
    public const string Unpacked = "evidence-documents";

    private const int MaxInlineInAll = 768 * 1024; // or the page of a long run would not open

    private static readonly TimeSpan Twinkling = TimeSpan.FromMilliseconds(2); // times are rounded on the way

    private int _inline;

    /// <summary>The exchanges of a scenario, in order of time.</summary>
    public IReadOnlyList<ShownExchange> ExchangesOf(ScenarioDocument scenario)
    {
        var anchor = $"x-{Evidence.FileName(scenario.Id)}";
        var kept =
            scenario.Evidence is { } evidence && Directory.Exists(PathOf(evidence))
                ? Directory
                    .EnumerateFiles(PathOf(evidence), ExchangeReader.File, SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(file => ExchangeReader.Read(file, directory => FilesOf(scenario, directory)))
                    .OfType<ShownExchange>()
                    .ToList()
                : [];
        var told = scenario
            .Timeline.Where(entry => !kept.Exists(exchange => Tells(exchange, entry)))
            .Select(entry => FromTimeline(scenario, entry));
        return
        [
            .. kept.Concat(told)
                .OrderBy(exchange => exchange.At)
                .Index()
                .Select(entry => entry.Item with { Anchor = $"{anchor}-{entry.Index + 1}" }),
        ];
    }

    /// <summary>Every file of the scenario that no exchange has shown.</summary>
    public IReadOnlyList<ShownDocument> OtherFilesOf(ScenarioDocument scenario, IReadOnlyList<ShownExchange> exchanges)
    {
        var shown = exchanges
            .SelectMany(exchange => exchange.Documents)
            .Select(document => document.Link)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. scenario
                .EvidenceFiles.Select(name => $"{scenario.Evidence}/{name}")
                .Where(path => !shown.Contains(LinkTo(path)) && !path.EndsWith("/" + ExchangeReader.File, StringComparison.Ordinal))
                .Select(path => Document(path[(scenario.Evidence!.Length + 1)..], path)),
        ];
    }

    // The timeline tells a message by its id, and its answer by when it came.
    private static bool Tells(ShownExchange exchange, TimelineEntry entry) =>
        (entry.From, entry.To) == (exchange.To, exchange.From) && (entry.At - exchange.Ended).Duration() < Twinkling
        || exchange.Facts.Any(fact =>
            fact is { Name: "Message id", Value: { } id } && entry.Note?.Contains(id, StringComparison.Ordinal) == true
        );

    private ShownExchange FromTimeline(ScenarioDocument scenario, TimelineEntry entry)
    {
        // Captures are called after the message: in-IE3F10-MESSAGEID.as4.
        var capture = entry.Note is { } note
            ? scenario.EvidenceFiles.FirstOrDefault(name =>
                name.EndsWith(".as4", StringComparison.Ordinal)
                && name.Split('-', 3) is [_, _, var id]
                && note.Split(' ').Select(Evidence.FileName).Contains(id[..^4], StringComparer.Ordinal)
            )
            : null;
        return new ShownExchange
        {
            Anchor = "",
            At = entry.At,
            From = entry.From,
            To = entry.To,
            What = entry.What,
            Note = entry.Note,
            Mood = entry.Note?.StartsWith("refused", StringComparison.Ordinal) == true ? Mood.Caution : Mood.Quiet,
            Documents = capture is null ? [] : FilesOf(scenario, capture),
        };
    }

    // A capture, and before it the documents inside.
    private IReadOnlyList<ShownDocument> FilesOf(ScenarioDocument scenario, string capture)
    {
        var path = $"{scenario.Evidence}/{capture}";
        var documents = CaptureParts
            .Of(PathOf(path))
            .Documents.Where(part => part.Content.Length > 0)
            .Select((part, index) => Unpack(scenario, capture, index, part.Content));
        var name = Path.GetFileNameWithoutExtension(capture);
        return [.. documents, Document($"{(name is "request" or "response" ? name : "message")}, as on the wire", path)];
    }

    private ShownDocument Unpack(ScenarioDocument scenario, string capture, int index, byte[] content)
    {
        var isXml = content.AsSpan(0, Math.Min(content.Length, 200)).IndexOf("<"u8) >= 0;
        var name =
            $"{Path.ChangeExtension(capture.Replace('/', '-'), null)}{(index == 0 ? "" : $"-{index + 1}")}{(isXml ? ".xml" : ".bin")}";
        var path = $"{Unpacked}/{Evidence.FileName(scenario.Id)}/{Evidence.FileName(name)}";
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
        return Document(isXml ? "document" : "attachment", path);
    }

    private ShownDocument Document(string name, string path)
    {
        var file = new FileInfo(PathOf(path));
        return new ShownDocument(name, LinkTo(path), file.Exists ? file.Length : 0, file.Exists ? TextOf(file) : null);
    }

    private string? TextOf(FileInfo file)
    {
        if (file.Length > MaxInline || file.Extension is not ".xml" || _inline > MaxInlineInAll)
        {
            return null;
        }

        _inline += (int)file.Length;
        return Encoding.UTF8.GetString(File.ReadAllBytes(file.FullName));
    }

    private string PathOf(string relative) => Path.Combine(folder, relative);

    private static string LinkTo(string relative) => string.Join('/', relative.Split('/').Select(Uri.EscapeDataString));
}
