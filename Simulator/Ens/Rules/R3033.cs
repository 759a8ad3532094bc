using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The representative is somebody else than the declarant.</summary>
[Rule("R3033")]
internal sealed class R3033 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        if (
            at.First is { Value: { Length: > 0 } representative } element
            && at.Class.Text("declarant/identificationNumber") is { } declarant
            && representative.Equals(declarant, StringComparison.Ordinal)
        )
        {
            at.Report(element, Breach.Value, "The representative is the declarant.", "another EORI, or no representative");
        }
    }
}
