using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A consultation asks by exactly one of MRN, master document and house document.</summary>
[Rule("R3028")]
internal sealed class R3028 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        // The rule stands at three rows; it is told once.
        if (at.Row.Tag is not "MRN")
        {
            return;
        }

        var root = at.Class;
        var keys = ((string[])["MRN", "transportDocument", "transportDocumentHouse"]).Count(key => root.Child(key) is not null);
        if (keys != 1)
        {
            at.Report(
                root,
                keys == 0 ? Breach.Missing : Breach.Unused,
                $"The consultation names {keys} keys.",
                "exactly one of MRN, transportDocument, transportDocumentHouse"
            );
        }
    }
}
