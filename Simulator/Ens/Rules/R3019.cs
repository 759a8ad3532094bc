using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>Six to eight digits. No row of version 2.02 carries it.</summary>
[Rule("R3019")]
internal sealed class R3019 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: { Length: > 0 } value } element && (value.Length is < 6 or > 8 || !value.All(char.IsAsciiDigit)))
        {
            at.Report(element, Breach.Value, "The value has not six to eight digits.", "6 to 8 digits");
        }
    }
}
