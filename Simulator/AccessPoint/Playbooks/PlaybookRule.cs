using System.IO.Enumeration;
using Ics2.Customs;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>One rule: which messages it is for, and what customs does with them.</summary>
/// <param name="Name">Its name, unique in the playbook.</param>
/// <param name="About">What it is for, in a line.</param>
/// <param name="When">Conditions that all have to hold: kind and pattern.</param>
/// <param name="Then">The measures, as written.</param>
/// <param name="Apply">Puts the measures into instructions.</param>
public sealed record PlaybookRule(
    string Name, string? About, IReadOnlyList<KeyValuePair<string, string>> When, IReadOnlyList<string> Then, Func<Instructions, Instructions> Apply)
{
    /// <summary>The kinds of conditions.</summary>
    public static IReadOnlyList<string> Conditions { get; } = ["message", "lrn", "declarant", "commodity", "text", "document"];

    /// <summary>Whether the rule is for this message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True when all conditions hold.</returns>
    public bool Fits(TraderMessage message) => When.All(condition => condition.Key == "message" ? Like(message.Action, condition.Value) : Values(message, condition.Key).Any(value => Like(value, condition.Value)));

    private static bool Like(string? value, string pattern) => value is not null && FileSystemName.MatchesSimpleExpression(pattern, value);

    private static IEnumerable<string?> Values(TraderMessage message, string condition)
    {
        var root = message.Document?.Root;
        return (root, condition) switch
        {
            (null, _) => [],
            (_, "lrn") => [root.Text("LRN")],
            (_, "declarant") => [root.Text("declarant/identificationNumber"), root.Text("personNotifyingTheArrival/identificationNumber"), root.Text("requester/identificationNumber")],
            (_, "commodity") => root.DescendantsAndSelf().Where(leaf => leaf.Name.StartsWith("harmonizedSystem", StringComparison.OrdinalIgnoreCase)).Select(leaf => leaf.Value),
            (_, "document") => root.DescendantsAndSelf().Where(leaf => leaf.Name == "documentNumber").Select(leaf => leaf.Value),
            _ => root.DescendantsAndSelf().Select(leaf => leaf.Value),
        };
    }
}
