using Ics2.Ens.Catalogue;

namespace Ics2.Tests.Support;

/// <summary>Version 3 as this project made it, to have two versions (fixtures/packs/made-3); nothing of it is official.</summary>
internal static class MadeVersion
{
    private static readonly Lazy<SpecPack> Loaded = new(() => SpecPack.Load(Folder));

    public static string Folder => Repository.PathOf("fixtures", "packs", "made-3");

    public static SpecPack Pack => Loaded.Value;
}
