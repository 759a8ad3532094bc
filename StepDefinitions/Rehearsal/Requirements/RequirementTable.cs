using System.Globalization;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Requirements;

/// <summary>
/// All requirements of the rehearsal, from <c>Features/requirements.tsv</c>. Which scenario shows which is never written down there but
/// follows from the tags of the scenarios, so that it cannot grow old.
/// </summary>
public sealed partial class RequirementTable
{
    private const string Header = "id\ttitle\trole\tmessages\texpected\tsource\tlevel\twhyNot";

    private static readonly string[] NeededTags = ["role-", "source-"];

    private RequirementTable(IReadOnlyList<Requirement> requirements) => Requirements = requirements;

    /// <summary>The requirements in the order of the file.</summary>
    public IReadOnlyList<Requirement> Requirements { get; }

    /// <summary>Reads the table that comes with the product.</summary>
    public static RequirementTable Embedded()
    {
        using var reader = new StreamReader(typeof(RequirementTable).Assembly.GetManifestResourceStream("Features/requirements.tsv")!);
        return Read(reader.ReadToEnd());
    }

    /// <summary>Reads a table.</summary>
    /// <param name="text">Tab-separated, the column names in the first line.</param>
    /// <exception cref="InvalidDataException">Lines are wrong; all are listed.</exception>
    public static RequirementTable Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var faults = new List<string>();
        if (lines[0] != Header)
        {
            faults.Add($"requirements, line 1: expected the columns {Header.Replace('\t', ' ')}");
        }

        var requirements = new Dictionary<string, Requirement>(StringComparer.Ordinal);
        for (var index = 1; index < lines.Length; index++)
        {
            if (ReadLine(lines[index], out var requirement) is { } fault)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"requirements, line {index + 1}: {fault}"));
            }
            else if (!requirements.TryAdd(requirement!.Id, requirement))
            {
                faults.Add(
                    string.Create(CultureInfo.InvariantCulture, $"requirements, line {index + 1}: {requirement.Id} stands there twice")
                );
            }
        }

        return faults.Count == 0
            ? new RequirementTable([.. requirements.Values])
            : throw new InvalidDataException(string.Join('\n', faults));
    }

    /// <summary>The requirement that a scenario's id means, whatever letter or row number follows it; null when there is none.</summary>
    /// <param name="id">For example <c>SEC-07</c>, <c>SEC-07.2</c> or <c>ACC-12b</c>.</param>
    public Requirement? Find(string id) =>
        RequirementId().Match(id) is { Success: true } match
            ? Requirements.FirstOrDefault(requirement =>
                string.Equals(requirement.Id, match.Groups["known"].Value, StringComparison.OrdinalIgnoreCase)
            )
            : null;

    /// <summary>Joins the requirements with the scenarios.</summary>
    public IReadOnlyList<RequirementCoverage> Cover(IEnumerable<Scenario> scenarios)
    {
        var shown = scenarios.ToLookup(scenario => Find(scenario.CatalogueId)?.Id, scenario => scenario.Id, StringComparer.Ordinal);
        return [.. Requirements.Select(requirement => new RequirementCoverage(requirement, [.. shown[requirement.Id]]))];
    }

    /// <summary>
    /// What is missing between requirements and scenarios, one line each; nothing when every requirement is shown or says why not.
    /// </summary>
    public IReadOnlyList<string> Gaps(IReadOnlyList<Scenario> scenarios) =>
        [
            .. Cover(scenarios)
                .Select(covered =>
                    (covered.TestedBy.Count, covered.Requirement) switch
                    {
                        (0, { WhyNot: null } requirement) =>
                            $"{requirement.Id} {requirement.Title}: no scenario carries the tag @{requirement.Id}, and no reason is given why not",
                        (> 0, { WhyNot: { } reason } requirement) =>
                            $"{requirement.Id} {requirement.Title}: has a scenario and yet a reason why not ({reason})",
                        _ => null,
                    }
                )
                .OfType<string>(),
            .. scenarios
                .Where(scenario => Find(scenario.CatalogueId) is null)
                .Select(scenario => $"{Place(scenario)}: the requirement table has no {scenario.CatalogueId}"),
            .. scenarios.SelectMany(scenario =>
                NeededTags
                    .Where(prefix => !scenario.Tags.Any(tag => tag.StartsWith(prefix, StringComparison.Ordinal)))
                    .Select(prefix => $"{Place(scenario)}: {scenario.Id} has no tag @{prefix}…")
            ),
        ];

    private static string Place(Scenario scenario) =>
        string.Create(CultureInfo.InvariantCulture, $"{scenario.Feature.Uri}({scenario.Line})");

    private static string? ReadLine(string line, out Requirement? requirement)
    {
        requirement = null;
        if (line.Split('\t') is not [var id, var title, var roles, var messages, var expected, var source, var level, var whyNot])
        {
            return $"expected {Header.Split('\t').Length} columns, found {line.Split('\t').Length}";
        }

        if (
            RequirementId().Match(id).Groups["known"].Value != id
            || new[] { id, title, roles, expected, source }.Any(string.IsNullOrWhiteSpace)
        )
        {
            return "expected an id such as CON-01, a title, roles, what is expected and a source";
        }

        if (!Enum.GetNames<RequirementLevel>().Contains(level, StringComparer.OrdinalIgnoreCase))
        {
            return $"expected the level source, partly or inferred, found '{level}'";
        }

        requirement = new Requirement(
            id,
            title,
            roles.Split(' '),
            messages.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            expected,
            source,
            Enum.Parse<RequirementLevel>(level, ignoreCase: true),
            whyNot.Length == 0 ? null : whyNot
        );
        return null;
    }

    [GeneratedRegex(@"^(?<known>[A-Z]{3}-[0-9]{2})[a-z]?(?:\.[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 60_000)]
    private static partial Regex RequirementId();
}
