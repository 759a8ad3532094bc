using System.Globalization;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A number of seals needs the seals; without a number there are none.</summary>
internal abstract class SealsOfEquipment : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var hasNumber = owner.Child("numberOfSeals") is not null;
        because = hasNumber ? "a number of seals is given" : "no number of seals is given";
        return hasNumber ? Use.Mandatory : Use.NotUsed;
    }

    public override void Check(in RuleCase at)
    {
        base.Check(at);
        foreach (var owner in at.Owners)
        {
            if (
                owner.Child("numberOfSeals") is not { } number
                || !int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            )
            {
                continue;
            }

            var given = owner.All("seal").Count();
            if (given > 0 && given != said)
            {
                at.Findings.Hint(
                    number,
                    Breach.Value,
                    "SEALS",
                    string.Create(CultureInfo.InvariantCulture, $"The number of seals is {said}, but {given} are named."),
                    given.ToString(CultureInfo.InvariantCulture)
                );
            }
        }
    }
}
