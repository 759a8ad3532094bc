using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Ics2.Cli.Output;

/// <summary>
/// Logs for people: a line each, with what failed in words. Where it failed in the program is for its makers: ICS2_TRACE=1 adds it.
/// </summary>
internal sealed class OneLineLog() : ConsoleFormatter(FormatterName)
{
    private const string FormatterName = "ics2";
    private const string Variable = "ICS2_TRACE";

    private readonly bool _traces = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Logs to standard error, so that they never mix with a document on standard output.</summary>
    public static ILoggerFactory Create() =>
        LoggerFactory.Create(builder =>
            builder
                .SetMinimumLevel(LogLevel.Warning)
                .AddConsoleFormatter<OneLineLog, ConsoleFormatterOptions>()
                .AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (FormatterName, LogLevel.Trace))
        );

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        for (var cause = logEntry.Exception; cause is not null; cause = cause.InnerException)
        {
            text += text.Contains(cause.Message, StringComparison.Ordinal) ? "" : $" {cause.Message}";
        }

        textWriter.WriteLine($"{Word(logEntry.LogLevel)}: {text.ReplaceLineEndings(" ")}");
        if (_traces && logEntry.Exception is { } failure)
        {
            textWriter.WriteLine(failure);
        }
    }

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Critical or LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            _ => "note",
        };
}
