namespace Ics2.Cli;

/// <summary>The exit codes that scripts rely on (DESIGN section 4).</summary>
internal static class ExitCodes
{
    /// <summary>Fine.</summary>
    public const int Fine = 0;

    /// <summary>Findings, refusals or failed scenarios.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The command could not be run: a file, a connection or a certificate is missing.</summary>
    public const int CouldNotRun = 3;
}
