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
    private const int MostCached = 10_000;
    private const int MostUrls = 3;

    private readonly TimeProvider network = networkTime ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, (RevocationFinding Finding, DateTimeOffset Until, DateTimeOffset? NextUpdate)> findings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (CertificateRevocations List, DateTimeOffset Until)> lists = new(StringComparer.Ordinal);

    /// <summary>Whether a finding of <see cref="RevocationState.Unknown"/> is refused.</summary>
    internal bool RefusesUnknown => options.Unreachable == UnreachableResponder.Refuse;

    /// <summary>For how long a finding is used again.</summary>
    public TimeSpan CacheFor => options.CacheFor;

    /// <summary>Drops what is cached, so that a revocation counts at once.</summary>
    public void Forget()
    {
        findings.Clear();
        lists.Clear();
    }

    /// <summary>Asks about one certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The CA that signed it.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task<RevocationFinding> CheckAsync(X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken ct)
    {
        var key = issuer.Thumbprint + certificate.SerialNumber;
        if (findings.TryGetValue(key, out var cached) && network.GetUtcNow() < cached.Until && (cached.NextUpdate is null || clock.GetUtcNow() <= cached.NextUpdate))
        {
            return cached.Finding;
        }

        var (finding, nextUpdate) = await AskAsync(certificate, issuer, ct);
        if (findings.Count >= MostCached)
        {
            findings.Clear();
        }

        findings[key] = (finding, network.GetUtcNow() + options.CacheFor, nextUpdate);
        return finding;
    }

    private async Task<(RevocationFinding Finding, DateTimeOffset? NextUpdate)> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken ct)
    {
        var subject = certificate.Shown();
        IReadOnlyList<(string Url, bool IsOcsp)> urls;
        try
        {
            urls = [.. CertificateExtensions.OcspUrls(certificate).Take(MostUrls).Select(url => (url, true)), .. CertificateExtensions.CrlUrls(certificate).Take(MostUrls).Select(url => (url, false))];
        }
        catch (CryptographicException e)
        {
            return (new RevocationFinding(subject, RevocationState.Unknown, Since: null, CertificateText.Short(e.Message)), NextUpdate: null);
        }

        if (urls.Count == 0)
        {
            return (new RevocationFinding(subject, RevocationState.NotStated, Since: null, "the certificate names no responder"), NextUpdate: null);
        }

        var failures = new List<string>();
        foreach (var (url, isOcsp) in urls)
        {
            try
            {
                var answer = isOcsp ? await OcspAsync(url, certificate, issuer, ct) : (await ListAsync(url, certificate, issuer, ct)).Find(certificate);
                return (new RevocationFinding(subject, answer.State, answer.Since, CertificateText.Short(url)), answer.NextUpdate);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                var reason = e is OperationCanceledException ? "no answer in time" : e.Message;
                failures.Add($"{CertificateText.Short(url)}: {CertificateText.Short(reason)}");
            }
        }

        return (new RevocationFinding(subject, RevocationState.Unknown, Since: null, string.Join("; ", failures)), NextUpdate: null);
    }

    private async Task<RevocationAnswer> OcspAsync(string url, X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken ct)
    {
        using var content = new ByteArrayContent(Ocsp.Request(certificate, issuer)) { Headers = { ContentType = new MediaTypeHeaderValue("application/ocsp-request") } };
        var answer = await FetchAsync(url, HttpMethod.Post, content, Ocsp.LargestAnswer, ct);
        return Ocsp.Read(answer, certificate, issuer, clock.GetUtcNow());
    }

    private async Task<CertificateRevocations> ListAsync(string url, X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken ct)
    {
        var isCa = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(basic => basic.CertificateAuthority);
        var key = $"{issuer.Thumbprint} {isCa} {url}";
        if (lists.TryGetValue(key, out var cached) && network.GetUtcNow() < cached.Until && (cached.List.NextUpdate is null || clock.GetUtcNow() <= cached.List.NextUpdate))
        {
            return cached.List;
        }

        var bytes = await FetchAsync(url, HttpMethod.Get, content: null, CertificateRevocations.LargestList, ct);
        var list = CertificateRevocations.Read(bytes, issuer, isCa, clock.GetUtcNow());
        if (lists.Count >= MostCached / 100)
        {
            lists.Clear(); // CRLs are large
        }

        lists[key] = (list, network.GetUtcNow() + options.CacheFor);
        return list;
    }

    private async Task<byte[]> FetchAsync(string url, HttpMethod method, HttpContent? content, int most, CancellationToken ct)
    {
        var address = options.Locate(url) ?? throw new InvalidDataException("not an HTTP address");
        using var limit = new CancellationTokenSource(options.Timeout, network);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
        return response.StatusCode == HttpStatusCode.OK
            ? await BoundedBody.ReadAsync(response.Content, most, both.Token)
            : throw new HttpRequestException($"HTTP status {(int)response.StatusCode}", inner: null, response.StatusCode);
    }
}
