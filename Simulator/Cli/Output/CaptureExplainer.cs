using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;

namespace Ics2.Cli.Output;

/// <summary>What came of one capture: its explanation, or why there is none.</summary>
/// <param name="Name">What the user called it.</param>
internal sealed record Explained(string Name, InspectionReport? Report, string? Why)
{
    /// <summary>The exit code of this capture alone.</summary>
    public int ExitCode =>
        Report is null ? ExitCodes.CouldNotRun
        : Report.Accepted ? ExitCodes.Fine
        : ExitCodes.Findings;
}

/// <summary>Explains captures, one at a time.</summary>
/// <param name="known">Certificates that a message may name without carrying them.</param>
internal sealed class CaptureExplainer(IReadOnlyList<X509Certificate2> known, ITrustChecks trust)
{
    private readonly Inspector _inspector = new(Profile.Ics2HtiV2, known, trust);

    /// <summary>Explains.</summary>
    /// <param name="contentType">The Content-Type of a bare body; null to recognise it.</param>
    public async Task<Explained> ExplainAsync(
        string name,
        ReadOnlyMemory<byte> bytes,
        string? contentType,
        CancellationToken cancellationToken
    ) =>
        Capture.TryRead(bytes, contentType, out var message, out var why)
            ? new Explained(name, await _inspector.InspectAsync(message, cancellationToken: cancellationToken), Why: null)
            : new Explained(name, Report: null, why);
}
