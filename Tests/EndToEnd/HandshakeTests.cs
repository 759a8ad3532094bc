using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ics2.AccessPoint.Hosting;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>Every handshake that comes to nothing is told of, with what was offered and what was expected.</summary>
public sealed class HandshakeTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>
{
    private const int MaxTries = 500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plain_HTTP_on_the_port_of_AS4_is_answered_with_the_URL_to_use()
    {
        using var tcp = await ConnectAsync(one.As4);
        await tcp.GetStream().WriteAsync("POST /domibus/services/msh HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Ct);

        var answer = Encoding.ASCII.GetString(await ToEndAsync(tcp));

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain(one.As4.ToString());
        var refusal = await RefusalAsync(tcp);
        Of(refusal, "reason").ShouldContain("Plain HTTP");
        Of(refusal, "found").ShouldBe("POST /domibus/services/msh HTTP/1.1");
        Of(refusal, "remedy").ShouldContain("https");
    }

    [Fact]
    public async Task TLS_on_the_management_port_is_answered_with_an_alert_and_both_addresses()
    {
        var management = (await customs.StartedAsync()).AccessPoint.Management;
        using var tcp = await ConnectAsync(management);
        await tcp.GetStream().WriteAsync(Hello(0x0303, 0xc02f), Ct);

        (await ToEndAsync(tcp))[0].ShouldBe((byte)21);

        var refusal = await RefusalAsync(tcp);
        Of(refusal, "reason").ShouldContain("management API");
        Of(refusal, "remedy").ShouldContain(one.As4.ToString());
        Of(refusal, "found").ShouldContain("TLS 1.2");
    }

    [Fact]
    public async Task An_old_version_is_named_beside_those_expected()
    {
        using var tcp = await ConnectAsync(one.As4);
        await tcp.GetStream().WriteAsync(Hello(0x0302, 0xc014), Ct);
        await ToEndAsync(tcp);

        var refusal = await RefusalAsync(tcp);
        Of(refusal, "reason").ShouldBe("There is no common TLS version.");
        Of(refusal, "found").ShouldStartWith("TLS 1.1; 1 cipher suites: TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
        Of(refusal, "expected").ShouldContain("TLS 1.2");
    }

    [Theory]
    [InlineData(0xc02b)] // for an ECDSA certificate
    [InlineData(0x0005)] // RC4
    public async Task Cipher_suites_that_nobody_here_speaks_are_named(int cipher)
    {
        using var tcp = await ConnectAsync(one.As4);
        await tcp.GetStream().WriteAsync(Hello(0x0303, (ushort)cipher), Ct);
        await ToEndAsync(tcp);

        var refusal = await RefusalAsync(tcp);
        Of(refusal, "reason").ShouldBe("There is no common cipher suite.");
        Of(refusal, "found").ShouldContain(((TlsCipherSuite)cipher).ToString());
        Of(refusal, "expected").ShouldContain("TLS_ECDHE_RSA_WITH");
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_is_told_of_with_what_it_offered()
    {
        using var tcp = await ConnectAsync(one.As4);
        await tcp.GetStream().WriteAsync(Hello(0x0303, 0xc02f), Ct);
        await tcp.GetStream().ReadExactlyAsync(new byte[1], Ct); // the ServerHello is there
        tcp.Client.Shutdown(SocketShutdown.Send);

        var refusal = await RefusalAsync(tcp);
        Of(refusal, "reason").ShouldContain("closed the connection in the middle");
        Of(refusal, "found").ShouldContain("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }

#pragma warning disable CA5398 // the two differ in when the client judges the server
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
#pragma warning restore CA5398
    public async Task A_client_that_does_not_trust_the_server_is_told_of(SslProtocols version)
    {
        using var tcp = await ConnectAsync(one.As4);
        await using var tls = new SslStream(tcp.GetStream());
        var options = one.Trader.TlsOptions(one.Trader.Tls);
        options.EnabledSslProtocols = version;
        options.RemoteCertificateValidationCallback = (_, _, _, _) => false;
        var from = tcp.Client.LocalEndPoint!.ToString()!;
        await Should.ThrowAsync<AuthenticationException>(() => tls.AuthenticateAsClientAsync(options, Ct));
        tcp.Close();

        var refusal = await RefusalAsync(from);
        Of(refusal, "reason").ShouldContain("The client");
        Of(refusal, "remedy").ShouldContain("tls-trust.pem");
    }

    [Fact]
    public async Task A_connection_without_a_word_and_bytes_that_are_no_TLS_are_told_apart()
    {
        using var silent = await ConnectAsync(one.As4);
        silent.Client.Shutdown(SocketShutdown.Send);
        Of(await RefusalAsync(silent), "reason").ShouldContain("without a word");

        using var noise = await ConnectAsync(one.As4);
        await noise.GetStream().WriteAsync("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n"u8.ToArray(), Ct);
        noise.Client.Shutdown(SocketShutdown.Send);
        var refusal = await RefusalAsync(noise);
        Of(refusal, "reason").ShouldContain("neither TLS nor HTTP");
        Of(refusal, "found").ShouldContain("50524F5859");
    }

    [Fact]
    public async Task A_hello_that_comes_byte_by_byte_is_shaken_as_any_other()
    {
        using var tcp = await ConnectAsync(one.As4);
        await using var slow = new Dripping(tcp.GetStream());
        await using var tls = new SslStream(slow);
        await tls.AuthenticateAsClientAsync(one.Trader.TlsOptions(one.Trader.Tls), Ct);
        tls.IsMutuallyAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public void Whatever_the_bytes_are_an_offer_is_read_or_is_none()
    {
        var random = new Random(17);
        var hello = Hello(0x0303, 0xc02f);
        TlsOffer.Read(hello).ShouldNotBeNull().HasCipher.ShouldBeTrue();
        for (var i = 0; i < 20_000; i++)
        {
            var mutant = hello.ToArray();
            mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            _ = TlsOffer.Read(mutant.AsSpan(0, random.Next(mutant.Length + 1)))?.ToString();
        }
    }

    private static string Of(JsonElement refusal, string name) => refusal.GetProperty(name).GetString()!;

    private async Task<TcpClient> ConnectAsync(Uri to)
    {
        await customs.StartedAsync();
        var tcp = new TcpClient(AddressFamily.InterNetwork);
        await tcp.ConnectAsync(IPAddress.Loopback, to.Port, Ct);
        return tcp;
    }

    // What is told about this connection, on the API and in the log that serve shows on its console.
    private Task<JsonElement> RefusalAsync(TcpClient tcp) => RefusalAsync(tcp.Client.LocalEndPoint!.ToString()!);

    private async Task<JsonElement> RefusalAsync(string from)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            foreach (var refusal in (await customs.GetAsync("tls-refusals")).GetProperty("refusals").EnumerateArray())
            {
                if (Of(refusal, "remoteEndPoint") == from)
                {
                    customs.Logs.Lines.ShouldContain(line => line.Contains(Of(refusal, "reason"), StringComparison.Ordinal));
                    return refusal;
                }
            }

            await Task.Delay(20, Ct);
        }

        throw new TimeoutException($"Nothing is told about {from}.");
    }

    private static async Task<byte[]> ToEndAsync(TcpClient tcp)
    {
        using var all = new MemoryStream();
        await tcp.GetStream().CopyToAsync(all, Ct);
        return all.ToArray();
    }

    // RFC 5246 7.4.1.2, with the extensions that a 1.2 server asks for.
    private static byte[] Hello(ushort version, ushort cipher)
    {
        byte[] extensions = [0x00, 0x0a, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17, 0x00, 0x0d, 0x00, 0x06, 0x00, 0x04, 0x04, 0x01, 0x08, 0x04];
        byte[] body =
        [
            (byte)(version >> 8),
            (byte)version,
            .. RandomNumberGenerator.GetBytes(32),
            0,
            0,
            2,
            (byte)(cipher >> 8),
            (byte)cipher,
            1,
            0,
            0,
            (byte)extensions.Length,
            .. extensions,
        ];
        return [22, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
    }

    private sealed class Dripping(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < buffer.Length; i++)
            {
                await inner.WriteAsync(buffer.Slice(i, 1), cancellationToken);
                await inner.FlushAsync(cancellationToken);
                await Task.Yield();
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
