using System.Net;
using Ics2.Simulator;

namespace Ics2.Cli.Rehearsing;

/// <summary>
/// Which clients a rehearsal may start that was asked for over the management API. A command is code that runs as whoever started
/// <c>ics2 serve</c>, so that has to be said where it is started, and is offered on loopback only.
/// </summary>
/// <param name="options">The simulator.</param>
/// <param name="allowExec">Whether <c>serve</c> was told to.</param>
internal sealed class RehearsalRights(SimulatorOptions options, bool allowExec)
{
    /// <summary>Why no command can be started; null when one can.</summary>
    public string? WhyNoCommand =>
        !allowExec
            ? "A command would run on this machine, so a browser may not start one unless 'ics2 serve --allow-exec' says so. Or rehearse from "
                + "where the command is: 'ics2 rehearse --client exec:CMD --attach URL'."
        : options.ManagementAddress is { } address && !IPAddress.IsLoopback(address)
            ? "A command would run on this machine, and this management API can be reached from others: it starts none. Rehearse from where "
                + "the command is: 'ics2 rehearse --client exec:CMD --attach URL'."
        : null;

    /// <summary>Why a client may not be started; null when it may.</summary>
    /// <param name="client">As <c>--client</c> names it.</param>
    public string? WhyNot(string client) => client.StartsWith("exec:", StringComparison.OrdinalIgnoreCase) ? WhyNoCommand : null;
}
