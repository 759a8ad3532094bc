using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A previous MRN: needed for a split consignment, else not used.</summary>
[Rule("C3001")]
internal sealed class C3001 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var isSplit = owner.Text("splitConsignmentIndicator") is "1";
        because = isSplit ? "the consignment is split" : "the consignment is not split";
        return isSplit ? Use.Mandatory : Use.NotUsed;
    }
}
