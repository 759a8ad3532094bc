namespace Ics2.AccessPoint.Hosting;

/// <summary>A loop that runs from construction to disposal.</summary>
internal sealed class Background : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Background(Func<CancellationToken, Task> run) => _loop = Task.Run(() => run(_stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException)
        {
            // That was the wish.
        }

        _stop.Dispose();
    }
}
