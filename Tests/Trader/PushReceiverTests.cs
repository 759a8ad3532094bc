using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Messages;

namespace Ics2.Tests.Trader;

public sealed class PushReceiverTests : IAsyncLifetime
{
    private const string Registered = "<IE3R01><LRN>L</LRN><MRN>M</MRN></IE3R01>";

    private readonly TraderWorld _world = new(ReplyChannel.Push);
    private readonly HttpClient _http = PushingCustoms.Connection(TraderPki.Instance.Pki.CustomsTls.Certificate);
    private readonly List<string> _log = [];
    private PushReceiver _receiver = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _receiver = await Start();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _receiver.DisposeAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task A_pushed_message_is_kept_delivered_and_answered_with_a_signed_receipt()
    {
        var sent = _world.Customs.Message(Registered, refTo: "mine@trader.example");
        var (status, answer) = await Push(sent.Wire);
        status.ShouldBe(HttpStatusCode.OK);
        var receipt = answer.Envelope.Signal.ShouldBeOfType<Receipt>();
        ReceiptCheck.Compare(sent.MessageId, sent.References, receipt).ShouldAllBe(check => check.Verdict == CheckVerdict.Passed);
        var seal = new SealVerifier(new ReadLimits()).Verify(answer.Envelope, answer.Package);
        (seal.SignatureValid, seal.CoversMessaging, seal.CoversBody, seal.TokenCertificates.Count).ShouldBe((true, true, true, 3));
        _world.InboxFiles().ShouldHaveSingleItem();
        var message = await Next();
        (message.MessageId, message.RefToMessageId, message.Mrn, message.Xml).ShouldBe(
            (sent.MessageId.Value, "mine@trader.example", "M", Registered)
        );
    }

    [Fact]
    public void It_listens_where_the_enrolment_says() => _receiver.Url.AbsolutePath.ShouldBe("/as4");

