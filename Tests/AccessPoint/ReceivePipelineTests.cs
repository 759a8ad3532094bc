using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.Tests.Support;
using Ics2.Trust.Registry;
using Ics2.TrustServices;

namespace Ics2.Tests.AccessPoint;

public sealed class ReceivePipelineTests(PkiFixture pki) : IAsyncDisposable
{
    private readonly ReceivingBench _bench = new(pki);

    [Fact]
    public async Task A_good_filing_gets_a_receipt_that_repeats_its_references_and_waits_for_customs()
    {
        var filing = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");

        var answer = await _bench.PostAsync(filing);

        answer.Status.ShouldBe(200);
        var receipt = ReceivingBench.Read(answer.Wire.ShouldNotBeNull()).Signal.ShouldBeOfType<Receipt>();
        ReceiptCheck.Compare(filing.MessageId, filing.References, receipt).ShouldAllBe(check => check.Error == null);
        (await _bench.Store.TakeUpAsync(_bench.Store.Waiting().ShouldHaveSingleItem()))
            .ShouldNotBeNull()
            .Wire.Body.ToArray()
            .ShouldBe(filing.Wire.Body.ToArray());
    }

    [Fact]
    public async Task A_repetition_gets_the_first_receipt_byte_for_byte_and_one_for_its_own_digests_when_sealed_anew__AS4_01()
    {
        var header = pki.Trader.Header();
        var filing = pki.Trader.Lodge(header, "<IE3F10/>");
        var anew = pki.Trader.Lodge(header with { Timestamp = header.Timestamp.AddMinutes(3) }, "<IE3F10/>");
        var first = await _bench.PostAsync(filing);

        var second = await _bench.PostAsync(filing);
        var third = await _bench.PostAsync(anew);

        second.Wire.ShouldNotBeNull().Body.ToArray().ShouldBe(first.Wire!.Body.ToArray());
        var receipt = ReceivingBench.Read(third.Wire.ShouldNotBeNull()).Signal.ShouldBeOfType<Receipt>();
        ReceiptCheck.Compare(anew.MessageId, anew.References, receipt).ShouldAllBe(check => check.Error == null);
        receipt.MessageId.ShouldBe(ReceivingBench.Read(first.Wire!).Signal!.MessageId, "the first receipt, rebuilt, as Domibus has it");
        _bench.Store.Waiting().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Fifty_posts_at_once_are_accepted_once__AS4_02()
    {
        var filing = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _bench.PostAsync(filing))));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Select(answer => Convert.ToHexString(answer.Wire!.Body.Span)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        _bench.Store.Waiting().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_payload_under_the_same_id_is_refused_and_told_when_the_first_came__AS4_04()
    {
        var header = pki.Trader.Header();
        await _bench.PostAsync(pki.Trader.Lodge(header, "<IE3F10/>"));

        var error = await RefusedAsync(pki.Trader.Lodge(header, "<IE3F10>other</IE3F10>"), 500);

        error.Code.Code.ShouldBe("EBMS:0003");
        error.Detail.ShouldContain(
            "first received at " + _bench.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );
        _bench.Store.Waiting().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_ping_gets_a_receipt_and_is_never_handed_to_customs()
    {
        (await _bench.PostAsync(pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []))).Status.ShouldBe(200);

        _bench.Store.Waiting().ShouldBeEmpty();
        _bench.Store.Messages(new MessageQuery("in", null, 10)).ShouldHaveSingleItem().State.ShouldBe("test");
    }

    [Fact]
    public async Task A_seal_of_somebody_else_is_refused_with_the_sub_code_of_the_interface_document__KEY_15()
    {
        var stolen = pki.Other.Header() with { From = pki.Trader.Header().From };

        var error = await RefusedAsync(pki.Other.Lodge(stolen, "<IE3F10/>"), 500);

        error.Code.Code.ShouldBe("EBMS:0004");
        error.Detail.ShouldStartWith("A001:");
        NothingRecorded();
    }

    [Fact]
    public async Task An_id_that_was_refused_or_whose_recording_failed_is_no_duplicate_when_it_comes_again__AS4_03()
    {
        var filing = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        _bench.Registry.Always = new Authorisation(Granted: false, "A003", "UUM&DS is down.", null, null, null);
        ReceivingBench.Error(await _bench.PostAsync(filing)).Code.Code.ShouldBe("EBMS:0004");
        _bench.Registry.Always = null;
        var spoilt = filing.Wire with { Body = Spoilt(filing.Wire.Body) };
        ReceivingBench.Error(await _bench.PostAsync(spoilt)).Code.Code.ShouldStartWith("EBMS:010");
        NothingRecorded();

        (await _bench.PostAsync(filing)).Status.ShouldBe(200);
        (await _bench.PostAsync(filing)).Status.ShouldBe(200);

        _bench.Store.Waiting().ShouldHaveSingleItem();
    }

    private static byte[] Spoilt(ReadOnlyMemory<byte> body)
    {
        var bytes = body.ToArray();
        bytes[bytes.AsSpan().IndexOf((byte[])[0x1F, 0x8B]) + 12] ^= 1;
        return bytes;
    }

    [Fact]
    public async Task A_document_that_this_process_could_never_read_is_refused_and_not_acknowledged()
    {
        await using var small = new ReceivingBench(pki)
        {
            Memory = new MemoryPlan(1, Profile.Ics2HtiV2.MaxMessageBytes, TimeProvider.System),
        };
        var noise = new byte[small.Memory.LargestDocument / 2];
        Random.Shared.NextBytes(noise); // what compresses well is refused for that
        var document = $"<IE3F10>{Convert.ToHexString(noise)}</IE3F10>";

        var error = ReceivingBench.Error(await small.PostAsync(pki.Trader.Lodge(pki.Trader.Header(), document)));

        error.Code.Code.ShouldBe("EBMS:0004");
        error.Detail.ShouldContain("payload.memory");
        small.Store.Waiting().ShouldBeEmpty();
    }

    [Fact]
    public async Task Domibus_wording_has_four_digits_in_the_sub_code()
    {
        await using var domibus = new ReceivingBench(pki, Profile.Ics2HtiV2 with { Wording = ErrorWording.Domibus });
        domibus.Registry.Always = new Authorisation(Granted: false, "A004", "UUM&DS is down.", null, null, null);

        var answer = await domibus.PostAsync(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));

        ReceivingBench.Error(answer).Detail.ShouldStartWith("A0004:");
    }

    [Fact]
    public async Task An_unlisted_ca_and_an_expired_chain_are_EBMS_0101_in_the_words_of_the_ICD()
    {
        var unlisted = new TraderKit(pki.Pki.IssueSeal("BE0123456789", "Trader", SealFlavour.Untrusted), pki.Trader.Tls, "BE0123456789");
        (await RefusedAsync(unlisted.Lodge(unlisted.Header(), "<IE3F10/>"), 500)).Code.Code.ShouldBe("EBMS:0101");

        _bench.Clock.Advance(TimeSpan.FromDays(365 * 40));
        (await RefusedAsync(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"), 500)).Code.Code.ShouldBe("EBMS:0101");
        NothingRecorded();
    }

    [Fact]
    public async Task A_leaf_without_its_chain_is_EBMS_0101__the_most_common_onboarding_failure()
    {
        var lone = new TraderKit(pki.Trader.Seal with { Chain = [] }, pki.Trader.Tls, pki.Trader.PartyId);

        (await RefusedAsync(lone.Lodge(lone.Header(), "<IE3F10/>"), 500)).Code.Code.ShouldBe("EBMS:0101");
    }

    [Fact]
    public async Task A_changed_byte_of_the_payload_breaks_the_seal()
    {
        var filing = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        var bytes = filing.Wire.Body.ToArray();
        bytes[bytes.AsSpan().IndexOf(new byte[] { 0x1f, 0x8b }) + 9] ^= 1; // the system field of the gzip header

        var answer = await _bench.PostAsync(filing.Wire.ContentType, bytes);

        ReceivingBench.Error(answer).Code.Code.ShouldBe("EBMS:0101");
        NothingRecorded();
    }

    [Fact]
    public async Task An_unreadable_party_id_is_EBMS_0001()
    {
        var header = pki.Trader.Header();

        var error = await RefusedAsync(pki.Trader.Lodge(header with { From = header.From with { Id = "not-an-eori" } }, "<IE3F10/>"), 500);

        error.Code.Code.ShouldBe("EBMS:0001");
        _bench.Registry.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_mime_is_answered_with_400_and_EBMS_0007()
    {
        var answer = await _bench.PostAsync("multipart/related; boundary=\"b\"", "no boundary here"u8.ToArray());

        answer.Status.ShouldBe(400);
        ReceivingBench.Error(answer).Code.Code.ShouldBe("EBMS:0007");
    }

    [Fact]
    public async Task A_failing_registry_client_is_an_internal_error_without_a_receipt()
    {
        await _bench.Store.DisposeAsync();

        var answer = await _bench.PostAsync(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));

        answer.Status.ShouldBe(500);
        var error = ReceivingBench.Error(answer);
        error.Code.Code.ShouldBe("EBMS:0004");
        error.Detail.ShouldNotContain("A00");
    }

    [Fact]
    public async Task Every_refusal_says_what_was_expected_and_found_and_how_to_mend_it()
    {
        var header = pki.Trader.Header();
        SealedMessage[] bad =
        [
            pki.Trader.Lodge(header with { Action = "IE3A25" }, "<IE3A25/>"),
            pki.Trader.Lodge(header with { From = header.From with { Id = "?" } }, "<IE3F10/>"),
            pki.Other.Lodge(header, "<IE3F10/>"),
            pki.Trader.Writer.WritePullRequest(pki.Other.Channel),
            pki.Trader.Writer.WritePullRequest(pki.Trader.Channel),
        ];
        foreach (var message in bad)
        {
            var detail = ReceivingBench.Error(await _bench.PostAsync(message)).Detail;
            detail.ShouldContain("expected: ");
            detail.ShouldContain("found: ");
            detail.ShouldContain("remedy: ");
            detail.ShouldContain("rule: ");
        }
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task<EbmsError> RefusedAsync(SealedMessage message, int status)
    {
        var answer = await _bench.PostAsync(message);
        answer.Status.ShouldBe(status);
        return ReceivingBench.Error(answer);
    }

    private void NothingRecorded() => _bench.Store.Messages(new MessageQuery("in", null, 10)).ShouldBeEmpty();
}
