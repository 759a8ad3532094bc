using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Tests.Support;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.TrustServices;

namespace Ics2.Tests.Trader.Lodging;

public sealed class LodgementTests : IDisposable
{
    private static readonly byte[] Filing = Encoding.UTF8.GetBytes(
        "<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"><LRN>LRN-1</LRN></IE3F10>"
    );

    private readonly TraderWorld _world = new();

    private FakeCustoms Customs => _world.Customs;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_filing_is_sent_as_the_profile_asks_and_its_receipt_ends_the_lodgement()
    {
        Customs.ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue(result.Error?.ToString());
        result.Attempts.ShouldBe(1);
        result.Receipt!.Valid.ShouldBeTrue();
        var sent = Customs.Requests.ShouldHaveSingleItem().Envelope.UserMessage!;
        (sent.MessageId, sent.Action, sent.From.Id, sent.To.Id).ShouldBe((result.MessageId, "IE3F10", TraderPki.Eori, "sti-taxud"));
        sent.MessageId.Value.ShouldEndWith("@be0123456789.trader.invalid");
    }

    [Fact]
    public async Task Every_error_of_an_answer_is_told()
    {
        var answer = await File.ReadAllTextAsync(
            Repository.PathOf("fixtures", "captures", "wire", "two-errors.xml"),
            TestContext.Current.CancellationToken
        );
        Customs.Then(seen =>
            FakeCustoms.Wire(
                new WireMessage(
                    "application/soap+xml",
                    Encoding.UTF8.GetBytes(answer.Replace("THE-ID-SENT", seen.Envelope.MessageId.Value, StringComparison.Ordinal))
                ),
                HttpStatusCode.InternalServerError
            )
        );

        var result = await Lodge();

        result.Error!.Code.Code.ShouldBe("EBMS:0003");
        result.Errors.Select(error => (error.Code.Code, error.Detail)).ShouldBe([("EBMS:0003", "first"), ("EBMS:0001", "second")]);
    }

