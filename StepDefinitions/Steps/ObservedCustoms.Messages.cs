using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;

namespace Ics2.StepDefinitions;

/// <summary>A message of customs, opened.</summary>
/// <param name="Seen">As it is on record.</param>
/// <param name="Root">Its content.</param>
/// <param name="Parts">What came along, in order, the document itself left out.</param>
public sealed record CustomsMessage(MessageView Seen, EnsElement Root, IReadOnlyList<Payload> Parts);

// The messages that customs has on record, taken out of their packaging.
public sealed partial class ObservedCustoms
{
    private readonly EnsReader _reader;
    private readonly SpecPack _pack;

    /// <summary>The bytes of a message as on the wire.</summary>
    public async Task<byte[]> RawAsync(MessageView message, CancellationToken cancellationToken) =>
        (await _api.RawAsync(message, cancellationToken)).Body;

    /// <summary>Takes a message out of its packaging.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<(MimePackage Package, Envelope Envelope)> UnpackAsync(MessageView message, CancellationToken cancellationToken)
    {
        var (type, body) = await _api.RawAsync(message, cancellationToken);
        var limits = Profile.Ics2HtiV2.Limits;
        return
            new MultipartReader(limits).Read(type, body).TryGet(out var package, out var error)
            && new EnvelopeReader(limits).Read(package).TryGet(out var envelope, out error)
            ? (package, envelope)
            : throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
    }

    /// <summary>The document of a message that customs has on record under an id, as a draft; null when it has none, or none it can read.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<Draft?> DraftOfAsync(string partyId, string messageId, CancellationToken cancellationToken)
    {
        var recorded = (await MessagesAsync(partyId, cancellationToken)).FirstOrDefault(one => !one.IsOut && one.MessageId == messageId);
        if (recorded is null)
        {
            return null;
        }

        var (package, envelope) = await UnpackAsync(recorded, cancellationToken);
        return
            new PayloadReader(Profile.Ics2HtiV2).Read(envelope.UserMessage!, package).TryGet(out var payloads, out _)
            && payloads.BusinessDocument is { } document
            && _reader.Read(document.Content).Message is not null
            ? new Draft(_pack, document.Content.Span)
            : null;
    }

    /// <summary>Opens a message.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<CustomsMessage> OpenAsync(MessageView message, CancellationToken cancellationToken)
    {
        var (package, envelope) = await UnpackAsync(message, cancellationToken);
        if (!new PayloadReader(Profile.Ics2HtiV2).Read(envelope.UserMessage!, package).TryGet(out var payloads, out var error))
        {
            throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
        }

        var read = _reader.Read(payloads.BusinessDocument!.Content);
        return read.Message is { } content
            ? new CustomsMessage(message, content.Root, [.. payloads.Items.Skip(1)])
            : throw new InvalidOperationException(
                $"{message.Action} {message.MessageId} cannot be read: {string.Join("; ", read.Findings.Select(finding => finding.Text))}"
            );
    }
}
