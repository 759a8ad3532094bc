using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>Related transport documents and related MRNs exclude each other.</summary>
[Rule("R3048")]
internal sealed class R3048 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        if (at.Row.Tag is "relatedMRN" && at.First is { } mrn && at.Class.Child("relatedTransportDocument") is not null)
        {
            at.Report(mrn, Breach.Unused, "Related transport documents are given, so related MRNs are not.", "absent");
        }
    }
}
