using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>
/// A party uses a reference once: the declarant its LRN, the requester of a consultation its functional reference (lifecycle 4.2 B).
/// </summary>
[Rule("R3003")]
internal sealed class R3003 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        if (at.First is not { Value: { Length: > 0 } reference } element || Party(at.Class) is not { } party)
        {
            return;
        }

        if (at.Around.Register.IsUsed(at.Around.Message.Id, party, reference))
        {
            var breach = element.Name is "LRN" ? Breach.Reused : Breach.Repeated;
            at.Report(element, breach, $"{party} has used the reference '{reference}' before.", "a new reference");
        }
    }

    /// <summary>The arrival is notified by a person of its own (lifecycle 4.2 B).</summary>
    private static string? Party(EnsElement root) =>
        root.Text("declarant/identificationNumber")
        ?? root.Text("personNotifyingTheArrival/identificationNumber")
        ?? root.Text("requester/identificationNumber");
}
