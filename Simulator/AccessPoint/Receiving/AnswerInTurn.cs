namespace Ics2.AccessPoint.Receiving;

/// <summary>Has messages answered, so many at a time: each may expand to a hundred megabytes while it is checked.</summary>
internal sealed class AnswerInTurn(ReceivePipeline pipeline) : IAnswering, IDisposable
{
    private const int MaxAtOnce = 64;

    private readonly SemaphoreSlim _places = new(MaxAtOnce);

    public async Task<Answer> AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            // Not cancelled when the client hangs up: what is complete is processed, and a repetition finds its receipt.
            return await pipeline.ReceiveAsync(exchange, CancellationToken.None);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
