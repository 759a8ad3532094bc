using System.Security.Cryptography;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;

namespace Ics2.Load.Sealing;

/// <summary>
/// Sealing a filing and verifying it, without a network: everything the sender does, and everything the access point does before it asks
/// who sent it.
/// </summary>
internal sealed class SealingPath : IDisposable
{
    private const string Host = "load.example.eu";

    private readonly Profile _profile = Profile.Ics2HtiV2;
    private readonly SealingIdentity _identity;
    private readonly MessageWriter _writer;
    private readonly string _action;
    private readonly Payload[] _payloads;
    private readonly MultipartReader _mime;
    private readonly EnvelopeReader _envelopes;
    private readonly ProfileMatcher _matcher;
    private readonly SealVerifier _verifier;
    private readonly SealPolicy _policy;
    private readonly PayloadReader _contents;

    /// <summary>Makes a key and an F10.</summary>
    /// <param name="keySize">RSA bits.</param>
    /// <param name="houses">House consignments of the filing.</param>
    /// <param name="items">Goods items of the filing.</param>
    public SealingPath(int keySize, int houses = 1, int items = 2)
        : this(
            keySize,
            "IE3F10",
            new SampleWriter(SpecPack.Embedded()).Write(
                "IE3F10",
                new SampleOptions
                {
                    Houses = houses,
                    Items = items,
                    Now = TimeProvider.System.GetUtcNow(),
                }
            )
        ) { }

    /// <summary>Makes a key for a filing.</summary>
    /// <param name="keySize">RSA bits.</param>
    /// <param name="action">What the filing is, <c>IE3F10</c>.</param>
    /// <param name="document">The filing.</param>
    /// <param name="attachments">How many small attachments go with it.</param>
    public SealingPath(int keySize, string action, byte[] document, int attachments = 0)
    {
        Key = RSA.Create(keySize);
        _identity = TestIdentity.Create(Key);
        _writer = new MessageWriter(_profile, _identity, Host, TimeProvider.System);
        _action = action;
        _payloads =
        [
            new Payload("document@" + Host, _profile.BusinessMimeType, document),
            .. Enumerable
                .Range(1, attachments)
                .Select(number => new Payload($"attachment{number}@{Host}", "application/pdf", "%PDF-1.7"u8.ToArray())),
        ];
        _mime = new MultipartReader(_profile.Limits);
        _envelopes = new EnvelopeReader(_profile.Limits);
        _matcher = new ProfileMatcher(_profile);
        _verifier = new SealVerifier(_profile.Limits);
        _policy = new SealPolicy(_profile);
        _contents = new PayloadReader(_profile);
    }

    /// <summary>The seal key.</summary>
    public RSA Key { get; }

    /// <summary>Size of the filing.</summary>
    public int DocumentBytes => _payloads[0].Content.Length;

    /// <summary>gzip, digests, signature, MIME.</summary>
    public SealedMessage Seal() =>
        _writer.WriteUserMessage(
            new UserMessage
            {
                MessageId = MessageId.New(Host),
                Timestamp = TimeProvider.System.GetUtcNow(),
                From = new Party("BE0123456789", _profile.TraderPartyIdType, _profile.TraderRole),
                To = new Party(_profile.CustomsPartyId, _profile.CustomsPartyIdType, _profile.CustomsRole),
                Agreement = new TypedValue(_profile.Agreement, _profile.AgreementType),
                Service = new TypedValue(_profile.ServiceToCustoms, _profile.ServiceType),
                Action = _action,
            },
            _payloads
        );

    /// <summary>MIME, envelope, profile, seal, gunzip.</summary>
    /// <param name="message">The sealed message.</param>
    /// <returns>Null when everything holds.</returns>
    public EbmsError? Verify(SealedMessage message)
    {
        var wire = message.Wire;
        if (
            !_mime.Read(wire.ContentType, wire.Body).TryGet(out var package, out var error)
            || !_envelopes.Read(package).TryGet(out var envelope, out error)
        )
        {
            return error;
        }

        return _matcher.Check(envelope, package, Direction.ToCustoms).FirstError()
            ?? _policy.Check(envelope, package, _verifier.Verify(envelope, package)).FirstError()
            ?? _contents.Read(envelope.UserMessage!, package).Error;
    }

    /// <summary>Composes the receipt of a message and seals it.</summary>
    /// <param name="acknowledged">The message, as it was read.</param>
    public SealedMessage WriteReceipt(Envelope acknowledged) => _writer.WriteReceipt(acknowledged);

    /// <summary>MIME, envelope, profile, seal, and whether the references are those that were sent.</summary>
    /// <param name="sent">What the receipt is about.</param>
    /// <returns>Null when everything holds.</returns>
    public EbmsError? VerifyReceipt(SealedMessage sent, SealedMessage receipt)
    {
        var package = Open(receipt);
        return !_envelopes.Read(package).TryGet(out var envelope, out var error)
            ? error
            : _matcher.Check(envelope, package, Direction.ToTrader).FirstError()
                ?? _policy.Check(envelope, package, _verifier.Verify(envelope, package)).FirstError()
                ?? ReceiptCheck.Compare(sent.MessageId, sent.References, (Receipt)envelope.Signal!).FirstError();
    }

    /// <summary>MIME and envelope.</summary>
    /// <param name="message">The sealed message.</param>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public Envelope Read(SealedMessage message) =>
        _envelopes.Read(Open(message)).TryGet(out var envelope, out var error)
            ? envelope
            : throw new InvalidOperationException(error.ToString());

    /// <summary>Envelope and signature, without what else the access point asks: what is compared with <c>SignedXml</c>.</summary>
    /// <param name="message">The sealed message.</param>
    /// <exception cref="InvalidOperationException">The seal does not hold.</exception>
    public void VerifySealAlone(SealedMessage message)
    {
        var package = Open(message);
        if (_verifier.Verify(Read(package), package).SignatureValid is not true)
        {
            throw new InvalidOperationException("Our own seal does not hold.");
        }
    }

    /// <summary>The receipt that the message gets.</summary>
    /// <param name="message">The sealed message.</param>
    public SealedMessage Acknowledge(SealedMessage message) => _writer.WriteReceipt(Read(Open(message)));

    /// <summary>Takes a message out of its MIME packaging.</summary>
    /// <param name="message">The sealed message.</param>
    public MimePackage Open(SealedMessage message) =>
        _mime.Read(message.Wire.ContentType, message.Wire.Body).TryGet(out var package, out var error)
            ? package
            : throw new InvalidOperationException(error.ToString());

    private Envelope Read(MimePackage package) =>
        _envelopes.Read(package).TryGet(out var envelope, out var error) ? envelope : throw new InvalidOperationException(error.ToString());

    /// <inheritdoc/>
    public void Dispose()
    {
        _identity.Dispose();
        Key.Dispose();
    }
}
