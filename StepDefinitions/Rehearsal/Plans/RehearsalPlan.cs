using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Plans;

/// <summary>A set of scenarios that belong together, such as those a sea carrier has to pass.</summary>
/// <param name="Name">For example <c>sea-carrier</c>.</param>
/// <param name="Tags">Scenarios for which this holds belong to it; null for none by tag.</param>
/// <param name="Ids">Scenarios with one of these ids belong to it; the id of an outline means all its rows.</param>
public sealed record RehearsalPlan(string Name, string Title, TagExpression? Tags, IReadOnlyList<string> Ids)
{
    private const string Root = "Features/plans/";
    private const string Extension = ".yaml";

    /// <summary>The plans that come with the product, by name.</summary>
    public static IReadOnlyList<RehearsalPlan> Embedded()
    {
        var assembly = typeof(RehearsalPlan).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Root, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return PlanReader.Read(reader.ReadToEnd(), name, knows: _ => true);
                }),
        ];
    }

    /// <summary>Reads a plan of one's own.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="knows">Whether there is a scenario or a requirement of that id.</param>
    /// <exception cref="InvalidDataException">It is wrong; every fault is listed with its line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RehearsalPlan FromFile(string path, Predicate<string> knows)
    {
        if (new FileInfo(path) is { Length: > PlanReader.LongestText } file)
        {
            throw new InvalidDataException(
                $"{path}: {file.Length} bytes are too many for a plan; at most {PlanReader.LongestText} are read"
            );
        }

        return PlanReader.Read(File.ReadAllText(path), path, knows);
    }

    /// <summary>Whether a scenario belongs to the plan.</summary>
    public bool Holds(Scenario scenario) => Ids.Any(scenario.Carries) || Tags?.Holds(scenario.Tags) is true;
}
