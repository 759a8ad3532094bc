using System.CommandLine;
using Ics2.Ens.Catalogue;

namespace Ics2.Cli.Options;

/// <summary>The option that replaces the embedded specification.</summary>
internal static class SpecPackOption
{
    public static Option<DirectoryInfo?> Create() =>
        new("--spec-pack") { Description = "Folder of a specification pack to use instead of the embedded one" };

    public static SpecPack Read(DirectoryInfo? folder)
    {
        try
        {
            return folder is null ? SpecPack.Embedded() : SpecPack.Load(folder.FullName);
        }
        catch (SpecPackException unusable)
        {
            throw new CouldNotRunException(unusable.Message);
        }
    }
}
