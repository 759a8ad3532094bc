using System.CommandLine;
using Ics2.As4.Profiles;
using Ics2.Ens.Catalogue;

namespace Ics2.Cli.Options;

/// <summary>The options that replace the embedded specification, or its reference lists.</summary>
internal static class SpecPackOption
{
    public static Option<DirectoryInfo?> Create() =>
        new("--spec-pack") { Description = "Folder of a specification pack to use instead of the embedded one" };

    public static Option<string[]> CreateMany() =>
        new("--spec-pack")
        {
            Description =
                "Folder of a specification pack instead of the embedded one; once more for a later version beside it ('embedded' names the embedded one)",
        };

    public static Option<DirectoryInfo?> CreateReference() =>
        new("--reference")
        {
            Description = "Folder with newer reference lists as CL244.tsv or stopwords.tsv; 'ics2 reference import' makes one from CS/RD2",
        };

    public static Option<string[]> CreateEntryCountries() =>
        new("--entry-countries")
        {
            Description = "Countries besides the Member States that a filing may enter by: CH NO",
            AllowMultipleArgumentsPerToken = true,
        };

    /// <summary>Packs side by side, the usual one first.</summary>
    /// <exception cref="CouldNotRunException">One makes no sense, or two cannot be told apart.</exception>
    public static SpecPacks ReadMany(string[]? folders, DirectoryInfo? reference)
    {
        try
        {
            return folders is null or []
                ? new SpecPacks(Read(folder: null, reference))
                : new SpecPacks([.. folders.Select(folder => ReadNamed(folder, reference))]).Under(Profile.Ics2HtiV2.Agreement);
        }
        catch (SpecPackException unusable)
        {
            throw new CouldNotRunException(unusable.Message);
        }
    }

    /// <summary>A pack by its folder, or <c>embedded</c>.</summary>
    /// <exception cref="CouldNotRunException">It makes no sense.</exception>
    public static SpecPack ReadNamed(string folder, DirectoryInfo? reference = null)
    {
        try
        {
            return Read(folder is "embedded" ? null : new DirectoryInfo(folder), reference);
        }
        catch (CouldNotRunException unusable)
        {
            throw new CouldNotRunException($"{folder}: {unusable.Message}"); // one of several
        }
    }

    /// <summary>SHA-256 of the pack that these options choose.</summary>
    public static string DigestOf(DirectoryInfo? folder, DirectoryInfo? reference) =>
        SpecPack.DigestOf(new SpecPackSources { Folder = folder?.FullName, Reference = reference?.FullName });

    public static SpecPack Read(DirectoryInfo? folder, DirectoryInfo? reference = null, IReadOnlyList<string>? entryCountries = null)
    {
        try
        {
            return SpecPack.Load(
                new SpecPackSources
                {
                    Folder = folder?.FullName,
                    Reference = reference?.FullName,
                    EntryCountries = entryCountries,
                }
            );
        }
        catch (SpecPackException unusable)
        {
            throw new CouldNotRunException(unusable.Message);
        }
    }
}
