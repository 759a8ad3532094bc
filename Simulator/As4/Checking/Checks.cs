using Ics2.As4.Messages;

namespace Ics2.As4.Checking;

/// <summary>Questions about a list of checks.</summary>
public static class Checks
{
    /// <summary>The error that the first failed check is answered with.</summary>
    /// <param name="checks">Checks in the order they were made.</param>
    /// <returns>The error, or null when nothing failed.</returns>
    public static EbmsError? FirstError(this IEnumerable<Check> checks) =>
        checks.FirstOrDefault(check => check.Verdict == CheckVerdict.Failed)?.Error;
}
