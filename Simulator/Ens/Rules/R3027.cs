using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>An arrival names the estimated time of arrival or the related MRNs (DEC-31: at least one).</summary>
[Rule("R3027")]
internal sealed class R3027 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        if (
            at.Row.Tag is "estimatedDateAndTimeOfArrival"
            && at.First is null
            && at.Class.Child("relatedMRN") is null
            && at.Class.Find(at.Binding.OwnerPath) is { } means
        )
        {
            at.ReportMissing(means, at.Row, "Neither the estimated time of arrival nor a related MRN is given.");
        }
    }
}
