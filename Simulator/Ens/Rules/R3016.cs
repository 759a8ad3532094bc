using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The items of a master consignment are numbered 1, 2, 3 and so on.</summary>
[Rule("R3016")]
internal sealed class R3016 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    public override void Check(in RuleCase at) => ItemNumbers.Check(at);
}
