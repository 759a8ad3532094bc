using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Support;

/// <summary>A root and a seal certificate of the test's own, and messages sealed with it.</summary>
public sealed class TestSeal : IDisposable
{
    public static readonly Profile Profile = Profile.Ics2HtiV2;

    // Making keys is what takes time, and no test asks which they are.
    private static readonly Lazy<RSA> RootKey = new(() => RSA.Create(2048)),
        LeafKey = new(() => RSA.Create(2048));

    public TestSeal()
    {
        var (rootKey, key) = (RootKey.Value, LeafKey.Value);
        var rootRequest = new CertificateRequest("CN=Test Root, C=BE", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        Root = rootRequest.CreateSelfSigned(From, Until);
        var request = new CertificateRequest("CN=Test Seal, O=Trader, C=BE", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var issued = request.Create(Root, From, Until, [1, 2, 3, 4]);
        Leaf = issued.CopyWithPrivateKey(key);
        Identity = new SealingIdentity(Leaf, [Root]);
        Writer = new MessageWriter(Profile, Identity, "trader.example.eu", new FakeTimeProvider(Sent));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Leaf { get; }

    public SealingIdentity Identity { get; }

    public MessageWriter Writer { get; }

    private static DateTimeOffset From => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Sent => new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Until => new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static UserMessage Header(string action = "IE3F10") =>
        new()
        {
            MessageId = MessageId.New("trader.example.eu"),
            Timestamp = Sent,
            From = new Party("BE0123456789", Profile.TraderPartyIdType, Profile.TraderRole),
            To = new Party(Profile.CustomsPartyId, Profile.CustomsPartyIdType, Profile.CustomsRole),
            Agreement = new TypedValue(Profile.Agreement, Profile.AgreementType),
            Service = new TypedValue(Profile.ServiceToCustoms, Profile.ServiceType),
            Action = action,
        };

    public static Payload Document(string text = "<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"/>") =>
        new("document@trader.example.eu", "application/xml", Encoding.UTF8.GetBytes(text));

    public SealedMessage Filing() => Writer.WriteUserMessage(Header(), [Document()]);

    public static (Envelope Envelope, MimePackage Package) Read(WireMessage wire)
    {
        var package = new MultipartReader(Profile.Limits).Read(wire.ContentType, wire.Body);
        package.Error.ShouldBeNull();
        var envelope = new EnvelopeReader(Profile.Limits).Read(package.Value!);
        envelope.Error.ShouldBeNull();
        return (envelope.Value!, package.Value!);
    }

    public void Dispose()
    {
        Identity.Dispose();
        Leaf.Dispose();
        Root.Dispose();
    }
}
