using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A previous MRN: allowed for a split consignment, else not used. No row of version 2.02 carries it.</summary>
[Rule("C3002")]
internal sealed class C3002 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var isSplit = owner.Text("splitConsignmentIndicator") is "1";
        because = isSplit ? "the consignment is split" : "the consignment is not split";
        return isSplit ? Use.Optional : Use.NotUsed;
    }
}
