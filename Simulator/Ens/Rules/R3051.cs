using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>Below the lowest house only sub-house level filings can follow: type 2.</summary>
[Rule("R3051")]
internal sealed class R3051 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: not ("2" or null or "") } type)
        {
            at.Report(type, Breach.NotHere, "Only a sub-house level filing can follow.", "2");
        }
    }
}
