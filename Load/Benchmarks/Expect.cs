namespace Ics2.Load.Benchmarks;

/// <summary>A benchmark of work that fails measures how fast it fails, so it is checked before.</summary>
internal static class Expect
{
    /// <summary>Stops what would measure nothing.</summary>
    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Nothing worth measuring, expected: {what}.");
        }
    }
}
