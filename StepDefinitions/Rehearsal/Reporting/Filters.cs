using System.Globalization;
using System.Text;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// The filters of the page work by the style sheet alone, so that they need no script. Areas and roles are numbered in it: their names come
/// from feature files of anyone.
/// </summary>
internal static class Filters
{
    public static IEnumerable<(string Name, int Number)> AreasOf(RehearsalDocument run) =>
        run.Scenarios.Select(scenario => scenario.Area).Distinct(StringComparer.Ordinal).Select((name, number) => (name, number));

    public static IEnumerable<(string Name, int Number)> RolesOf(RehearsalDocument run) =>
        run
            .Scenarios.SelectMany(ReportWords.RolesOf)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select((name, number) => (name, number));

    /// <summary>The classes by which a scenario is found.</summary>
    public static string ClassesOf(ScenarioDocument scenario, RehearsalDocument run)
    {
        var area = AreasOf(run).First(area => area.Name == scenario.Area);
        var roles = RolesOf(run).Where(role => ReportWords.RolesOf(scenario).Contains(role.Name, StringComparer.Ordinal));
        return string.Join(' ', roles.Select(role => $"r{Text(role.Number)}").Prepend($"a{Text(area.Number)}"));
    }

    /// <summary>The rules.</summary>
    public static string Css(RehearsalDocument run)
    {
        var css = new StringBuilder();
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var word = Wording.Word(verdict);
            css.Append(CultureInfo.InvariantCulture, $"main:has(#show-{word}:not(:checked)) .scenario.{word} {{ display: none; }}\n");
        }

        foreach (
            var (list, name) in AreasOf(run)
                .Select(area => ("area", $"a{Text(area.Number)}"))
                .Concat(RolesOf(run).Select(role => ("role", $"r{Text(role.Number)}")))
        )
        {
            css.Append(
                CultureInfo.InvariantCulture,
                $"main:has(#{list} option[value={name}]:checked) .scenario:not(.{name}) {{ display: none; }}\n"
            );
        }

        return css.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
