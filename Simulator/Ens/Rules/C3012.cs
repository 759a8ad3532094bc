using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>
/// An arrival in mode 1 or 8 names the means of transport and its type of identification; in other modes they are not used.
/// </summary>
[Rule("C3012")]
internal sealed class C3012 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var mode = owner.Text("ModeOfTransport");
        because = $"the mode of transport is {mode}";
        return mode is null ? Use.Optional
            : mode is "1" or "8" ? Use.Mandatory
            : Use.NotUsed;
    }
}
