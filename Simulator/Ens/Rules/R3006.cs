using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>
/// A telephone number (type TE) is international: a plus sign, then 7 to 15 digits, the last one of them at the end, single spaces between
/// them allowed. Which means it is the leaf of CL707 beside it says, whatever a version calls it.
/// </summary>
[Rule("R3006")]
internal sealed class R3006 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: { Length: > 0 } number } element && IsTelephone(at.Class) && !IsInternational(number))
        {
            at.Report(
                element,
                Breach.Value,
                "The telephone number is not in international form.",
                "+ and 7 to 15 digits, as +31 10 252 1010"
            );
        }
    }

    private static bool IsTelephone(EnsElement communication)
    {
        for (var child = communication.FirstChild; child is not null; child = child.Next)
        {
            if (child is { Value: "TE", Definition.Codes.Id: "CL707" })
            {
                return true;
            }
        }

        return false;
    }

    // The pattern of ITU-T E.123 in the rule: ^\+(?:[0-9] ?){6,14}[0-9]$
    private static bool IsInternational(string number)
    {
        var digits = 0;
        for (var i = 1; i < number.Length; i++)
        {
            if (char.IsAsciiDigit(number[i]))
            {
                digits++;
            }
            else if (number[i] != ' ' || !char.IsAsciiDigit(number[i - 1]))
            {
                return false;
            }
        }

        return number[0] == '+' && digits is >= 7 and <= 15 && char.IsAsciiDigit(number[^1]);
    }
}
