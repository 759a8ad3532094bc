using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Sealing;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>One received HTTP body on its way through the steps. Each step reads what earlier ones found and adds its own.</summary>
internal sealed class Exchange(string? contentType, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
{
    private Seal? _seal;
    private TraderPartyId? _sender;
    private byte[]? _contentDigest;
    private WireMessage? _receipt;

    public string? ContentType { get; } = contentType;

    /// <summary>The bytes as received; everything is verified over these.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>The Content-Encoding of the HTTP request; null when it has none.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The package as far as it could be read; set by <see cref="ReadMime"/>.</summary>
    public MimePackage? PackageIfRead { get; set; }

    /// <summary>The package.</summary>
    public MimePackage Package => PackageIfRead ?? throw Early(nameof(ReadMime));

    /// <summary>The envelope as far as the message got; set by <see cref="ReadEnvelope"/>. A message that was refused may have
    /// one.</summary>
    public Envelope? EnvelopeIfRead { get; set; }

    /// <summary>The envelope.</summary>
    public Envelope Envelope => EnvelopeIfRead ?? throw Early(nameof(ReadEnvelope));

    /// <summary>Why it was refused; null when it was not.</summary>
    public EbmsError? Refusal { get; set; }

    /// <summary>The message of customs that answers a pull.</summary>
    public OfferedMessage? Offered { get; set; }

    /// <summary>The message's id where it could be read.</summary>
    public string? MessageId { get; set; }

    /// <summary>Whether what was received is, as far as it could be read, a receipt.</summary>
    public bool IsReceipt => EnvelopeIfRead?.Signal is Receipt;

    /// <summary>The certificate of the TLS connection; null where there was none.</summary>
    public string? TlsThumbprint { get; init; }

    /// <summary>What is odd about a message that is answered nonetheless.</summary>
    public List<EbmsError> Remarks { get; } = [];

    /// <summary>Who was authorised; null when nobody was.</summary>
    public TraderPartyId? SenderIfKnown => _sender;

    /// <summary>Set by <see cref="VerifySeal"/>.</summary>
    public Seal Seal
    {
        get => _seal ?? throw Early(nameof(VerifySeal));
        set => _seal = value;
    }

    /// <summary>The certificate of the seal, as far as one was found.</summary>
    public X509Certificate2? SealedWith => _seal?.Leaf;

    /// <summary>Who is authorised to have sent this; set by <see cref="AuthoriseSender"/>.</summary>
    public TraderPartyId Sender
    {
        get => _sender ?? throw Early(nameof(AuthoriseSender));
        set => _sender = value;
    }

    /// <summary>The message of customs that a receipt or an error speaks of; known beforehand for the response to a push.</summary>
    public SentMessage? About { get; set; }

    /// <summary>By what a repetition is known; set by <see cref="Decompress"/>.</summary>
    public byte[] ContentDigest
    {
        get => _contentDigest ?? throw Early(nameof(Decompress));
        set => _contentDigest = value;
    }

    /// <summary>The receipt that is on record; set by <see cref="Record"/>.</summary>
    public WireMessage Receipt
    {
        get => _receipt ?? throw Early(nameof(Record));
        set => _receipt = value;
    }

    /// <summary>The receipt is recorded, and not sent; by order of the playbook.</summary>
    public bool KeepsReceipt { get; set; }

    /// <summary>Ends the way through the steps.</summary>
    public Answer? Answer { get; set; }

    private static InvalidOperationException Early(string step) => new($"The step {step} has not run.");
}
