using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A class in which at least one of several children must stand (DEC-31).</summary>
internal static class AtLeastOne
{
    public static void Check(in RuleCase at, params ReadOnlySpan<string> children)
    {
        foreach (var child in children)
        {
            if (at.Class.Child(child) is not null)
            {
                return;
            }
        }

        var names = string.Join(", ", children.ToArray());
        at.Report(at.Class, Breach.Missing, $"<{at.Class.Name}> holds none of {names}.", $"at least one of {names}");
    }
}
