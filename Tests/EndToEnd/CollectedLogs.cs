using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ics2.Tests.EndToEnd;

/// <summary>Keeps every line that is logged, of every level.</summary>
internal sealed class CollectedLogs : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Text)];

    /// <summary>Those that somebody should read.</summary>
    public IReadOnlyList<string> Warnings => [.. _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // All lines come here and go nowhere else.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) =>
        _lines.Enqueue(
            (
                logLevel,
                exception is null
                    ? formatter(state, exception)
                    : $"{formatter(state, exception)} {exception.GetType().Name}: {exception.Message}"
            )
        );

    public void Dispose()
    {
        // Nothing is held.
    }
}
