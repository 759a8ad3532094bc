using Cucumber.Messages;
using Ics2.Rehearsal.Running;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.ExecutionTracking;
using Reqnroll.Formatters.PayloadProcessing.Cucumber;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Names the files of the evidence in the Cucumber messages. Reqnroll would put all their bytes inside, and the reports made of them would
/// be too big to open.
/// </summary>
internal sealed class LinkedEvidence(RunOptions options) : CucumberMessageFactory
{
    // Formatters of the Cucumber family show a list of addresses as links.
    private const string Links = "text/uri-list";

    public override Attachment ToAttachment(AttachmentTracker tracker)
    {
        var link = LinkTo(tracker.FilePath);
        return new Attachment(
            link,
            AttachmentContentEncoding.IDENTITY,
            Path.GetFileName(tracker.FilePath),
            Links,
            source: null,
            tracker.TestCaseStartedId,
            tracker.TestCaseStepId,
            url: null,
            tracker.TestRunStartedId,
            tracker.TestRunHookStartedId,
            Converters.ToTimestamp(tracker.Timestamp.ToUniversalTime())
        );
    }

    // Beside the messages lies the evidence, so that both can be moved together.
    private string LinkTo(string file)
    {
        var from =
            options.Formatters.Values.Select(Path.GetFullPath).Select(Path.GetDirectoryName).FirstOrDefault() ?? options.EvidenceFolder;
        return string.Join('/', Path.GetRelativePath(from, file).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
