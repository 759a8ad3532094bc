using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Receiving;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;

namespace Ics2.Fuzzing;

/// <summary>All that reads strangers' bytes, with inputs and words to begin with.</summary>
internal static class Targets
{
    private static readonly Profile Profile = Profile.Ics2HtiV2;
    private static readonly SpecPack Pack = SpecPack.Embedded();

    private static readonly string[] MimeWords =
    [
        "--",
        "\r\n",
        "\r\n\r\n",
        "Content-Type: ",
        "Content-ID: <",
        "Content-Transfer-Encoding: ",
        "base64",
        "binary",
        "boundary=",
        "start=",
        "type=",
        "multipart/related",
        "application/soap+xml",
        "application/gzip",
        "charset=UTF-16",
        "\"",
        ";",
        "<>",
        "=?utf-8?q?",
    ];
    private static readonly string[] EnvelopeWords =
    [
        "<eb:Messaging",
        "</eb:Messaging>",
        "<eb:UserMessage>",
        "<eb:SignalMessage>",
        "<eb:Receipt>",
        "<eb:Error ",
        "<eb:PullRequest mpc=\"",
        "<eb:Property name=\"",
        "<wsse:Security",
        "<ds:Reference URI=\"",
        "<ds:Transform Algorithm=\"",
        "<ds:DigestValue>",
        "<ds:SignatureValue>",
        "<wsse:BinarySecurityToken",
        "wsu:Id=\"",
        "S12:mustUnderstand=\"true\"",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "<![CDATA[",
        "<!--",
        "<?",
        "&#x0;",
        "&amp;",
        "xmlns:a=\"\"",
        "cid:",
        "xml:id=\"",
        "</",
        "/>",
    ];
    private static readonly string[] DocumentWords =
    [
        "<LRN>",
        "</LRN>",
        "<documentIssueDate>",
        "2026-02-30T24:00:00Z",
        "<identificationNumber>",
        "BE0123456789",
        "<sequenceNumber>",
        "-1",
        "1e9",
        "0.0000001",
        "<",
        "/>",
        "xmlns=\"\"",
        "<!DOCTYPE",
        "&#x1F600;",
        "\u202E",
        "<![CDATA[",
        "xsi:nil=\"true\"",
        "<grossMass>",
        "<country>",
        "<MRN>",
    ];
    private static readonly string[] YamlWords =
    [
        "rules:",
        "- name: ",
        "when:",
        "then:",
        "&a ",
        "*a",
        "!!binary ",
        "? ",
        "|",
        ">-",
        "[[[[",
        "{{{{",
        "\"\\u0000\"",
        "---\n",
        "...",
        "\n  ",
        "after: 3s",
        "often: 1",
        "<<: *a",
        "%YAML 1.2\n",
    ];
    private static readonly string[] ListWords =
    [
        "<tsl:TrustServiceStatusList",
        "<tsl:TSPService>",
        "<tsl:ServiceHistoryInstance>",
        "<tsl:StatusStartingTime>",
        "<tsl:X509Certificate>",
        "<tsl:ServiceStatus>",
        "<ds:Signature",
        "<ds:Reference URI=\"\">",
        "<ds:Transform Algorithm=\"",
        "<tsl:OtherTSLPointer>",
        "<tsl:NextUpdate>",
        "</",
        "/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    ];
    private static readonly string[] CertificateWords =
    [
        "-----BEGIN CERTIFICATE-----\n",
        "-----END CERTIFICATE-----\n",
        "-----BEGIN PKCS7-----\n",
        "-----BEGIN PRIVATE KEY-----\n",
        "MII",
        "==",
    ];

    /// <summary>Every target.</summary>
    /// <param name="repository">Where the fixtures are.</param>
    public static async Task<IReadOnlyList<Target>> AllAsync(string repository)
    {
        var (lists, signers) = await PublishedLists.TakeAsync();
        var captures = Files(repository, "fixtures/captures", "*.as4");
        var messages = captures.ConvertAll(capture => Capture.TryRead(capture, null, out var message, out _) ? message : null);
        var bodies = messages.OfType<As4.WireMessage>().ToList();
        var envelopes = bodies
            .ConvertAll(body => Between(body.Body.ToArray(), "<"u8, ":Envelope>"u8))
            .FindAll(envelope => envelope.Length > 0);
        var documents = Files(repository, "fixtures/filings", "*.xml");
        Target[] all =
        [
            new("mime", [.. bodies.Select(Typed)], Words(MimeWords), Mime),
            new("envelope", envelopes, Words(EnvelopeWords), Envelope),
            new("capture", captures, Words([.. MimeWords, .. EnvelopeWords]), InspectAsync),
            new(
                "gzip",
                [.. documents.Take(4).Select(document => Gzip.Compress(document)), [], [0x1F, 0x8B, 8, 0x1F, 0, 0, 0, 0, 0, 3]],
                [],
                Expand
            ),
            new("document", documents, Words(DocumentWords), Validate),
            new("yaml", Files(repository, "fixtures/playbooks", "*.yaml"), Words(YamlWords), Yaml),
            new("list", lists, Words(ListWords), input => List(input, signers)),
            new("certificate", Certificates(), Words(CertificateWords), Certificate),
        ];
        return [.. all.Select(target => With(repository, target))];
    }

    private static Task Mime(byte[] input)
    {
        var (type, body) = Untyped(input);
        _ = new PackageReader(Profile.Limits).Read(type, body, contentEncoding: null);
        return Task.CompletedTask;
    }

    private static Task Envelope(byte[] input)
    {
        const string soap = "application/soap+xml; charset=UTF-8";
        if (
            new PackageReader(Profile.Limits).Read(soap, input, contentEncoding: null).Value is { } package
            && new EnvelopeReader(Profile.Limits).ReadAsFarAsPossible(package).Value is { } envelope
        )
        {
            _ = new ProfileMatcher(Profile).Check(envelope, package, Direction.ToCustoms);
            _ = new SealVerifier(Profile.Limits).Verify(envelope, package);
        }

        return Task.CompletedTask;
    }

    private static async Task InspectAsync(byte[] input)
    {
        if (Capture.TryRead(input, null, out var message, out _))
        {
            _ = await new Inspector(Profile, trust: new SenderTrust(Profile, judge: null, registry: null)).InspectAsync(message);
        }
    }

    private static Task Expand(byte[] input)
    {
        _ = Gzip.TryExpand(input, Profile.Limits, out _, out _);
        _ = GzipScan.TryRead(input, Profile.Limits, HashAlgorithmName.SHA256, out _, out _);
        return Task.CompletedTask;
    }

    private static Task Validate(byte[] input)
    {
        _ = new EnsValidator(Pack).ReadAndValidate(input, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Task.CompletedTask;
    }

    private static Task Yaml(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        Refusable(() => Playbook.Read(text, "fuzzed", Pack));
        Refusable(() => ChaosPlan.Read(text, "fuzzed"));
        return Task.CompletedTask;
    }

    private static Task List(byte[] input, IReadOnlyList<X509Certificate2> signers)
    {
        _ = TrustedListReader.PivotsNamedBy(input);
        _ = TrustedListReader.TryRead(input, signers, out _, out _);
        return Task.CompletedTask;
    }

    private static Task Certificate(byte[] input)
    {
        _ = CertificateFile.TryRead(input, "fuzzed", out _, out _);
        return Task.CompletedTask;
    }

    private static void Refusable(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException)
        {
            // This is how these readers refuse.
        }
    }

    private static IReadOnlyList<byte[]> Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fuzzed, O=Example, C=BE", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(2));
        X509Certificate2Collection both = [certificate, certificate];
        return
        [
            certificate.RawData,
            Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()),
            both.Export(X509ContentType.Pkcs7)!,
            certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1), "fuzzed"),
        ];
    }

    // What once made a reader fail, with what it begins with anyway.
    private static Target With(string repository, Target target) =>
        target with
        {
            Seeds = [.. target.Seeds, .. Files(repository, Path.Combine("Fuzzing", "corpus", target.Name), "*")],
        };

    private static List<byte[]> Files(string repository, string folder, string pattern) =>
        new DirectoryInfo(Path.Combine(repository, folder)) is { Exists: true } there ? [.. Read(there, pattern)] : [];

    private static IEnumerable<byte[]> Read(DirectoryInfo folder, string pattern) =>
        Directory
            .GetFiles(folder.FullName, pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(file => file.Length < Mutator.Most);

    private static IReadOnlyList<byte[]> Words(string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    // The content type and the body as one input: a line, and the rest.
    private static byte[] Typed(As4.WireMessage message) => [.. Encoding.UTF8.GetBytes(message.ContentType + "\n"), .. message.Body.Span];

    private static (string Type, ReadOnlyMemory<byte> Body) Untyped(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        return end < 0 ? ("", input) : (Encoding.UTF8.GetString(input, 0, end), input.AsMemory(end + 1));
    }

    private static byte[] Between(byte[] bytes, ReadOnlySpan<byte> begin, ReadOnlySpan<byte> end)
    {
        var (from, to) = (bytes.AsSpan().IndexOf(begin), bytes.AsSpan().LastIndexOf(end));
        return from < 0 || to < from ? [] : bytes[from..(to + end.Length)];
    }
}
