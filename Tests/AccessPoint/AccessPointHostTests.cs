using System.Net;
using System.Text;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

public sealed class AccessPointHostTests(PkiFixture pki) : IDisposable
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_filing_gets_a_receipt_then_IE3R01_by_pull_and_is_done_with_the_receipt_for_that()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var filing = pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-1"));

        var (status, wire) = await host.PostAsync(pki.Trader, filing);
        status.ShouldBe(200);
        ReceivingBench.Read(wire).Signal.ShouldBeOfType<Receipt>();

        var pulled = await host.PullAsync(pki.Trader);
        var (header, answer) = Open(pulled);
        header.Action.ShouldBe("IE3R01");
        header.RefToMessageId.ShouldBe(filing.MessageId.Value);
        header.Mpc.ShouldBe(pki.Trader.Channel.Value);
        answer.Lrn.ShouldBe("LRN-1");
        Mrn.TryParse(answer.Mrn, out _, out var why).ShouldBeTrue(why);

        var (acknowledged, empty) = await host.PostAsync(pki.Trader, pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(pulled)));
        acknowledged.ShouldBe(202);
        empty.Body.Length.ShouldBe(0);
        var row = await host.GetAsync($"/messages/{header.MessageId}");
        row.GetProperty("state").GetString().ShouldBe("delivered");
        (await host.GetAsync("/filings")).GetProperty("filings")[0].GetProperty("mrn").GetString().ShouldBe(answer.Mrn);
    }

    [Fact]
    public async Task Stopped_right_after_the_receipt_and_started_again_it_delivers_exactly_one_IE3R01()
    {
        await using (var first = await RunningHost.StartAsync(pki, _folder.Path))
        {
            (await first.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-1")))).Status.ShouldBe(200);
        }

        await using var second = await RunningHost.StartAsync(pki, _folder.Path);
        Open(await second.PullAsync(pki.Trader)).Document.Lrn.ShouldBe("LRN-1");
        var messages = (await second.GetAsync("/messages?direction=out")).GetProperty("messages");
        messages.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_second_filing_with_the_same_LRN_gets_IE3N99_with_code_94()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-1")));
        await host.PullAsync(pki.Trader);

        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-1")));
        var (header, refusal) = Open(await host.PullAsync(pki.Trader));

        header.Action.ShouldBe("IE3N99");
        refusal.Text("error/validationCode").ShouldBe("94");
        refusal.Text("error/pointer/messageElementPath").ShouldBe("/IE3F10/LRN");
        refusal.Text("functionalReference").ShouldBe("LRN-1");
    }

    [Fact]
    public async Task Another_spec_pack_is_what_customs_reads_and_writes()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "pack.txt"),
            "version Test pack 3\nnamespace urn:test:3\n",
            TestContext.Current.CancellationToken
        );
        var pack = SpecPack.Load(_folder.Path);
        await using var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { SpecPack = pack });

        await host.PostAsync(
            pki.Trader,
            pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-1").Replace(Pack.Namespace, "urn:test:3", StringComparison.Ordinal))
        );
        Open(await host.PullAsync(pki.Trader), pack).Document.Id.ShouldBe("IE3R01");
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), Sample("LRN-2")));
        var pulled = await host.PullAsync(pki.Trader);
        if (Open(pulled, pack).Document.Id == "IE3R01")
        {
            await host.PostAsync(pki.Trader, pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(pulled)));
            pulled = await host.PullAsync(pki.Trader);
        }

        Open(pulled, pack).Document.Id.ShouldBe("IE3N99", "the embedded pack's namespace is foreign now");
    }

    [Fact]
    public async Task What_is_no_XML_gets_a_receipt_and_then_IE3N99_with_the_parsers_words()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        (await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10"))).Status.ShouldBe(200);

        var (header, refusal) = Open(await host.PullAsync(pki.Trader));
        header.Action.ShouldBe("IE3N99");
        refusal.Text("error/validationCode").ShouldBe("12");
    }

    [Fact]
    public async Task Without_a_client_certificate_of_the_right_CA_there_is_no_connection_and_the_reason_is_kept__TLS_01()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var foreign = Ics2.Tests.Support.Made.SelfSigned("CN=Foreign", TimeProvider.System.GetUtcNow());
        using var without = host.Client(certificate: null);
        using var with = host.Client(foreign);

        await Should.ThrowAsync<HttpRequestException>(() => host.PostAsync(without, Ping().Wire));
        await Should.ThrowAsync<HttpRequestException>(() => host.PostAsync(with, Ping().Wire));

        var refusals = (await host.GetAsync("/tls-refusals")).GetProperty("refusals");
        refusals
            .EnumerateArray()
            .Select(refusal => refusal.TryGetProperty("subject", out var subject) ? subject.GetString() : null)
            .ShouldBe(["CN=Foreign", null], ignoreOrder: true);
        refusals.EnumerateArray().ShouldAllBe(refusal => refusal.GetProperty("remedy").GetString()!.Length > 0);
    }

    [Fact]
    public async Task Only_POST_on_the_one_path_is_served__MIM_17()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var client = host.Client(pki.Trader.Tls.Certificate);

        (await client.GetAsync(host.Host.As4, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await client.GetAsync(new Uri(host.Host.As4, "/other"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        host.Host.As4.AbsolutePath.ShouldBe("/domibus/services/msh");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_whether_it_states_its_length_or_not__MIM_10(bool stated)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { Profile = options.Profile with { MaxMessageBytes = 100_000 } }
        );
        using var client = host.Client(pki.Trader.Tls.Certificate);
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Host.As4) { Content = new ByteArrayContent(new byte[200_000]) };
        request.Headers.TransferEncodingChunked = !stated;

        HttpStatusCode? status = null;
        try
        {
            status = (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the client still writes.
        }

        (status ?? HttpStatusCode.RequestEntityTooLarge).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await host.PostAsync(pki.Trader, Ping())).Status.ShouldBe(200);
        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Two_lengths_for_one_body_are_400_and_nothing_is_recorded__MIM_16()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var ping = Ping().Wire;
        var body = ping.Body.Length;
        var head =
            $"POST /domibus/services/msh HTTP/1.1\r\nHost: localhost\r\nContent-Type: {ping.ContentType}\r\nContent-Length: "
            + $"{body}\r\nTransfer-Encoding: chunked\r\n\r\n{body:x}\r\n";

        var answer = await host.SpeakAsync(pki.Trader, [.. Encoding.ASCII.GetBytes(head), .. ping.Body.Span, .. "\r\n0\r\n\r\n"u8]);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_hangs_up_in_the_middle_leaves_nothing_behind__AS4_20()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var ping = Ping().Wire;
        var head =
            $"POST /domibus/services/msh HTTP/1.1\r\nHost: localhost\r\nContent-Type: {ping.ContentType}\r\nContent-Length: {ping.Body.Length}\r\n\r\n";

        await host.SpeakAsync(pki.Trader, [.. Encoding.ASCII.GetBytes(head), .. ping.Body.Span[..^1]], hangUp: true);

        (await host.PostAsync(pki.Trader, Ping())).Status.ShouldBe(200);
        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Each_exchange_is_captured_under_its_message_id()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var ping = Ping();

        var (_, receipt) = await host.PostAsync(pki.Trader, ping);

        var folder = Directory
            .GetDirectories(Path.Combine(_folder.Path, "captures"), ping.MessageId.Value, SearchOption.AllDirectories)
            .ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(Path.Combine(folder, "request.as4"), TestContext.Current.CancellationToken))
            .AsSpan()
            .EndsWith(ping.Wire.Body.Span)
            .ShouldBeTrue();
        var response = await File.ReadAllBytesAsync(Path.Combine(folder, "response.as4"), TestContext.Current.CancellationToken);
        response.AsSpan().EndsWith(receipt.Body.Span).ShouldBeTrue();
        Encoding.ASCII.GetString(response.AsSpan(0, 40)).ShouldStartWith("Status: 200\r\nContent-Type: ");
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_refused_at_the_start()
    {
        var bad = await Should.ThrowAsync<ArgumentException>(() =>
            RunningHost.StartAsync(pki, _folder.Path, options => options with { PushAttempts = 0 })
        );

        bad.ParamName.ShouldBe("PushAttempts");
    }

    public void Dispose() => _folder.Dispose();

    internal static string Sample(string lrn) => SampleOf("IE3F10", lrn);

    internal static string SampleOf(string message, string lrn) =>
        Encoding.UTF8.GetString(
            new SampleWriter(Pack).Write(
                message,
                new SampleOptions
                {
                    Seed = 1 + (lrn.Sum(character => character * 31) % 100_000) + lrn.Length,
                    Now = TimeProvider.System.GetUtcNow(),
                    Lrn = Lrn.Parse(lrn),
                    Declarant = Eori.Parse("BE0123456789"),
                }
            )
        );

    private SealedMessage Ping() => pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []);

    internal static (UserMessage Header, EnsMessage Document) Open(WireMessage wire, SpecPack? pack = null)
    {
        var package = new MultipartReader(new ReadLimits()).Read(wire.ContentType, wire.Body).Value.ShouldNotBeNull();
        var header = ReceivingBench.Read(wire).UserMessage.ShouldNotBeNull();
        var document = new PayloadReader(Profile.Ics2HtiV2)
            .Read(header, package)
            .Value.ShouldNotBeNull()
            .BusinessDocument.ShouldNotBeNull();
        var read = new EnsValidator(pack ?? Pack).ReadAndValidate(document.Content);
        read.Findings.ShouldBeEmpty();
        return (header, read.Message.ShouldNotBeNull());
    }
}
