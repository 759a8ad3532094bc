namespace Ics2.Contract.Management;

/// <summary>The playbook in force as a table (<c>GET /playbook/rules</c>).</summary>
/// <param name="Rules">In order; the first that fits a message is followed.</param>
public sealed record PlaybookView(IReadOnlyList<PlaybookRuleView> Rules);

/// <summary>One rule.</summary>
/// <param name="About">What it is for, in a line.</param>
/// <param name="When">Conditions that all have to hold: kind and pattern.</param>
/// <param name="Then">What customs does.</param>
public sealed record PlaybookRuleView(
    string Name,
    string? About,
    IReadOnlyList<KeyValuePair<string, string>> When,
    IReadOnlyList<string> Then
);

/// <summary>Which rule would take a document (<c>POST /playbook/match</c>).</summary>
/// <param name="Message">What the document is; null when it could not be read as a message.</param>
/// <param name="Rule">The rule; null when none fits.</param>
public sealed record PlaybookMatch(string? Message, PlaybookRuleView? Rule);
