using System.Globalization;
using System.Text.RegularExpressions;
using Ics2.As4;

namespace Ics2.AccessPoint.Hosting;

/// <summary>Why a handshake came to nothing, in words of somebody who has to mend the client.</summary>
internal sealed partial record HandshakeFault(string Reason, string Expected, string Found, string Remedy)
{
    private const string Versions = "TLS 1.2 or TLS 1.3 (ICD 4.6.1)";

    /// <summary>The fault of a connection that got as far as to speak TLS.</summary>
    /// <param name="first">What it began with.</param>
    /// <param name="cause">What the TLS stack said; null when nothing.</param>
    /// <param name="url">Where clients are to post.</param>
    public static HandshakeFault Of(FirstBytes first, Exception? cause, string url)
    {
        var offer = TlsOffer.Read(first.Bytes.Span);
        var said = Said(cause);
        var offered = offer?.ToString() ?? $"{first.Bytes.Length} bytes, beginning {first.Shown}";
        if (offer is { HasVersion: false })
        {
            return new(
                "There is no common TLS version.",
                Versions,
                offered,
                "Allow TLS 1.2 or 1.3 in the client; in old Java that is -Dhttps.protocols=TLSv1.2, in old .NET the protocol of the system."
            );
        }

        if (offer is { HasCipher: false } || NoCipher().IsMatch(said))
        {
            return new(
                "There is no common cipher suite.",
                "a suite of TLS 1.3, or one of TLS 1.2 with ECDHE and an RSA certificate, as TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                offered,
                "Allow one of the expected cipher suites in the client."
            );
        }

        if (Alert().Match(said) is { Success: true } alert)
        {
            return new(
                $"The client refused the handshake with the alert '{alert.Groups["alert"].Value.Trim()}'.",
                $"a client that trusts the certificate of this server for {url}",
                $"{said}; offered: {offered}",
                "Put the CA of tls-trust.pem into the client's trust store, and post to the host name that is in the URL; the client's log says "
                    + "what it has against the certificate."
            );
        }

        if (cause is OperationCanceledException or TimeoutException)
        {
            return new(
                "The handshake was not finished in time.",
                "the next message of the handshake",
                offered,
                "See what holds the client up; a proxy in between may have to be told to pass TLS through."
            );
        }

        return offer is not null && (cause is null or IOException || Ended().IsMatch(said))
            ? new(
                "The client closed the connection in the middle of the handshake.",
                "the rest of the handshake, with a client certificate",
                $"{(said.Length == 0 ? "end of the connection" : said)}; offered: {offered}",
                "The client's log says why: as a rule it does not trust this server (tls-trust.pem), finds another host name in the certificate, "
                    + "or has no client certificate that it may use."
            )
            : new(
                "The handshake failed.",
                $"{Versions} with a client certificate",
                $"{(said.Length == 0 ? "nothing said" : said)}; offered: {offered}",
                "Compare what was offered with what is expected."
            );
    }

    /// <summary>A connection that ended when its handshake was over.</summary>
    public static HandshakeFault AfterHandshake(Exception? cause, string url) =>
        new(
            "The client closed the connection right after the handshake, without a request.",
            $"a client that trusts the certificate of this server for {url}, and then posts",
            Said(cause) is { Length: > 0 } said ? said : "end of the connection",
            "If the client's log says that it does not trust the server, put the CA of tls-trust.pem into its trust store and post to the host "
                + "name that is in the URL; if it says nothing, it gave up a spare connection, and nothing is wrong."
        );

    /// <summary>Plain HTTP where TLS is spoken.</summary>
    public static HandshakeFault Plain(string line, string url) =>
        new(
            "Plain HTTP came to the port of AS4, which speaks TLS only.",
            Versions,
            line,
            $"Post to {url}: the URL in the P-Mode has to begin with https."
        );

    /// <summary>TLS where plain HTTP is spoken.</summary>
    public static HandshakeFault TlsToPlain(FirstBytes first, string address, string url) =>
        new(
            "TLS came to the port of the management API, which speaks plain HTTP.",
            $"plain HTTP to {address}",
            TlsOffer.Read(first.Bytes.Span)?.ToString() ?? $"a TLS record, beginning {first.Shown}",
            $"AS4 messages go to {url}; the management API is at {address}, with http."
        );

    /// <summary>Bytes that are neither.</summary>
    public static HandshakeFault NotTls(FirstBytes first) =>
        new(
            "What came to the port of AS4 is neither TLS nor HTTP.",
            "a TLS ClientHello",
            string.Create(CultureInfo.InvariantCulture, $"{first.Bytes.Length} bytes, beginning {first.Shown}"),
            "Point an AS4 client to this port, and a proxy in front of it to pass TLS through without a header of its own (PROXY protocol)."
        );

    /// <summary>One of too many.</summary>
    public static HandshakeFault Crowded() =>
        new(
            "Too many connections of one address were in the middle of their handshake.",
            $"at most {HandshakeGate.MaxAtOnce} handshakes of one address at a time, and {HandshakeGate.MaxWaiting} that wait for theirs",
            "more",
            "Keep connections open and use them for many messages, instead of opening one for each."
        );

    /// <summary>A connection without a word.</summary>
    public static HandshakeFault Silent(bool inTime) =>
        new(
            inTime ? "The client closed the connection without a word." : "The client opened a connection and said nothing.",
            "a TLS ClientHello",
            "no byte",
            "If this is a probe of a load balancer, nothing is wrong; otherwise see what the client waits for, or what closes its connection."
        );

    private static string Said(Exception? cause)
    {
        var said = new List<string>();
        for (var each = cause; each is not null && said.Count < 3; each = each.InnerException)
        {
            said.Add(each.Message.TrimEnd('.'));
        }

        return LogText.OneLine(string.Join(": ", said), 400);
    }

    // OpenSSL, and Windows.
    [GeneratedRegex("no shared cipher|common algorithm", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NoCipher();

    [GeneratedRegex(
        "(?:tlsv1|sslv3|tls).{0,12} alert (?<alert>[a-z ]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Alert();

    [GeneratedRegex(
        "unexpected EOF|end of stream|reset|aborted|closed|forcibly",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Ended();
}
