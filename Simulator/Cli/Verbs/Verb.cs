using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Ics2.Cli.Output;
using Ics2.Load.Targets;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>One verb of the command line: its options, an example in its help, and a run that ends in one of the exit codes.</summary>
internal abstract class Verb : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON document to standard output instead of text" };

    protected Verb(string name, string description, string example)
        : base(name, $"{description}\n\nExample:\n  {example}")
    {
        Add(_json);
        SetAction(InvokeAsync);
    }

    /// <summary>Does the work.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    protected bool WantsJson(ParseResult arguments) => arguments.GetValue(_json);

    /// <summary>Whether its documents come one a line.</summary>
    protected virtual bool WritesLines(ParseResult arguments) => false;

    protected static void WriteDocument(object document) => Console.Out.WriteLine(JsonSerializer.Serialize(document, Documents.Pretty));

    /// <summary>Progress and remarks, which never mix with the document on standard output.</summary>
    protected static void Say(string text) => Console.Error.WriteLine(text);

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(arguments, cancellationToken);
        }
        catch (Exception expected)
            when (expected
                    is CouldNotRunException
                        or TargetException
                        or TraderFolderException
                        or IOException
                        or UnauthorizedAccessException
                        or CryptographicException
                        or HttpRequestException
            )
        {
            return CouldNotRun(arguments, expected.Message, (expected as CouldNotRunException)?.Remedy);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CouldNotRun(arguments, "stopped", remedy: null);
        }
        catch (Exception bug)
        {
            return CouldNotRun(arguments, $"this should not happen, please report it: {bug}", remedy: null);
        }
    }

    // Whoever asked for a document gets one (cli-json, exit code 3).
    private int CouldNotRun(ParseResult arguments, string text, string? remedy)
    {
        Say($"ics2 {Name}: {text}{(remedy is null ? "" : $" {remedy}")}");
        if (WantsJson(arguments))
        {
            var json = WritesLines(arguments) ? Documents.OneLine : Documents.Pretty;
            Console.Out.WriteLine(JsonSerializer.Serialize(new ErrorDocument(new ErrorText(text, remedy)), json));
        }

        return ExitCodes.CouldNotRun;
    }
}
