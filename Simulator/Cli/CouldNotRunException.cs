namespace Ics2.Cli;

/// <summary>
/// Says in one sentence why a verb cannot do its work and how to mend it; ends the process with <see cref="ExitCodes.CouldNotRun"/>.
/// </summary>
/// <param name="message">The sentence.</param>
internal sealed class CouldNotRunException(string message) : Exception(message);
