using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>In mode 1 (maritime) the means of transport is identified by type 10.</summary>
[Rule("R3011")]
internal sealed class R3011 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.Class.Text("ModeOfTransport") is "1" && at.First is { Value: not "10" } type)
        {
            at.Report(type, Breach.NotHere, "In mode 1 the type of identification is 10.", "10");
        }
    }
}
