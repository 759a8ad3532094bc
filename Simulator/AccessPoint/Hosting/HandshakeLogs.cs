using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Hears what Kestrel says about a handshake that failed: it takes the exception for itself, and its log line is the only place that has
/// it. Everything is passed on to the logs as it was.
/// </summary>
internal sealed class HandshakeLogs(ILoggerFactory logs) : ILoggerFactory
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    private readonly AsyncLocal<Heard?> _heard = new();

    /// <summary>Listens in what is awaited from here on.</summary>
    /// <returns>What is heard.</returns>
    public Heard Listen() => _heard.Value = new Heard();

    /// <summary>Listens no more in what is awaited from here on.</summary>
    /// <returns>What was listened for.</returns>
    public Heard? Stop()
    {
        var heard = _heard.Value;
        _heard.Value = null;
        return heard;
    }

    public ILogger CreateLogger(string categoryName)
    {
        var logger = logs.CreateLogger(categoryName);
        return categoryName.StartsWith(Kestrel, StringComparison.Ordinal) ? new Listener(this, logger) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    public void Dispose()
    {
        // the logs belong to whoever made them
    }

    /// <summary>What was said on one connection.</summary>
    internal sealed class Heard
    {
        /// <summary>Why the handshake failed; null when nothing was said.</summary>
        public Exception? Cause { get; set; }
    }

    private sealed class Listener(HandshakeLogs owner, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => owner._heard.Value is not null || logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (exception is not null && owner._heard.Value is { Cause: null } heard)
            {
                heard.Cause = exception;
            }

            if (logger.IsEnabled(logLevel))
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
