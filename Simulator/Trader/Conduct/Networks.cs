namespace Ics2.Trader.Conduct;

/// <summary>Delivers every request and loses the first answer.</summary>
internal sealed class LossyNetwork(HttpMessageHandler connection) : DelegatingHandler(connection)
{
    private int _answers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Interlocked.Increment(ref _answers) > 1)
        {
            return response;
        }

        await response.Content.ReadAsByteArrayAsync(cancellationToken); // the answer was given; only the trader never sees it
        response.Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut (misconduct lost-answer).");
    }
}

/// <summary>Does not send what holds nothing: the receipt of a client that sends none.</summary>
internal sealed class NothingSent(HttpMessageHandler connection) : DelegatingHandler(connection)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content?.Headers.ContentLength == 0
            ? throw new HttpRequestException(HttpRequestError.Unknown, "The receipt was not sent (misconduct no-receipt).")
            : base.SendAsync(request, cancellationToken);
}
