using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Rules;

/// <summary>One message that a rule lets pass, or refuses with a code at a place.</summary>
/// <param name="Message">The message the example is built from; its sample is valid.</param>
/// <param name="Edit">What is changed.</param>
/// <param name="Code">The code the rule refuses with; null when it lets the message pass.</param>
/// <param name="Path">The place it points at.</param>
internal sealed record RuleExample(string Rule, string Message, Action<MessageEditor> Edit, string? Code = null, string? Path = null)
{
    /// <summary>The findings of this rule on the changed message, whatever others say.</summary>
    public IReadOnlyList<ValidationFinding> Findings(SpecPack pack, ITraderRegister? register = null)
    {
        var editor = new MessageEditor(Start(pack), pack);
        Edit(editor);
        var findings = new EnsValidator(pack, register).Validate(Encoding.UTF8.GetBytes(editor.ToString()));
        return [.. findings.Where(finding => finding.Rule == Rule)];
    }

    public override string ToString() => $"{Rule} {Message} {Code ?? "passes"} {Path}";

    private string Start(SpecPack pack) =>
        pack.Version == SpecPack.Embedded().Version ? EnsTestData.Sample(Message, seed: 4) : $"<{Message} xmlns=\"{pack.Namespace}\"/>";
}
