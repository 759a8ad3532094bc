using Microsoft.AspNetCore.Builder;

namespace Ics2.AccessPoint.Hosting;

/// <summary>What was made and started, to be stopped in the reverse order: the listeners go first, the store last.</summary>
internal sealed class Parts
{
    private readonly Stack<object> _started = new();

    /// <summary>Makes a part that is stopped with the others, also when a later one fails to start.</summary>
    public T Own<T>(Func<T> make)
        where T : notnull
    {
        var part = make();
        _started.Push(part);
        return part;
    }

    /// <summary>Runs a loop until the end.</summary>
#pragma warning disable CA2000 // it is on the stack, which StopAsync takes down
    public void Run(Func<CancellationToken, Task> loop) => Own(() => new Background(loop));
#pragma warning restore CA2000

    /// <summary>Stops all of it.</summary>
    public async ValueTask StopAsync()
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
