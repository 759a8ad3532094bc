using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Trader.Messages;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Receiving;

/// <summary>What the trader answers to one pushed message.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Wire">The body.</param>
/// <param name="Delivered">The message, when it is new.</param>
internal sealed record PushAnswer(int Status, WireMessage Wire, ReceivedCustomsMessage? Delivered = null);

/// <summary>Turns a posted message into its receipt, a sealed error, or, when no envelope can be read, a plain refusal.</summary>
internal sealed class PushEndpoint(Profile profile, IReceiver receiver, ISealer sealer, Action<string> log)
{
    private readonly MultipartReader _mime = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);

    /// <summary>Answers one request.</summary>
    /// <exception cref="IOException">The inbox cannot be written; answer with a server error, so that customs tries again.</exception>
    public async Task<PushAnswer> AnswerAsync(string? contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (
            !_mime.Read(contentType, body).TryGet(out var package, out var error)
            || !_envelopes.Read(package).TryGet(out var envelope, out error)
        )
        {
            log($"Refused a request that is no AS4 message: {LogText.OneLine(error.ToString(), 1000)}");
            return Plain(400, $"This is no AS4 message. {LogText.OneLine(error.ToString(), 1000)}");
        }

        var id = envelope.MessageId.Value;
        if (!(await receiver.ReceiveAsync(envelope, package, cancellationToken)).TryGet(out var reception, out error))
        {
            log($"Refused {id}: {LogText.OneLine(error.ToString(), 1000)}");
            return new PushAnswer(200, sealer.SealError(error, id).Wire);
        }

        if (!reception.IsNew)
        {
            log($"{id} came again; acknowledged again, not delivered again.");
        }

        return new PushAnswer(200, reception.Receipt, reception.IsNew ? reception.Message : null);
    }

    public static PushAnswer Plain(int status, string text) =>
        new(status, new WireMessage("text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text + "\n")));
}
