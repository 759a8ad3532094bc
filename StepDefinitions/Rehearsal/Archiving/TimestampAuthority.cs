using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Ics2.Rehearsal.Archiving;

/// <summary>
/// A time-stamping authority (RFC 3161): says, under its own signature, that something was there at a time. Nobody has to believe the
/// signer's clock then.
/// </summary>
/// <param name="address">Where it is asked; unlike the simulator, it may stand behind a proxy.</param>
/// <param name="handler">Sends what is asked, not disposed here; null for the usual one.</param>
public sealed class TimestampAuthority(Uri address, HttpMessageHandler? handler = null)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private const int MaxAnswer = 256 * 1024;
    private const int NonceBytes = 8;

    /// <summary>Has something stamped.</summary>
    /// <param name="content">What.</param>
    /// <returns>The token, DER: it has been checked to be about this content, this question, and signed for time stamps.</returns>
    /// <exception cref="HttpRequestException">The authority does not answer, or not as RFC 3161 says; the message says what is wrong.</exception>
    public async Task<byte[]> StampAsync(byte[] content, CancellationToken cancellationToken = default)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            content,
            HashAlgorithmName.SHA256,
            nonce: RandomNumberGenerator.GetBytes(NonceBytes),
            requestSignerCertificates: true
        );
        using var body = new ByteArrayContent(request.Encode());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        http.Timeout = AnswerTimeout;
        using var answer = await http.PostAsync(address, body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{address} answers with HTTP {(int)answer.StatusCode}.");
        }

        await answer.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken);
        try
        {
            var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), out _);
            return token.VerifySignatureForData(content, out _)
                ? token.AsSignedCms().Encode()
                : throw new HttpRequestException($"The time stamp of {address} is not one over this signature.");
        }
        catch (CryptographicException refused)
        {
            throw new HttpRequestException($"{address} gives no time stamp: {refused.Message}", refused);
        }
    }
}
