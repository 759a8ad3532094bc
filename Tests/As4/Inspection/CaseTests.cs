using Ics2.AccessPoint.Receiving;
using Ics2.As4.Checking;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;
using Ics2.Cli.Output;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection;

/// <summary>Captures that were once judged or explained wrongly (fixtures/captures/README.md).</summary>
public sealed class CaseTests
{
    private static string Folder => Repository.PathOf("fixtures", "captures");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.as4").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("M01-encrypted.as4", "EBMS:0103", "encrypted")]
    [InlineData("M04-pss.as4", "EBMS:0103", "sha256-rsa-MGF1")]
    [InlineData("M04-rsa-sha1.as4", "EBMS:0103", "rsa-sha1")]
    [InlineData("M05-digest-sha1.as4", "EBMS:0103", "xmldsig#sha1")]
    [InlineData("M06-ecdsa.as4", "EBMS:0103", "ecdsa-sha256")]
    [InlineData("M07-conv-empty.as4", null, "ConversationId is empty")]
    [InlineData("M19-bare-bom.as4", null, "byte order mark")]
    [InlineData("M19-bare-preamble.as4", null, "preamble")]
    [InlineData("M22-soap11.as4", "EBMS:0009", "SOAP 1.1")]
    [InlineData("M23-mid-noat.as4", "EBMS:0009", "no '@'")]
    [InlineData("M24-sigvalue-trunc.as4", "EBMS:0101", "SignatureValue is not base64: character 1 is '!'")]
    [InlineData("M26-pkipath-label-single-cert.as4", "EBMS:0101", "ValueType says X509PKIPathv1, its bytes are one X.509 certificate")]
    [InlineData("M27-x509-label-pkipath.as4", "EBMS:0103", "ValueType says X509v3, its bytes are a PKIPath")]
    [InlineData("M28-pkipath-leaf-only.as4", "EBMS:0101", "IncompletePath")]
    [InlineData("M30-pkipath-label-pkcs7.as4", "EBMS:0101", "ValueType says X509PKIPathv1, its bytes are a PKCS#7 bag")]
    [InlineData("a3-unquoted-type.as4", null, "'type'")]
    [InlineData("a4-gzip-without-CompressionType.as4", null, "still is gzip (1F 8B), and its CompressionType is missing")]
    [InlineData("real-receipt-no-nri.as4", "EBMS:0302", "no non-repudiation information")]
    [InlineData("real-receipt-nri-ns.as4", "EBMS:0302", "ebbp-signals-3.0")]
    public async Task A_capture_is_explained_as_its_table_says(string file, string? code, string named)
    {
        var report = await InspectAsync(file);

        report.Error?.Code.Code.ShouldBe(code);
        report.Accepted.ShouldBe(code is null);
        InspectText.Headline(report).ShouldContain(named, Case.Sensitive);
    }

    [Fact]
    public void Every_capture_has_its_row() =>
        Files
            .Select(row => row.Data)
            .ShouldBe(
                typeof(CaseTests)
                    .GetMethod(nameof(A_capture_is_explained_as_its_table_says))!
                    .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
                    .Select(row => (string)((InlineDataAttribute)row).Data[0]!)
                    .Order(StringComparer.Ordinal)
            );

    // Each of them was made from a good message by a change that leaves the value of the signature right, unless the value itself was cut.
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_is_called_broken_that_was_not_checked(string file)
    {
        var report = await InspectAsync(file);

        report.Seal.ShouldNotBeNull().SignatureValueValid.ShouldBe(file.StartsWith("M24", StringComparison.Ordinal) ? null : true);
        report.Seal.References.ShouldNotBeEmpty();
        report.Seal.Leaf.ShouldNotBeNull();
        report.Envelope.ShouldNotBeNull().MessageId.Value.ShouldNotBeEmpty();
        report.Checks.ShouldAllBe(check => check.Verdict != CheckVerdict.Failed || check.Remedy != null);
    }

    [Fact]
    public async Task Of_an_encrypted_message_all_is_said_that_takes_no_key()
    {
        var report = await InspectAsync("M01-encrypted.as4");

        var seal = report.Seal.ShouldNotBeNull();
        seal.References.Select(reference => reference.Ok).ShouldBe([true, true, null]);
        seal.SignatureValid.ShouldBeNull();
        seal.NotChecked.ShouldNotBeNull().ShouldContain("encrypted");
        seal.Encryption.ShouldNotBeNull().Items.ShouldHaveSingleItem().What.ShouldBe("cid:doc@trader.example");
        seal.Encryption.Keys.ShouldHaveSingleItem().Algorithm.ShouldBe("http://www.w3.org/2009/xmlenc11#rsa-oaep");
        report.Checks.Count(check => check.Verdict == CheckVerdict.Failed).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_digest_algorithm_covers_what_it_covers()
    {
        var report = await InspectAsync("M05-digest-sha1.as4");

        report.Checks.Where(check => check.Verdict == CheckVerdict.Failed).ShouldHaveSingleItem().Id.ShouldBe("seal.digest-algorithm");
    }

    private static async Task<InspectionReport> InspectAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, file), Ct);
        Capture.TryRead(bytes, contentType: null, out var message, out var why).ShouldBeTrue(why);
        var profile = Profile.Ics2HtiV2;
        return await new Inspector(profile, trust: new SenderTrust(profile, judge: null, registry: null)).InspectAsync(
            message,
            cancellationToken: Ct
        );
    }
}
