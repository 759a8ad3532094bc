using Ics2.As4;

namespace Ics2.AccessPoint.Outbox;

/// <summary>The HTTP response to a push.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Its Content-Type; null when absent.</param>
/// <param name="Body">Its body, bounded.</param>
internal sealed record PushResponse(int Status, string? ContentType, ReadOnlyMemory<byte> Body);

/// <summary>Posts to a trader's endpoint.</summary>
internal interface IPushPost
{
    /// <summary>Posts once.</summary>
    /// <exception cref="HttpRequestException">The endpoint cannot be reached, or its certificate is not accepted.</exception>
    /// <exception cref="InvalidDataException">The response is too large.</exception>
    /// <exception cref="TimeoutException">No response in time.</exception>
    Task<PushResponse> PostAsync(Uri url, WireMessage message, CancellationToken cancellationToken);
}
