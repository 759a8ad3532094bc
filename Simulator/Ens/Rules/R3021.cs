using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;

namespace Ics2.Ens.Rules;

/// <summary>A container number has the form of ISO 6346: four capital letters and seven digits. The check digit is a hint.</summary>
[Rule("R3021")]
internal sealed class R3021 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: { Length: > 0 } number } element && !IsContainer(number))
        {
            at.Report(
                element,
                Breach.Value,
                "The container number has not the form of ISO 6346.",
                "four capital letters and seven digits, as MSCU1234566"
            );
        }
        else if (at.First is { Value: { Length: > 0 } named } container && !Iso6346.IsContainer(named))
        {
            at.Doubt(
                container,
                Breach.Value,
                "The check digit of the container number does not fit (ISO 6346).",
                string.Concat(named.AsSpan(0, 10), [Iso6346.CheckDigit(named.AsSpan(0, 10))])
            );
        }
    }

    private static bool IsContainer(ReadOnlySpan<char> number) =>
        number.Length == 11 && !number[..4].ContainsAnyExceptInRange('A', 'Z') && !number[4..].ContainsAnyExceptInRange('0', '9');
}
