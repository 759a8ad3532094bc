using Ics2.AccessPoint.Management;
using Ics2.Contract.Management;

namespace Ics2.Cli.Output;

/// <summary>The <c>inspect</c> document of several captures, in their order.</summary>
internal sealed record InspectListDocument(IReadOnlyList<InspectListDocument.CapturePart> Captures)
{
    public static CapturePart Of(Explained one) =>
        new(
            one.Name,
            one.Report is { } report ? InspectionDocuments.Of(report) : null,
            one.Why is { } why ? new ErrorText(why, null) : null
        );

    /// <summary>One capture: its document, or why there is none.</summary>
    internal sealed record CapturePart(string File, InspectionDocument? Inspection, ErrorText? Error);
}
