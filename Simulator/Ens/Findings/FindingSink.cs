using System.Globalization;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Findings;

/// <summary>Collects findings, up to a limit: IE3N99 has room for 99999 errors, and a hostile message must not fill the memory.</summary>
internal sealed class FindingSink(SpecPack pack, int limit, bool strict = false)
{
    private const int ShownLength = 200;

    private readonly List<ValidationFinding> _findings = [];
    private readonly List<ValidationFinding> _hints = [];

    /// <summary>What was checked by shape only.</summary>
    public NoteSink Notes { get; } = new();

    public bool IsFull => _findings.Count >= limit;

    /// <summary>The findings in the order of the text; what was found together stays together.</summary>
    public IReadOnlyList<ValidationFinding> InOrder() => InOrder(_findings);

    /// <summary>What does not refuse, in the order of the text.</summary>
    public IReadOnlyList<ValidationFinding> HintsInOrder() => InOrder(_hints);

    /// <summary>Something is wrong with an element that is there.</summary>
    public void At(EnsElement element, Breach breach, string rule, string text, string? expected, string? found = null) =>
        Add(breach, rule, element.Path, element, text, found ?? element.Value, expected);

    /// <summary>Something about an element is worth saying, but customs accepts it.</summary>
    public void Hint(EnsElement element, Breach breach, string rule, string text, string? expected, string? found = null) =>
        Add(breach, rule, element.Path, element, text, found ?? element.Value, expected, FindingSeverity.Hint);

    /// <summary>The form of an identifier is doubtful: a hint, or in strict mode a finding.</summary>
    public void Doubt(EnsElement element, Breach breach, string rule, string text, string? expected) =>
        Add(breach, rule, element.Path, element, text, element.Value, expected, strict ? FindingSeverity.Error : FindingSeverity.Hint);

    /// <summary>A code that no schema knows to be wrong: of a long list, or right elsewhere.</summary>
    public void OnlyHere(EnsElement element, string list, string text, string? expected, string? found = null) =>
        Add(Breach.Value, list, element.Path, element, text, found ?? element.Value, expected, toldBySchema: false);

    /// <summary>The form of a code is wrong, which a rule says in place of the list.</summary>
    public void Form(EnsElement element, string rule, string text, string? expected) =>
        Add(Breach.Value, rule, element.Path, element, text, element.Value, expected, toldBySchema: true);

    /// <summary>Something is missing inside an element; the path names what is missing (lifecycle 4.2 A).</summary>
    /// <param name="parent">The element it should stand in.</param>
    /// <param name="missing">Its row.</param>
    /// <param name="present">How many there are.</param>
    /// <param name="rule">The rule that asks for it.</param>
    /// <param name="text">What is wrong.</param>
    public void Missing(EnsElement parent, ElementDefinition missing, int present, string rule, string text)
    {
        var index = missing.Repeats ? string.Create(CultureInfo.InvariantCulture, $"[{present + 1}]") : "";
        Add(
            Breach.Missing,
            rule,
            $"{parent.Path}/{missing.Tag}{index}",
            parent,
            text,
            null,
            missing.IsClass ? $"<{missing.Tag}>" : $"<{missing.Tag}> {missing.Format}"
        );
    }

    /// <summary>Something about the text as a whole.</summary>
    public void Unreadable(string text, int? line, int? column, string? expected, string? found = null, string rule = "structure") =>
        Put(ValidationFinding.Of(pack, rule, Breach.Value, null, line, column, text, Short(found), expected));

    private static string? Short(string? text) => text is { Length: > ShownLength } ? text[..ShownLength] + "..." : text;

    private static List<ValidationFinding> InOrder(List<ValidationFinding> findings) =>
        findings.Count < 2 ? findings : [.. findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)];

    private void Add(
        Breach breach,
        string rule,
        string path,
        EnsElement where,
        string text,
        string? found,
        string? expected,
        FindingSeverity severity = FindingSeverity.Error,
        bool? toldBySchema = null
    ) =>
        Put(
            ValidationFinding.Of(
                pack,
                rule,
                breach,
                path,
                where.Line == 0 ? null : where.Line,
                where.Line == 0 ? null : where.Column,
                text,
                Short(found),
                expected
            ) with
            {
                Severity = severity,
                ToldBySchema = toldBySchema,
            }
        );

    private void Put(ValidationFinding finding)
    {
        var list = finding.Severity == FindingSeverity.Hint ? _hints : _findings;
        if (list.Count < limit)
        {
            list.Add(finding);
        }
    }
}