    [Fact]
    public async Task A_SOAP_fault_without_an_AS4_header_and_an_empty_answer_are_told_as_what_they_are()
    {
        const string fault =
            "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body><S:Fault><S:Code><S:Value>S:Receiver</S:Value></S:Code>"
            + "<S:Reason><S:Text xml:lang=\"en\">No route to the gateway</S:Text></S:Reason></S:Fault></S:Body></S:Envelope>";
        Customs
            .Then(_ =>
                FakeCustoms.Wire(new WireMessage("application/soap+xml", Encoding.UTF8.GetBytes(fault)), HttpStatusCode.InternalServerError)
            )
            .ThenNothing()
            .ThenReceipt();

        var result = await Lodge();

        result.Trail[0].Text.ShouldContain("SOAP fault");
        result.Trail[0].Text.ShouldContain("No route to the gateway");
        result.Trail[1].Text.ShouldContain("empty body: neither a receipt nor an error");
        result.Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_message_id_of_the_caller_is_used()
    {
        MessageId.TryParse("mine@trader.example", out var id, out _).ShouldBeTrue();
        Customs.ThenReceipt();
        await using var client = _world.Client();
        var result = await client.LodgeAsync(Filing, messageId: id, cancellationToken: TestContext.Current.CancellationToken);
        result.MessageId.ShouldBe(id);
        Customs.Requests[0].Envelope.MessageId.ShouldBe(id);
    }

    [Fact]
    public async Task Attachments_travel_as_further_parts_under_their_own_id()
    {
        Customs.ThenReceipt();
        await using var client = _world.Client();
        (
            await client.LodgeAsync(
                Filing,
                [new Payload("scan-1", "application/pdf", new byte[] { 1, 2, 3 })],
                cancellationToken: TestContext.Current.CancellationToken
            )
        ).Accepted.ShouldBeTrue();
        Customs.Requests[0].Envelope.UserMessage!.Parts.Select(part => part.ContentId).Last().ShouldBe("scan-1");
    }

    [Fact]
    public async Task Every_retry_posts_the_same_bytes_under_the_same_id()
    {
        Customs
            .ThenNothing(HttpStatusCode.ServiceUnavailable)
            .Then(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"))
            .ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result
            .Trail.Select(attempt => attempt.Outcome)
            .ShouldBe([AttemptOutcome.NoReceipt, AttemptOutcome.NotConnected, AttemptOutcome.Receipted]);
        Customs.Requests.Count.ShouldBe(3);
        Customs.Requests.ShouldAllBe(request =>
            request.Body.SequenceEqual(Customs.Requests[0].Body) && request.ContentType == Customs.Requests[0].ContentType
        );
    }

    // AS4-18
    [Theory]
    [InlineData(HttpStatusCode.OK, null, "")]
    [InlineData(HttpStatusCode.Accepted, null, "")]
    [InlineData(HttpStatusCode.NoContent, null, "")]
    [InlineData(HttpStatusCode.InternalServerError, null, "")]
    [InlineData(HttpStatusCode.OK, "text/html", "<html><body>Maintenance</body></html>")]
    [InlineData(HttpStatusCode.BadGateway, "text/html", "<html>bad gateway</html>")]
    [InlineData(HttpStatusCode.OK, "multipart/related; boundary=x", "--x\r\n\r\nnothing")]
    [InlineData(HttpStatusCode.OK, "not a content type", "??")]
    public async Task An_answer_without_a_receipt_is_tried_again_and_ends_as_0301(HttpStatusCode status, string? type, string body)
    {
        Customs.Otherwise = _ => FakeCustoms.Body(status, type, Encoding.UTF8.GetBytes(body));
        var result = await Lodge();
        result.Error!.Code.ShouldBe(EbmsErrorCode.MissingReceipt);
        result.Error.Found!.ShouldContain($"HTTP {(int)status}");
        result.Receipt.ShouldBeNull();
        result.Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_receipt_counts_whatever_the_status_it_comes_with()
    {
        Customs.Then(seen => FakeCustoms.Wire(Customs.Writer.WriteReceipt(seen.Envelope).Wire, HttpStatusCode.InternalServerError));
        (await Lodge()).Accepted.ShouldBeTrue();
    }

    // KEY-17
    [Fact]
    public async Task An_unsigned_receipt_is_not_believed()
    {
        Customs.Otherwise = seen => FakeCustoms.Wire(Customs.Writer.WriteReceipt(seen.Envelope).Wire.WithoutSeal());
        await ShouldEndAsInvalidReceipt("seal.present");
    }

    [Fact]
    public async Task A_receipt_whose_seal_leaves_out_the_body_is_not_believed()
    {
        using var key = TraderPki.Instance.Pki.CustomsSeal.Certificate.GetRSAPrivateKey()!;
        Customs.Otherwise = seen => FakeCustoms.Wire(Customs.Writer.WriteReceipt(seen.Envelope).Wire.WithoutBodyReference(key));
        await ShouldEndAsInvalidReceipt("seal.covers-body");
    }

    [Fact]
    public async Task A_receipt_sealed_by_somebody_else_is_not_believed()
    {
        var stranger = TraderPki.Instance.Pki.IssueSeal("DE999", "Stranger", SealFlavour.Untrusted);
        using var identity = new SealingIdentity(stranger.Certificate, stranger.Chain);
        var writer = new MessageWriter(Profile.Ics2HtiV2, identity, FakeCustoms.Host, _world.Clock);
        Customs.Otherwise = seen => FakeCustoms.Wire(writer.WriteReceipt(seen.Envelope).Wire);
        await ShouldEndAsInvalidReceipt("seal.chain");
    }

    // Field F-12
    [Fact]
    public async Task A_receipt_under_the_good_seal_of_another_trader_is_not_believed()
    {
        var other = TraderPki.Instance.Pki.IssueForeignSeal();
        using var identity = new SealingIdentity(other.Certificate, other.Chain);
        var writer = new MessageWriter(Profile.Ics2HtiV2, identity, FakeCustoms.Host, _world.Clock);
        Customs.Otherwise = seen => FakeCustoms.Wire(writer.WriteReceipt(seen.Envelope).Wire);
        await ShouldEndAsInvalidReceipt("seal.customs");
    }

    [Fact]
    public async Task A_chain_that_was_good_a_moment_ago_is_not_believed_beyond_its_end()
    {
        var end = new DateTimeOffset(TraderPki.Instance.Pki.CustomsSeal.Certificate.NotAfter.ToUniversalTime());
        _world.Clock.SetUtcNow(end - TimeSpan.FromSeconds(1));
        await using var client = _world.Client();
        Customs.ThenReceipt();
        (await client.LodgeAsync(Filing, cancellationToken: TestContext.Current.CancellationToken)).Accepted.ShouldBeTrue();

        _world.Clock.Advance(TimeSpan.FromSeconds(2));
        Customs.ThenReceipt().ThenReceipt().ThenReceipt();
        (await client.LodgeAsync(Filing, cancellationToken: TestContext.Current.CancellationToken)).Error!.Found!.ShouldContain(
            "seal.chain"
        );
    }

    // KEY-18
    [Fact]
    public async Task A_valid_receipt_for_another_message_is_not_believed()
    {
        Customs.ThenReceipt();
        await Lodge();
        var first = Customs.Requests[0];
        Customs.Otherwise = _ => Customs.Receipt(first);
        await ShouldEndAsInvalidReceipt("receipt.ref");
    }

    // KEY-19
    [Fact]
    public async Task A_receipt_with_one_digest_that_was_not_sent_is_not_believed()
    {
        Customs.Otherwise = seen => Customs.Receipt(new Seen(seen.ContentType, Tampering.WithLastDigestChanged(seen.Body)));
        await ShouldEndAsInvalidReceipt("receipt.reference");
    }

    [Fact]
    public async Task A_receipt_that_was_changed_on_the_way_is_not_believed()
    {
        Customs.Otherwise = seen =>
            FakeCustoms.Wire(
                Customs
                    .Writer.WriteReceipt(seen.Envelope)
                    .Wire.Edit(text => text.Replace("<eb:Receipt>", "<eb:Receipt> ", StringComparison.Ordinal))
            );
        await ShouldEndAsInvalidReceipt("seal.digest");
    }

    [Fact]
    public async Task An_invalid_receipt_is_followed_by_a_retry_that_may_bring_a_valid_one()
    {
        Customs.Then(seen => FakeCustoms.Wire(Customs.Writer.WriteReceipt(seen.Envelope).Wire.WithoutSeal())).ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result.Receipt!.Valid.ShouldBeTrue();
        result.Attempts.ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task An_unsigned_error_is_a_refusal_and_is_not_tried_again(HttpStatusCode status)
    {
        Customs.ThenError(EbmsErrorCode.Other, "not registered", "A001", status: status);
        var result = await Lodge();
        result.Attempts.ShouldBe(1);
        result.Error!.Code.Code.ShouldBe("EBMS:0004");
        result.Error.Severity.ShouldBe(ErrorSeverity.Failure);
        result.Error.Detail.ShouldContain("A001");
        result.Receipt.ShouldBeNull();
    }

    [Theory]
    [InlineData("A003")]
    [InlineData("A0003")]
    [InlineData("A0004")]
    public async Task While_the_registry_is_down_the_message_is_tried_again(string subCode)
    {
        Customs.ThenError(EbmsErrorCode.Other, "UUM&DS is down", subCode).ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result.Trail[0].Outcome.ShouldBe(AttemptOutcome.RefusedForNow);
    }

    [Fact]
    public async Task A_registry_that_stays_down_is_reported_as_customs_said_it()
    {
        Customs
            .ThenError(EbmsErrorCode.Other, "down", "A003")
            .ThenError(EbmsErrorCode.Other, "down", "A003")
            .ThenError(EbmsErrorCode.Other, "still down", "A003");
        var result = await Lodge();
        result.Attempts.ShouldBe(3);
        result.Error!.Detail.ShouldContain("still down");
    }

    // AS4-21
    [Theory]
    [InlineData("EBMS:0002")]
    [InlineData("EBMS:0052")]
    [InlineData("EBMS:0101")]
    public async Task A_warning_is_no_failure_but_no_receipt_either(string code)
    {
        var any = new EbmsErrorCode(code, "Whatever", "Content", "ebMS", ErrorSeverity.Warning);
        Customs.ThenError(any).ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result.Trail[0].Outcome.ShouldBe(AttemptOutcome.NoReceipt);
        result.Trail[0].Error!.Code.Code.ShouldBe(code);
    }

    // AS4-21
    [Theory]
    [InlineData("EBMS:0001")]
    [InlineData("EBMS:0003")]
    [InlineData("EBMS:0009")]
    [InlineData("EBMS:0101")]
    [InlineData("EBMS:0103")]
    [InlineData("EBMS:0303")]
    public async Task A_failure_of_any_code_ends_the_lodgement(string code)
    {
        Customs.ThenError(new EbmsErrorCode(code, "Whatever", "Content", "ebMS", ErrorSeverity.Failure));
        var result = await Lodge();
        result.Error!.Code.Code.ShouldBe(code);
        result.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_about_another_message_is_not_taken_for_ours()
    {
        Customs
            .Then(_ => FakeCustoms.Wire(Customs.Writer.WriteError(new EbmsError(EbmsErrorCode.Other, "no"), "other@trader.example")))
            .ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result.Trail[0].Text.ShouldContain("another message, 'other@trader.example'");
    }

    // AS4-19
    [Fact]
    public async Task When_customs_is_too_slow_the_same_message_is_posted_again()
    {
        Customs
            .Then(
                async (_, cancellationToken) =>
                {
                    _world.Clock.Advance(TimeSpan.FromSeconds(60));
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                    throw new InvalidOperationException("unreachable");
                }
            )
            .ThenReceipt();
        var result = await Lodge();
        result.Accepted.ShouldBeTrue();
        result.Trail[0].Outcome.ShouldBe(AttemptOutcome.NoAnswer);
        Customs.Requests[1].Body.ShouldBe(Customs.Requests[0].Body);
    }

    [Fact]
    public async Task Between_two_attempts_the_interval_passes()
    {
        Customs.ThenNothing().ThenReceipt();
        await using var client = _world.Client(options => options with { Retry = new RetryPolicy(2, TimeSpan.FromSeconds(10)) });
        var lodging = client.LodgeAsync(Filing, cancellationToken: TestContext.Current.CancellationToken);
        _world.Clock.Advance(TimeSpan.FromSeconds(9.9));
        lodging.IsCompleted.ShouldBeFalse();
        Customs.Requests.Count.ShouldBe(1);
        _world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        (await lodging).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task When_no_connection_came_about_the_message_surely_did_not_arrive()
    {
        Customs.Otherwise = _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");
        var result = await Lodge();
        result.Error!.Code.ShouldBe(EbmsErrorCode.ConnectionFailure);
        result.Error.Remedy!.ShouldContain("did not arrive");
    }

    [Fact]
    public async Task When_one_attempt_may_have_arrived_the_receipt_is_missing()
    {
        Customs.Then(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset"));
        Customs.Otherwise = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        (await Lodge()).Error!.Code.ShouldBe(EbmsErrorCode.MissingReceipt);
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up()
    {
        var limit = Profile.Ics2HtiV2.MaxMessageBytes + Profile.Ics2HtiV2.Limits.EnvelopeBytes;
        Customs.Otherwise = _ => new HttpResponseMessage { Content = new StreamContent(new Endless()) };
        var result = await Lodge();
        result.Trail.ShouldAllBe(attempt => attempt.Text.Contains($"longer than {limit} bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_gives_up_is_obeyed()
    {
        using var user = new CancellationTokenSource();
        Customs.Then(
            async (_, cancellationToken) =>
            {
                await user.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException("unreachable");
            }
        );
        await using var client = _world.Client();
        await Should.ThrowAsync<OperationCanceledException>(() => client.LodgeAsync(Filing, cancellationToken: user.Token));
    }

    [Fact]
    public async Task A_ping_is_a_test_message_without_parts()
    {
        Customs.ThenReceipt();
        await using var client = _world.Client();
        (await client.PingAsync(TestContext.Current.CancellationToken)).Accepted.ShouldBeTrue();
        var sent = Customs.Requests[0].Envelope.UserMessage!;
        (sent.Service.Value, sent.Action, sent.Parts.Count).ShouldBe((Profile.Ics2HtiV2.TestService, Profile.Ics2HtiV2.TestAction, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE IE3F10 [<!ENTITY a \"b\">]><IE3F10>&a;</IE3F10>")]
    public async Task What_has_no_readable_root_is_sent_only_with_its_action_stated(string text)
    {
        Customs.ThenReceipt();
        await using var client = _world.Client();
        await Should.ThrowAsync<InvalidDataException>(() =>
            client.LodgeAsync(Encoding.UTF8.GetBytes(text), cancellationToken: TestContext.Current.CancellationToken)
        );
        Customs.Requests.ShouldBeEmpty();
        (
            await client.LodgeAsync(
                new Submission { Action = "IE3F10", Xml = Encoding.UTF8.GetBytes(text) },
                TestContext.Current.CancellationToken
            )
        ).Accepted.ShouldBeTrue();
    }

    private async Task<LodgeResult> Lodge()
    {
        await using var client = _world.Client();
        return await client.LodgeAsync(Filing, cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task ShouldEndAsInvalidReceipt(string check)
    {
        var result = await Lodge();
        result.Error!.Code.ShouldBe(EbmsErrorCode.InvalidReceipt);
        result.Error.Found!.ShouldContain(check);
        result.Receipt!.Valid.ShouldBeFalse();
        result.Attempts.ShouldBe(3);
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
