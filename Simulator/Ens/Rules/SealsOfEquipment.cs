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
}
