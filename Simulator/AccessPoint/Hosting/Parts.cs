using Microsoft.AspNetCore.Builder;

namespace Ics2.AccessPoint.Hosting;

/// <summary>What was made and started, to be stopped in the reverse order: the listeners go first, the store last.</summary>
internal sealed class Parts : IAsyncDisposable
{
    private readonly Stack<object> _started = new();

    /// <summary>Has a part stopped with the others, also when a later one fails to start.</summary>
    public T Own<T>(T part)
        where T : notnull
    {
        _started.Push(part);
        return part;
    }

    /// <summary>Runs a loop until the end.</summary>
    public void Run(Func<CancellationToken, Task> loop) => _started.Push(new Background(loop));

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var part))
        {
            if (part is WebApplication app)
            {
                await app.StopAsync();
            }

            if (part is IAsyncDisposable slow)
            {
                await slow.DisposeAsync();
            }
            else
            {
                (part as IDisposable)?.Dispose();
            }
        }
    }
}
