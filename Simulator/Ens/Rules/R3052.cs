using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A house document occurs once in a filing.</summary>
[Rule("R3052")]
internal sealed class R3052 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) => row.Children;

    public override void Check(in RuleCase at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in at.Rows)
        {
            if (document.Child("documentNumber") is { Value: { } number } element && !seen.Add(number))
            {
                at.Report(
                    element,
                    Breach.Repeated,
                    $"The house document {number} occurs before in this filing.",
                    "a document of its own for each house"
                );
            }
        }
    }
}
