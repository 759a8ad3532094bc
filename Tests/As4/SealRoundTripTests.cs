using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4;

public sealed class SealRoundTripTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static readonly Profile Profile = TestSeal.Profile;
    private readonly SealVerifier _verifier = new(Profile.Limits);

    [Fact]
    public void A_filing_written_by_us_passes_every_check_of_the_profile()
    {
        var sent = seal.Filing();
        var (envelope, package) = TestSeal.Read(sent.Wire);

        Failures(new ProfileMatcher(Profile).Check(envelope, package, Direction.ToCustoms)).ShouldBeEmpty();
        var verified = _verifier.Verify(envelope, package);
        Failures(new SealPolicy(Profile).Check(envelope, package, verified)).ShouldBeEmpty();
        verified.SignatureValid.ShouldBe(true);
        verified.Leaf!.Thumbprint.ShouldBe(seal.Leaf.Thumbprint);
        verified.References.Select(reference => reference.Target).ShouldBe(["eb:Messaging", "S:Body", "attachment"]);

        var payloads = new PayloadReader(Profile).Read(envelope.UserMessage!, package);
        payloads.Value!.BusinessDocument!.Content.ToArray().ShouldBe(TestSeal.Document().Content.ToArray());
    }

    [Fact]
    public void A_receipt_repeats_the_references_and_covers_the_body()
    {
        var sent = seal.Filing();
        var receipt = seal.Writer.WriteReceipt(TestSeal.Read(sent.Wire).Envelope);
        var (envelope, package) = TestSeal.Read(receipt.Wire);
        var verified = _verifier.Verify(envelope, package);

        Failures(new ProfileMatcher(Profile).Check(envelope, package, Direction.ToTrader)).ShouldBeEmpty();
        Failures(new SealPolicy(Profile).Check(envelope, package, verified)).ShouldBeEmpty();
        verified.CoversBody.ShouldBeTrue();
        Failures(ReceiptCheck.Compare(sent.MessageId, sent.References, (Receipt)envelope.Signal!)).ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_verified_message_only_the_certificates_are_kept()
    {
        var (body, leaf) = VerifyOne();
        for (var i = 0; i < 10 && body.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        body.IsAlive.ShouldBeFalse();
        VerifyOne().Leaf.ShouldBeSameAs(leaf);
    }

    // Apart, so that no local of the test keeps the message.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (WeakReference Body, X509Certificate2 Leaf) VerifyOne()
    {
        var sent = seal.Filing().Wire;
        var body = sent.Body.ToArray();
        var (envelope, package) = TestSeal.Read(sent with { Body = body });
        var verified = _verifier.Verify(envelope, package);
        verified.SignatureValid.ShouldBe(true);
        return (new WeakReference(body), verified.Leaf!);
    }

    [Fact]
    public void A_receipt_for_another_message_is_told_apart()
    {
        var other = seal.Filing();
        var receipt = TestSeal.Read(seal.Writer.WriteReceipt(TestSeal.Read(other.Wire).Envelope).Wire).Envelope;
        var sent = seal.Filing();

        var error = ReceiptCheck.Compare(sent.MessageId, sent.References, (Receipt)receipt.Signal!).FirstError();
        error!.Code.ShouldBe(EbmsErrorCode.InvalidReceipt);
        error.CheckId.ShouldBe("receipt.ref");
    }

    [Fact]
    public void A_pull_request_issealed_and_names_its_channel()
    {
        var pull = seal.Writer.WritePullRequest(Mpc.ForParty(Profile.MpcToTrader, "BE0123456789"));
        var (envelope, package) = TestSeal.Read(pull.Wire);

        Failures(new ProfileMatcher(Profile).Check(envelope, package, Direction.ToCustoms)).ShouldBeEmpty();
        Failures(new SealPolicy(Profile).Check(envelope, package, _verifier.Verify(envelope, package))).ShouldBeEmpty();
        ((PullRequest)envelope.Signal!).Mpc!.PartyId.ShouldBe("BE0123456789");
    }

    [Fact]
    public void A_ping_needs_no_payload_and_still_travels_as_multipart()
    {
        var ping = TestSeal.Header() with { Service = new TypedValue(Profile.TestService, null), Action = Profile.TestAction };
        var (envelope, package) = TestSeal.Read(seal.Writer.WriteUserMessage(ping, []).Wire);

        package.IsMultipart.ShouldBeTrue();
        Failures(new ProfileMatcher(Profile).Check(envelope, package, Direction.ToCustoms)).ShouldBeEmpty();
    }

    [Fact]
    public void An_error_is_unsigned_by_default_and_reads_back_with_code_and_detail()
    {
        var error = new EbmsError(EbmsErrorCode.Other, "The certificate is not registered.")
        {
            SubCode = "A001",
            Expected = "a registration",
            Found = "none",
        };
        var (envelope, package) = TestSeal.Read(seal.Writer.WriteError(error, "m1@trader.example.eu"));

        var read = ((ErrorSignal)envelope.Signal!).Errors.ShouldHaveSingleItem();
        read.Code.Code.ShouldBe("EBMS:0004");
        read.Detail.ShouldStartWith("A001: The certificate is not registered; ");
        read.Detail.ShouldContain("expected: a registration");
        envelope.Signal!.RefToMessageId.ShouldBe("m1@trader.example.eu");
        _verifier.Verify(envelope, package).Present.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_channel_is_a_warning_without_soap_fault()
    {
        var (envelope, _) = TestSeal.Read(
            seal.Writer.WriteError(new EbmsError(EbmsErrorCode.EmptyMessagePartitionChannel, "Nothing waits."), null)
        );

        ((ErrorSignal)envelope.Signal!).Errors[0].Severity.ShouldBe(ErrorSeverity.Warning);
        envelope.Body.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_tampered_part_is_named_with_stated_and_computed_digest()
    {
        var sent = seal.Filing();
        var bytes = sent.Wire.Body.ToArray();
        var gzip = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        bytes[gzip + 12] ^= 1;
        var (envelope, package) = TestSeal.Read(sent.Wire with { Body = bytes });
        var verified = _verifier.Verify(envelope, package);

        var error = new SealPolicy(Profile).Check(envelope, package, verified).FirstError();
        error!.Code.ShouldBe(EbmsErrorCode.FailedAuthentication);
        error.Detail.ShouldContain($"stated {sent.References[2].Digest}");
        error.Detail.ShouldContain($"computed {verified.References[2].Computed}");
        verified.SignatureValueValid.ShouldBe(true);
        verified.SignatureValid.ShouldBe(false);
    }

    [Fact]
    public void Domibus_wording_answers_a_broken_digest_with_0102()
    {
        var sent = seal.Filing();
        var bytes = sent.Wire.Body.ToArray();
        bytes[bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b]) + 12] ^= 1;
        var (envelope, package) = TestSeal.Read(sent.Wire with { Body = bytes });

        var policy = new SealPolicy(Profile with { Wording = ErrorWording.Domibus });
        policy.Check(envelope, package, _verifier.Verify(envelope, package)).FirstError()!.Code.Code.ShouldBe("EBMS:0102");
    }

    [Fact]
    public void What_we_write_is_already_canonical()
    {
        var header = TestSeal.Header() with { RefToMessageId = "a&b<c>\"@x", ConversationId = "tab\tcr\rlf\n&<>\"'é€𝄞" };
        foreach (
            var wire in new[]
            {
                seal.Writer.WriteUserMessage(header, [TestSeal.Document()]).Wire,
                seal.Writer.WriteReceipt(TestSeal.Read(seal.Filing().Wire).Envelope).Wire,
            }
        )
        {
            var (envelope, package) = TestSeal.Read(wire);
            _verifier.Verify(envelope, package).References.ShouldAllBe(reference => reference.Ok == true);
            foreach (var element in new[] { envelope.Messaging, envelope.Body })
            {
                CanonicaliserTests.Oracle(element, package.Root.Content).ShouldBe(CanonicaliserTests.Ours(element));
            }
        }
    }

    private static List<Check> Failures(IEnumerable<Check> checks) =>
        [.. checks.Where(check => check.Verdict is CheckVerdict.Failed or CheckVerdict.Warning)];
}
