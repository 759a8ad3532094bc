using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A hash comes with the name of its algorithm. No attachment of version 2.02 has these fields.</summary>
[Rule("R3026")]
internal sealed class R3026 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => row.IsClass ? row : row.Parent!;

    public override void Check(in RuleCase at)
    {
        if (at.Class.Child("hashCode") is { } hash && at.Class.Child("hashCodeAlgorithmID") is null)
        {
            at.Report(hash, Breach.Missing, "The hash comes without the name of its algorithm.", "hashCodeAlgorithmID");
        }
    }
}
