using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>An invalidation names exactly one of office of first entry and addressed Member State.</summary>
[Rule("R3034")]
internal sealed class R3034 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        // The rule stands at both rows; it is told once.
        if (at.Row.Tag is not "customsOfficeOfFirstEntry")
        {
            return;
        }

        var country = at.Class.Child("addressedMemberState");
        var office = at.First;
        if (country is null && office is null)
        {
            at.ReportMissing(at.Class, at.Row, "Neither office of first entry nor addressed Member State is named.");
        }
        else if (country is not null && office is not null)
        {
            at.Report(
                country,
                Breach.Unused,
                "Office of first entry and addressed Member State exclude each other.",
                "one of customsOfficeOfFirstEntry, addressedMemberState"
            );
        }
    }
}
