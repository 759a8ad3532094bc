using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The first country of the Union on the route is that of the office of first entry. Northern Ireland counts (DEC-49).</summary>
[Rule("R3018")]
internal sealed class R3018 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        var route = Route.Of(at.Class, at.Binding.Path);
        if (route.Count == 0 || at.Class.Text("customsOfficeOfFirstEntry/referenceNumber") is not { Length: >= 2 } office)
        {
            return;
        }

        var surroundings = at.Around;
        var byNorthernIreland = office.StartsWith("XI", StringComparison.Ordinal);
        var first = route.Find(entry =>
            surroundings.IsUnion(entry.Text("country")) || (byNorthernIreland && entry.Text("country") is "GB")
        );
        if (first is null)
        {
            at.Report(
                route[^1],
                Breach.Value,
                "No country on the route is in the Union.",
                "a Member State, or XI",
                route[^1].Text("country")
            );
        }
        else if (byNorthernIreland && first.Text("country") is "GB")
        {
            // A call in Northern Ireland, whose places have the country GB (field.md F-3).
        }
        else if (!office.StartsWith(first.Text("country")!, StringComparison.Ordinal))
        {
            at.Report(
                first,
                Breach.Value,
                $"The route enters the Union in {first.Text("country")}, but the office of first entry is {office}.",
                office[..2],
                first.Text("country")
            );
        }
    }
}
