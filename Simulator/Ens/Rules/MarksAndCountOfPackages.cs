using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>Marks and count of packages: needed, except for bulk and unpacked goods, where they are not used.</summary>
internal abstract class MarksAndCountOfPackages : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var type = owner.Text("typeOfPackages");
        var isLoose = type is "VQ" or "VG" or "VL" or "VY" or "VR" or "VS" or "VO" or "NE" or "NF" or "NG";
        because = $"the type of packages is {type}";
        return type is null ? Use.Optional
            : isLoose ? Use.NotUsed
            : Use.Mandatory;
    }
}
