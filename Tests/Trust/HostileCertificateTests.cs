using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Deciding;

namespace Ics2.Tests.Trust;

/// <summary>Certificates made to hurt: the answer is a refusal, in bounded time, and never an exception.</summary>
public sealed class HostileCertificateTests
{
    private static readonly DateTimeOffset Now = SharedPki.Instance.Clock.GetUtcNow();

    private readonly X509Certificate2 _root = Made.SelfSigned("CN=Root", Now, ca: true);

    [Fact]
    public void A_huge_certificate_is_refused_for_its_size()
    {
        using var leaf = Made.Issued("CN=Leaf", _root, Now, extensions: new X509Extension("1.2.3.4", new byte[200_000], critical: false));
        Check(leaf).Found.ShouldNotBeNull().ShouldContain("bytes");
    }

    [Theory]
    [InlineData("2.5.29.15")] // key usage
    [InlineData("2.5.29.37")] // extended key usage
    [InlineData("2.5.29.31")] // CRL distribution points
    [InlineData("1.3.6.1.5.5.7.1.1")] // authority information access
    [InlineData("1.3.6.1.5.5.7.1.3")] // QcStatements
    [InlineData("2.5.29.32")] // policies
    [InlineData("2.5.29.17")] // alternative names
    public async Task Malformed_extensions_are_refused_or_harmless(string oid)
    {
        using var leaf = Made.Issued("CN=Leaf", _root, Now, extensions: new X509Extension(oid, [0x30, 0x05, 0x01], critical: false));
        var decision = Check(leaf);
        if (!decision.Accepted)
        {
            decision.Fault.ShouldBe(ChainFault.Malformed);
        }

        using var http = new HttpClient();
        var finding = await new Ics2.Trust.Revocation.RevocationChecker(http, new(), SharedPki.Instance.Clock).CheckAsync(
            leaf,
            _root,
            TestContext.Current.CancellationToken
        );
        finding.State.ShouldBeOneOf(Ics2.Trust.Revocation.RevocationState.Unknown, Ics2.Trust.Revocation.RevocationState.NotStated);
        TlsDecider.LooksLikeSeal(leaf).ShouldBeFalse();
    }

    [Fact]
    public void A_negative_serial_number_does_no_harm()
    {
        using var leaf = Made.Issued("CN=Leaf", _root, Now);
        var bytes = leaf.RawData;
        var serial = bytes.AsSpan().IndexOf(leaf.SerialNumberBytes.Span);
        bytes[serial] |= 0x80;
        using var negative = X509CertificateLoader.LoadCertificate(bytes);
        Check(negative).Fault.ShouldBe(ChainFault.BrokenSignature);
    }

    [Fact] // KEY-07
    public void A_public_exponent_of_three_is_weak_and_a_key_of_16384_bits_is_not_computed_with()
    {
        using var small = WithKey(Modulus(256), [3]);
        Check(small).Fault.ShouldBe(ChainFault.WeakKey);
        using var large = WithKey(Modulus(2048), [1, 0, 1]);
        Check(large).Fault.ShouldBe(ChainFault.Malformed);
    }

    [Fact]
    public void A_loop_of_issuers_of_the_greatest_length_ends()
    {
        var names = Enumerable.Range(0, ChainChecker.MaxCertificates).ToList();
        var keys = names.ConvertAll(i => Made.SelfSigned($"CN=Loop {i}", Now, ca: true));
        var loop = names.ConvertAll(i => Made.Issued($"CN=Loop {i}", keys[(i + 1) % keys.Count], Now, ca: true, key: keys[i]));
        using var leaf = Made.Issued("CN=Leaf", keys[0], Now);
        var watch = Stopwatch.StartNew();
        new ChainChecker(new TrustAnchors([_root]))
            .Check(leaf, loop, CertificatePurpose.Seal, Now)
            .Fault.ShouldBe(ChainFault.IncompletePath);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Control_characters_of_a_name_do_not_reach_the_refusal()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.Add("2.5.4.3", "evil\r\nINFO accepted\u001b[31m" + new string('x', 5000), UniversalTagNumber.UTF8String);
        using var leaf = Made.SelfSigned(builder.Build(), Now);
        var text = Check(leaf).Text;
        text.Any(char.IsControl).ShouldBeFalse();
        text.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void A_seal_with_any_byte_changed_is_never_accepted_and_never_throws()
    {
        var seal = SharedPki.Instance.Pki.CustomsSeal;
        var checker = new ChainChecker(TrustAnchors.FromPem(SharedPki.Instance.Pki.SealAnchorsPem));
        Gen.Select(Gen.Int[0, seal.Certificate.RawData.Length - 1], Gen.Byte[1, 255])
            .Sample(
                (at, change) =>
                {
                    var bytes = (byte[])seal.Certificate.RawData.Clone();
                    bytes[at] ^= change;
                    try
                    {
                        using var changed = X509CertificateLoader.LoadCertificate(bytes);
                        return !checker.Check(changed, seal.Chain, CertificatePurpose.Seal, Now).Accepted;
                    }
                    catch (CryptographicException)
                    {
                        return true; // the platform does not even load it
                    }
                },
                iter: 2000
            );
    }

    private ChainDecision Check(X509Certificate2 leaf) =>
        new ChainChecker(new TrustAnchors([_root])).Check(leaf, [_root], CertificatePurpose.Seal, Now);

    private X509Certificate2 WithKey(byte[] modulus, byte[] exponent)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(modulus);
            writer.WriteIntegerUnsigned(exponent);
        }

        var key = new PublicKey(new Oid("1.2.840.113549.1.1.1"), new AsnEncodedData([0x05, 0x00]), new AsnEncodedData(writer.Encode()));
        using var signing = _root.GetRSAPrivateKey()!;
        return new CertificateRequest(new X500DistinguishedName("CN=Leaf"), key, HashAlgorithmName.SHA256).Create(
            _root.SubjectName,
            X509SignatureGenerator.CreateForRSA(signing, RSASignaturePadding.Pkcs1),
            Now.AddDays(-1),
            Now.AddDays(1),
            [1, 2, 3]
        );
    }

    private static byte[] Modulus(int bytes)
    {
        var modulus = RandomNumberGenerator.GetBytes(bytes);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        return modulus;
    }
}
