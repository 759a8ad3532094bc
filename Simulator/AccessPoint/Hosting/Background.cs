namespace Ics2.AccessPoint.Hosting;

/// <summary>A loop that runs from construction to disposal.</summary>
internal sealed class Background : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public Background(Func<CancellationToken, Task> run) => loop = Task.Run(() => run(stop.Token));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
            // That was the wish.
        }

        stop.Dispose();
    }
}
