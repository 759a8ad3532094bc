using System.Text;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Transport;

namespace Ics2.Trader.Wire;

/// <summary>What an HTTP answer holds. Nothing here is verified yet.</summary>
internal abstract record Answer
{
    /// <summary>A receipt, for whatever message.</summary>
    public sealed record ReceiptSignal(Receipt Receipt, Envelope Envelope, MimePackage Package) : Answer;

    /// <summary>ebMS errors about our message, sealed or not: customs may send them unsigned (as4-profile b).</summary>
    public sealed record Errors(IReadOnlyList<EbmsError> List) : Answer
    {
        /// <summary>The gravest one.</summary>
        public EbmsError First => List.FirstOrDefault(error => error.Severity == ErrorSeverity.Failure) ?? List[0];
    }

    /// <summary>A user message.</summary>
    public sealed record Message(Envelope Envelope, MimePackage Package) : Answer;

    /// <summary>An empty body.</summary>
    public sealed record Empty : Answer;

    /// <summary>Anything else: HTML, garbage, a signal about another message.</summary>
    public sealed record Unusable(string Why) : Answer;
}

/// <summary>Reads the body of an HTTP answer whatever its status: access points send errors with 500 too (as4-profile e).</summary>
internal sealed class AnswerReader(Profile profile)
{
    private const int StartShown = 300; // enough for the reason that an access point gives in plain text

    private readonly MultipartReader _mime = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);

    /// <summary>Sorts an answer by what it holds.</summary>
    /// <param name="http">The answer.</param>
    /// <param name="sent">The message it answers; null to take errors about any.</param>
    public Answer Read(PostOutcome.Answered http, MessageId? sent = null)
    {
        if (http.Body.IsEmpty)
        {
            return new Answer.Empty();
        }

        if (
            !_mime.Read(http.ContentType, http.Body).TryGet(out var package, out var error)
            || !_envelopes.Read(package).TryGet(out var envelope, out error)
        )
        {
            return new Answer.Unusable(
                $"no AS4 message ({LogText.OneLine(error.Description, 300)}), Content-Type "
                    + $"'{LogText.OneLine(http.ContentType ?? "none", 100)}', beginning with '{Start(http.Body)}'"
            );
        }

        return envelope.Signal switch
        {
            Receipt receipt => new Answer.ReceiptSignal(receipt, envelope, package),
            ErrorSignal errors when sent is not null && errors.RefToMessageId is { } other && other != sent.Value => new Answer.Unusable(
                $"an error about another message, '{LogText.OneLine(other, 300)}': {LogText.OneLine(errors.Errors[0].ToString(), 300)}"
            ),
            ErrorSignal errors => new Answer.Errors(errors.Errors),
            PullRequest => new Answer.Unusable("a pull request"),
            _ => new Answer.Message(envelope, package),
        };
    }

    private static string Start(ReadOnlyMemory<byte> body) =>
        LogText.OneLine(Encoding.Latin1.GetString(body.Span[..Math.Min(body.Length, StartShown)]), StartShown);
}
