using Spectre.Console;

namespace Ics2.Cli.Output;

/// <summary>The console for people: colours when it is one, plain text when redirected or under NO_COLOR.</summary>
internal static class Terminal
{
    private const int RedirectedWidth = 400;

    /// <summary>Opens it.</summary>
    /// <param name="lively">Whether a table may be drawn again and again; not where a person is spoken to meanwhile.</param>
    public static IAnsiConsole Open(bool lively = true)
    {
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            }
        );
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        console.Profile.Capabilities.Interactive &= lively;
        return console;
    }
}
