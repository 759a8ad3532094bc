using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>What a condition makes of its row.</summary>
internal enum Use
{
    Optional,
    Mandatory,
    NotUsed,
}

/// <summary>
/// A condition: it decides for each class that holds its row whether the row must, may or must not be there. Absent though mandatory is
/// code 13, present though not used is code 15 (lifecycle 4.2 B).
/// </summary>
internal abstract class Condition : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => row.Parent!;

    public override void Check(in RuleCase at)
    {
        foreach (var owner in at.Owners)
        {
            var present = owner.Child(at.Row.Tag);
            switch (Decide(owner, at, out var because))
            {
                case Use.Mandatory when present is null:
                    at.ReportMissing(owner, at.Row, $"<{at.Row.Tag}> is missing: {because}.");
                    break;
                case Use.NotUsed when present is not null:
                    at.Report(present, Breach.Unused, $"<{at.Row.Tag}> is not used here: {because}.", "absent");
                    break;
            }
        }
    }

    /// <summary>What the row is in this class.</summary>
    /// <param name="owner">The class that holds the row.</param>
    /// <param name="at">The case, for what lies around.</param>
    /// <param name="because">Why, to be read behind a colon.</param>
    protected abstract Use Decide(EnsElement owner, in RuleCase at, out string because);
}
