using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>An arrival in mode 4 names the flight; in other modes it is not used.</summary>
[Rule("C3019")]
internal sealed class C3019 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var mode = owner.Text("ModeOfTransport");
        because = $"the mode of transport is {mode}";
        return mode is null ? Use.Optional
            : mode is "4" ? Use.Mandatory
            : Use.NotUsed;
    }
}
