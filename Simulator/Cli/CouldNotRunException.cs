namespace Ics2.Cli;

/// <summary>
/// Says in one sentence why a verb cannot do its work and how to mend it; ends the process with <see cref="ExitCodes.CouldNotRun"/>.
/// </summary>
/// <param name="message">The sentence.</param>
/// <param name="remedy">How to mend it, where the sentence does not say.</param>
internal sealed class CouldNotRunException(string message, string? remedy = null) : Exception(message)
{
    public string? Remedy { get; } = remedy;
}
