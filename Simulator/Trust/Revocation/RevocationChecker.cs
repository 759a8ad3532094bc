using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>
/// Asks whether certificates are revoked: OCSP first, then CRLs. Only asked about certificates whose chain is known to be good, so that the
/// addresses come from an accepted CA and not from a stranger.
/// </summary>
/// <param name="http">Connection to responders; its handler decides about proxies and redirects.</param>
/// <param name="options">Policy and limits.</param>
/// <param name="clock">The simulated clock: ages of answers.</param>
/// <param name="networkTime">The clock of time-outs and caches; null for the real one.</param>
public sealed class RevocationChecker(HttpClient http, RevocationOptions options, TimeProvider clock, TimeProvider? networkTime = null)
{
    private const int MaxCached = 10_000;
    private const int MaxUrls = 3;

    private readonly TimeProvider _network = networkTime ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, (RevocationFinding Finding, DateTimeOffset Until, DateTimeOffset? NextUpdate)> _findings =
        new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (CertificateRevocations List, DateTimeOffset Until)> _lists = new(StringComparer.Ordinal);

    /// <summary>Whether a finding of <see cref="RevocationState.Unknown"/> is refused.</summary>
    internal bool RefusesUnknown => options.Unreachable == UnreachableResponder.Refuse;

    /// <summary>For how long a finding is used again.</summary>
    public TimeSpan CacheFor => options.CacheFor;

    /// <summary>Drops what is cached, so that a revocation counts at once.</summary>
    public void Forget()
    {
        _findings.Clear();
        _lists.Clear();
    }

    /// <summary>Asks about one certificate.</summary>
    /// <param name="issuer">The CA that signed it.</param>
    public async Task<RevocationFinding> CheckAsync(
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        CancellationToken cancellationToken
    )
    {
        var key = issuer.Thumbprint + certificate.SerialNumber;
        if (
            _findings.TryGetValue(key, out var cached)
            && _network.GetUtcNow() < cached.Until
            && (cached.NextUpdate is null || clock.GetUtcNow() <= cached.NextUpdate)
        )
        {
            return cached.Finding;
        }

        var (finding, nextUpdate) = await AskAsync(certificate, issuer, cancellationToken);
        if (_findings.Count >= MaxCached)
        {
            _findings.Clear();
        }

        _findings[key] = (finding, _network.GetUtcNow() + options.CacheFor, nextUpdate);
        return finding;
    }

    private async Task<(RevocationFinding Finding, DateTimeOffset? NextUpdate)> AskAsync(
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        CancellationToken cancellationToken
    )
    {
        var subject = certificate.Shown();
        IReadOnlyList<(string Url, bool IsOcsp)> urls;
        try
        {
            urls =
            [
                .. CertificateExtensions.OcspUrls(certificate).Take(MaxUrls).Select(url => (url, true)),
                .. CertificateExtensions.CrlUrls(certificate).Take(MaxUrls).Select(url => (url, false)),
            ];
        }
        catch (CryptographicException e)
        {
            return (
                new RevocationFinding(subject, RevocationState.Unknown, Since: null, CertificateText.Short(e.Message)),
                NextUpdate: null
            );
        }

        if (urls.Count == 0)
        {
            return (
                new RevocationFinding(subject, RevocationState.NotStated, Since: null, "the certificate names no responder"),
                NextUpdate: null
            );
        }

        var failures = new List<string>();
        foreach (var (url, isOcsp) in urls)
        {
            try
            {
                var answer = isOcsp
                    ? await OcspAsync(url, certificate, issuer, cancellationToken)
                    : (await ListAsync(url, certificate, issuer, cancellationToken)).Find(certificate);
                return (new RevocationFinding(subject, answer.State, answer.Since, CertificateText.Short(url)), answer.NextUpdate);
            }
            catch (Exception e)
                when (e is HttpRequestException or IOException or InvalidDataException
                    || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                var reason = e is OperationCanceledException ? "no answer in time" : e.Message;
                failures.Add($"{CertificateText.Short(url)}: {CertificateText.Short(reason)}");
            }
        }

        return (new RevocationFinding(subject, RevocationState.Unknown, Since: null, string.Join("; ", failures)), NextUpdate: null);
    }

    private async Task<RevocationAnswer> OcspAsync(
        string url,
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        CancellationToken cancellationToken
    )
    {
        using var content = new ByteArrayContent(Ocsp.Request(certificate, issuer))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/ocsp-request") },
        };
        var answer = await FetchAsync(url, HttpMethod.Post, content, Ocsp.LargestAnswer, cancellationToken);
        return Ocsp.Read(answer, certificate, issuer, clock.GetUtcNow());
    }

    private async Task<CertificateRevocations> ListAsync(
        string url,
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        CancellationToken cancellationToken
    )
    {
        var isCa = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(basic => basic.CertificateAuthority);
        var key = $"{issuer.Thumbprint} {isCa} {url}";
        if (
            _lists.TryGetValue(key, out var cached)
            && _network.GetUtcNow() < cached.Until
            && (cached.List.NextUpdate is null || clock.GetUtcNow() <= cached.List.NextUpdate)
        )
        {
            return cached.List;
        }

        var bytes = await FetchAsync(url, HttpMethod.Get, content: null, CertificateRevocations.LargestList, cancellationToken);
        var list = CertificateRevocations.Read(bytes, issuer, isCa, clock.GetUtcNow());
        if (_lists.Count >= MaxCached / 100)
        {
            _lists.Clear(); // CRLs are large
        }

        _lists[key] = (list, _network.GetUtcNow() + options.CacheFor);
        return list;
    }

    private async Task<byte[]> FetchAsync(
        string url,
        HttpMethod method,
        HttpContent? content,
        int most,
        CancellationToken cancellationToken
    )
    {
        var address = options.Locate(url) ?? throw new InvalidDataException("not an HTTP address");
        using var limit = new CancellationTokenSource(options.Timeout, _network);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
        return response.StatusCode == HttpStatusCode.OK
            ? await BoundedBody.ReadAsync(response.Content, most, both.Token)
            : throw new HttpRequestException($"HTTP status {(int)response.StatusCode}", inner: null, response.StatusCode);
    }
}
