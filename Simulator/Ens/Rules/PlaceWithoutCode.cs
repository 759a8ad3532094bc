using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A place without UN/LOCODE needs name and address; a place with one has neither.</summary>
internal abstract class PlaceWithoutCode : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var hasCode = owner.Child("UNLOCODE") is not null;
        because = hasCode ? "the place has a UN/LOCODE" : "the place has no UN/LOCODE";
        return hasCode ? Use.NotUsed : Use.Mandatory;
    }
}
