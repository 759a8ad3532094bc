using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>An address names a street and a number, or a P.O. box.</summary>
[Rule("R3002")]
internal sealed class R3002 : Rule
{
    public override void Check(in RuleCase at)
    {
        var hasStreet = at.Class.Child("street") is not null && at.Class.Child("number") is not null;
        if (!hasStreet && at.Class.Child("poBox") is null)
        {
            at.Report(
                at.Class,
                Breach.Missing,
                "The address names neither street and number nor a P.O. box.",
                "street and number, or poBox"
            );
        }
    }
}
