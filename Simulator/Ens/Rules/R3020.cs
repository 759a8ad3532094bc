using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Ens.Rules;

/// <summary>A CUS code is seven digits, a hyphen and a digit.</summary>
[Rule("R3020")]
internal sealed class R3020 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: { Length: > 0 } code } element && !IsCus(code))
        {
            at.Report(element, Breach.Value, "The CUS code has not the form 9999999-9.", "9999999-9");
        }
    }

    private static bool IsCus(ReadOnlySpan<char> code) =>
        code.Length == 9 && code[7] == '-' && !code[..7].ContainsAnyExceptInRange('0', '9') && char.IsAsciiDigit(code[8]);
}
