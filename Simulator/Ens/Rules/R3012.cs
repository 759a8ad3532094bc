using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>In mode 8 (inland waterway) the means of transport is identified by type 80.</summary>
[Rule("R3012")]
internal sealed class R3012 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.Class.Text("ModeOfTransport") is "8" && at.First is { Value: not "80" } type)
        {
            at.Report(type, Breach.NotHere, "In mode 8 the type of identification is 80.", "80");
        }
    }
}
