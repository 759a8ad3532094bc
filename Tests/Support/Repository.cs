namespace Ics2.Tests.Support;

/// <summary>The source tree that the tests run in, for fixtures, samples and scripts.</summary>
internal static class Repository
{
    /// <summary>A file or folder of the tree.</summary>
    /// <param name="path">The way to it from the root.</param>
    public static string PathOf(params string[] path)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Ics2Conformance.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the source tree.");
        }

        return Path.Combine([at.FullName, .. path]);
    }
}