    [Fact]
    public async Task A_repetition_gets_the_same_receipt_and_is_not_delivered_again()
    {
        var sent = _world.Customs.Message(Registered);
        var other = _world.Customs.Message("<IE3N03/>", action: "IE3N03");
        var (_, first) = await Push(sent.Wire);
        var (_, second) = await Push(sent.Wire);
        await Push(other.Wire);
        second.Body.ShouldBe(first.Body);
        (await Next()).MessageId.ShouldBe(sent.MessageId.Value);
        (await Next()).MessageId.ShouldBe(other.MessageId.Value);
        _log.ShouldContain(line => line.Contains("came again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_pushes_of_one_message_at_once_deliver_it_once()
    {
        var sent = _world.Customs.Message(Registered);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Push(sent.Wire)));
        answers.Select(answer => Convert.ToBase64String(answer.Answer.Body)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        await Push(_world.Customs.Message("<IE3N03/>", action: "IE3N03").Wire);
        (await Next()).Action.ShouldBe("IE3R01");
        (await Next()).Action.ShouldBe("IE3N03");
    }

    [Fact]
    public async Task After_a_restart_the_receipt_is_still_the_same_and_what_nobody_took_is_delivered()
    {
        var sent = _world.Customs.Message(Registered);
        var (_, first) = await Push(sent.Wire);
        await _receiver.DisposeAsync();
        _receiver = await Start();
        (await Next()).MessageId.ShouldBe(sent.MessageId.Value);
        var (_, second) = await Push(sent.Wire);
        second.Body.ShouldBe(first.Body);
        await _receiver.DisposeAsync();
        _receiver = await Start();
        var later = _world.Customs.Message("<IE3N03/>", action: "IE3N03");
        await Push(later.Wire);
        (await Next()).MessageId.ShouldBe(later.MessageId.Value);
    }

    [Fact]
    public async Task A_message_changed_on_the_way_gets_a_sealed_error()
    {
        var sent = _world.Customs.Message(Registered);
        var (status, answer) = await Push(
            sent.Wire.Edit(text => text.Replace("IE3R01</eb:Action>", "IE3R04</eb:Action>", StringComparison.Ordinal))
        );
        status.ShouldBe(HttpStatusCode.OK);
        var error = answer.Envelope.Signal.ShouldBeOfType<ErrorSignal>();
        error.RefToMessageId.ShouldBe(sent.MessageId.Value);
        error.Errors[0].Detail.ShouldContain("seal.digest");
        new SealVerifier(new ReadLimits()).Verify(answer.Envelope, answer.Package).SignatureValid.ShouldBe(true);
        _world.InboxFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_pushed_to_the_trader_is_refused()
    {
        var pull = _world.Customs.Writer.WritePullRequest(Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, TraderPki.Eori));
        var (_, answer) = await Push(pull.Wire);
        answer.Envelope.Signal.ShouldBeOfType<ErrorSignal>().Errors[0].Code.Code.ShouldBe("EBMS:0003");
    }

    [Theory]
    [InlineData("text/plain", "hello")]
    [InlineData("application/soap+xml", "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body/></S:Envelope>")]
    [InlineData("multipart/related; boundary=x", "--x\r\n")]
    [InlineData("nonsense", "")]
    [InlineData(null, "")]
    public async Task Garbage_gets_a_plain_refusal_that_says_why(string? type, string body)
    {
        using var response = await Post(type, Encoding.UTF8.GetBytes(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Ct)).ShouldStartWith("This is no AS4 message. EBMS:");
    }

    [Fact]
    public async Task Only_posts_to_the_path_are_taken()
    {
        (await _http.GetAsync(_receiver.Url, Ct)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await _http.GetAsync(new Uri(_receiver.Url, "/other"), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_not_read()
    {
        var limit = Profile.Ics2HtiV2.MaxMessageBytes + Profile.Ics2HtiV2.Limits.EnvelopeBytes;
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _receiver.Url.Port, Ct);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(PushingCustoms.Tls(TraderPki.Instance.Pki.CustomsTls.Certificate), Ct);
        await tls.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /as4 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {limit + 1}\r\n\r\n"
            ),
            Ct
        );
        using var reader = new StreamReader(tls);
        (await reader.ReadLineAsync(Ct)).ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task Without_a_client_certificate_nobody_gets_in()
    {
        using var http = PushingCustoms.Connection(null);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(_receiver.Url, Ct));
    }

    [Fact]
    public async Task A_client_certificate_of_another_ca_is_refused_and_named_in_the_log()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Stranger", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var stranger = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        using var http = PushingCustoms.Connection(stranger);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(_receiver.Url, Ct));
        _log.ShouldContain(line =>
            line.Contains("CN=Stranger", StringComparison.Ordinal) && line.Contains("tls-trust.pem", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_cannot_be_kept_gets_no_receipt()
    {
        await File.WriteAllTextAsync(_world.Folder.InboxDirectory, "a file where the folder should be", Ct);
        var sent = _world.Customs.Message(Registered);
        using var response = await Post(sent.Wire.ContentType, sent.Wire.Body.ToArray());
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        _log.ShouldContain(line => line.Contains("got no receipt", StringComparison.Ordinal));
        File.Delete(_world.Folder.InboxDirectory);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said() =>
        (
            await Should.ThrowAsync<IOException>(() =>
                PushReceiver.StartAsync(_world.Folder, _world.Options, new PushOptions { Port = _receiver.Url.Port }, Ct)
            )
        ).Message.ShouldContain($"{_receiver.Url.Port}");

    private Task<PushReceiver> Start() =>
        PushReceiver.StartAsync(
            _world.Folder,
            _world.Options,
            new PushOptions
            {
                Port = 0,
                Log = line =>
                {
                    lock (_log)
                    {
                        _log.Add(line);
                    }
                },
            }
        );

    private async Task<ReceivedCustomsMessage> Next()
    {
        await foreach (var message in _receiver.MessagesAsync(Ct))
        {
            return message;
        }

        throw new InvalidOperationException("The sequence has no end.");
    }

    private async Task<(HttpStatusCode Status, Seen Answer)> Push(WireMessage wire)
    {
        using var response = await Post(wire.ContentType, wire.Body.ToArray());
        return (
            response.StatusCode,
            new Seen(response.Content.Headers.ContentType!.ToString(), await response.Content.ReadAsByteArrayAsync(Ct))
        );
    }

    private async Task<HttpResponseMessage> Post(string? type, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await _http.PostAsync(_receiver.Url, content, Ct);
    }
}
