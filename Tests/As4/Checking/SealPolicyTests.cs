using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Checking;

/// <summary>A seal that holds, and one of its properties spoiled at a time: the check of that property refuses, with its code.</summary>
public sealed class SealPolicyTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static readonly Profile Profile = TestSeal.Profile;

    private static readonly Dictionary<string, Spoiled> Table = new(StringComparer.Ordinal)
    {
        ["not there"] = new(s => s with { Present = false }, "seal.present", "EBMS:0103"),
        ["read in two ways"] = new(s => s with { Fault = "two signatures" }, "seal.structure", "EBMS:0101"),
        ["RSA-SHA1"] = new(s => s with { SignatureAlgorithm = Algorithms.RsaSha1 }, "seal.signature-algorithm", "EBMS:0103"),
        ["inclusive"] = new(s => s with { Canonicalisation = Algorithms.InclusiveC14N }, "seal.canonicalisation", "EBMS:0103"),
        ["digest SHA-1 of the last"] = new(s => Last(s, r => r with { DigestAlgorithm = "sha1" }), "seal.digest-algorithm", "EBMS:0103"),
        ["digest SHA-1 of the first"] = new(s => First(s, r => r with { DigestAlgorithm = "sha1" }), "seal.digest-algorithm", "EBMS:0103"),
        ["no transform"] = new(s => First(s, r => r with { Transforms = [] }), "seal.transforms", "EBMS:0103"),
        ["two transforms"] = new(
            s => First(s, r => r with { Transforms = [.. r.Transforms, .. r.Transforms] }),
            "seal.transforms",
            "EBMS:0103"
        ),
        ["transform of parts on an element"] = new(
            s => First(s, r => r with { Transforms = [Algorithms.AttachmentContent] }),
            "seal.transforms",
            "EBMS:0103"
        ),
        ["transform of elements on a part"] = new(
            s => Last(s, r => r with { Transforms = [Algorithms.ExclusiveC14N] }),
            "seal.transforms",
            "EBMS:0103"
        ),
        ["single certificate"] = new(s => s with { TokenType = Algorithms.X509Token }, "seal.token-type", "EBMS:0103"),
        ["no token type"] = new(s => s with { TokenType = null }, "seal.token-type", "EBMS:0103"),
        ["mislabelled"] = new(s => s with { TokenMislabelled = "one certificate" }, "seal.token-label", "EBMS:0101"),
        ["mislabelled as another"] = new(
            s => s with { TokenMislabelled = "a PKIPath", TokenType = Algorithms.X509Token },
            "seal.token-label seal.token-type",
            "EBMS:0103"
        ),
        ["no leaf"] = new(s => s with { Leaf = null, TokenFault = "several leaves" }, "seal.token", "EBMS:0101"),
        ["leaf alone"] = new(s => s with { TokenCertificates = [s.Leaf!] }, "seal.token-chain", "EBMS:0101"),
        ["header not covered"] = new(s => s with { CoversMessaging = false }, "seal.covers-messaging", "EBMS:0103"),
        ["header of the same name covered"] = new(
            s => First(s with { CoversMessaging = false }, r => r with { Target = "another Messaging" }),
            "seal.covers-messaging",
            "EBMS:0101"
        ),
        ["body not covered"] = new(s => s with { CoversBody = false }, "seal.covers-body", "EBMS:0103"),
        ["body of the same name covered"] = new(
            s => First(s with { CoversBody = false }, r => r with { Target = "another Body" }),
            "seal.covers-body",
            "EBMS:0101"
        ),
        ["part not covered"] = new(s => s with { CoveredAttachments = [] }, "seal.covers-parts", "EBMS:0103"),
        ["other part covered"] = new(s => s with { CoveredAttachments = ["other@x"] }, "seal.covers-parts", "EBMS:0103"),
        ["digest wrong"] = new(s => First(s, r => r with { Ok = false }), "seal.digest", "EBMS:0101"),
        ["last digest wrong"] = new(s => Last(s, r => r with { Ok = false }), "seal.digest", "EBMS:0101"),
        ["digest not checked"] = new(s => First(s, r => r with { Ok = null }), "seal.verified", "EBMS:0101"),
        ["value wrong"] = new(s => s with { SignatureValueValid = false }, "seal.value", "EBMS:0101"),
        ["value not checked"] = new(s => s with { SignatureValueValid = null }, "seal.verified", "EBMS:0101"),
        ["no reference"] = new(s => s with { References = [] }, "seal.verified", "EBMS:0101"),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Fact]
    public void As_it_is_every_check_passes()
    {
        var checks = Check(s => s);

        checks.Where(check => check.Verdict != CheckVerdict.Passed).ShouldBeEmpty();
        checks.Count(check => check.Id == "seal.digest").ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_property_that_is_spoiled_fails_the_check_of_it(string name)
    {
        var spoiled = Table[name];

        var checks = Check(spoiled.Change);

        checks.Where(check => check.Verdict == CheckVerdict.Failed).Select(check => check.Id).ShouldBe(spoiled.Ids.Split(' '));
        checks.FirstError().ShouldNotBeNull().Code.Code.ShouldBe(spoiled.Code);
    }

    [Fact]
    public void What_the_seal_is_not_is_warned_of_and_taken()
    {
        Warned(s => s with { Timestamp = new SealTimestamp("2026-11-23T10:00:00Z", null) }).ShouldBe(["seal.timestamp"]);
        Warned(s => s with { TokenCertificates = [.. s.TokenCertificates.Reverse()] }).ShouldBe(["seal.token-order"]);
    }

    [Fact]
    public void A_certificate_that_is_only_named_is_not_checked_and_refused_for_how_it_is_named()
    {
        var checks = Check(s => s with { Leaf = null, WantedCertificate = "serial 1", TokenType = "IssuerSerial" });

        checks.Where(check => check.Verdict == CheckVerdict.Failed).Select(check => check.Id).ShouldBe(["seal.token-type"]);
        checks.Single(check => check.Id == "seal.token").Verdict.ShouldBe(CheckVerdict.Inconclusive);
    }

    [Fact]
    public void Nothing_is_said_of_the_order_of_a_path_without_a_leaf() =>
        Warned(s => s with { Leaf = null, TokenCertificates = [.. s.TokenCertificates.Reverse()] })
            .ShouldNotContain(id => id == "seal.token-order");

    [Fact]
    public void A_seal_that_can_be_read_in_two_ways_holds_in_none()
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var verified = new SealVerifier(Profile.Limits).Verify(envelope, package);

        verified.SignatureValid.ShouldBe(true);
        (verified with { Fault = "two signatures" }).SignatureValid.ShouldBeNull();
        (verified with { Fault = "two signatures" }).NotChecked.ShouldBe("two signatures");
        (verified with { References = [] }).SignatureValid.ShouldBeNull();
    }

    [Fact]
    public void A_self_signed_leaf_alone_is_not_trusted_rather_than_incomplete()
    {
        Seal Alone(Seal s) => s with { Leaf = seal.Root, TokenCertificates = [seal.Root] };

        Check(Alone).FirstError()!.Description.ShouldContain("NotTrusted");
        Check(s => s with { TokenCertificates = [s.Leaf!] }).FirstError()!.Description.ShouldContain("IncompletePath");
        var domibus = Profile with { Wording = ErrorWording.Domibus };
        Check(Alone, domibus).FirstError()!.Code.Code.ShouldBe("EBMS:0103");
        Check(s => s with { TokenCertificates = [s.Leaf!] }, domibus).FirstError()!.Code.Code.ShouldBe("EBMS:0101");
    }

    [Fact]
    public void In_the_wording_of_Domibus_a_broken_value_is_a_failed_decryption()
    {
        var domibus = Profile with { Wording = ErrorWording.Domibus };

        Check(s => s with { SignatureValueValid = false }, domibus).FirstError()!.Code.Code.ShouldBe("EBMS:0102");
        Check(s => First(s, r => r with { Ok = false }), domibus).FirstError()!.Code.Code.ShouldBe("EBMS:0102");
    }

    [Fact]
    public void Where_the_Body_need_not_be_signed_it_need_not_be_covered() =>
        Check(s => s with { CoversBody = false }, Profile with { BodySigned = false }).FirstError().ShouldBeNull();

    [Fact]
    public void An_error_may_come_without_a_seal_and_nothing_else_may()
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var none = new Seal { Present = false };
        ErrorSignal error = new(MessageId.Parse("error@x"), "a@x", DateTimeOffset.UnixEpoch, []);
        Envelope Of(SignalMessage signal) =>
            new(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids) { Signal = signal };

        new SealPolicy(Profile).Check(Of(error), package, none).FirstError().ShouldBeNull();
        new SealPolicy(Profile)
            .Check(Of(new PullRequest(MessageId.Parse("pull@x"), DateTimeOffset.UnixEpoch, null)), package, none)
            .FirstError()
            .ShouldNotBeNull()
            .CheckId.ShouldBe("seal.present");
        new SealPolicy(Profile)
            .Check(Of(error), package, new Seal { Present = true, Fault = "two signatures" })
            .FirstError()
            .ShouldNotBeNull()
            .CheckId.ShouldBe("seal.structure");
    }

    [Fact]
    public void A_MIME_part_without_a_Content_ID_cannot_be_covered()
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var nameless = package with { Attachments = [.. package.Attachments, new MimePart(null, "image/jpeg", default)] };

        new SealPolicy(Profile)
            .Check(envelope, nameless, new SealVerifier(Profile.Limits).Verify(envelope, package))
            .FirstError()
            .ShouldNotBeNull()
            .CheckId.ShouldBe("seal.covers-parts");
    }

    private static Seal First(Seal seal, Func<SealReferenceResult, SealReferenceResult> change) =>
        seal with
        {
            References = [change(seal.References[0]), .. seal.References.Skip(1)],
        };

    private static Seal Last(Seal seal, Func<SealReferenceResult, SealReferenceResult> change) =>
        seal with
        {
            References = [.. seal.References.SkipLast(1), change(seal.References[^1])],
        };

    private IEnumerable<string> Warned(Func<Seal, Seal> change) =>
        Check(change).Where(check => check.Verdict != CheckVerdict.Passed).Select(check => check.Id);

    private IReadOnlyList<Check> Check(Func<Seal, Seal> change, Profile? profile = null)
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var verified = new SealVerifier(Profile.Limits).Verify(envelope, package);
        return new SealPolicy(profile ?? Profile).Check(envelope, package, change(verified));
    }

    private sealed record Spoiled(Func<Seal, Seal> Change, string Ids, string Code);
}
