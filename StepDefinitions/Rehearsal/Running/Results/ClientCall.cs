using System.Globalization;

namespace Ics2.Rehearsal.Running.Results;

/// <summary>
/// One call of the client under test: what it was asked, how it ended and what it wrote. It decides nothing; it explains what the access
/// point saw or did not see.
/// </summary>
public sealed record ClientCall
{
    private const int MaxQuoted = 300;

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As which trader the client acted.</summary>
    public required string Party { get; init; }

    /// <summary>What was asked, in few words: <c>send IE3F10</c>, <c>pull</c>.</summary>
    public required string What { get; init; }

    /// <summary>The command line, the URL, or what a person was told; null for the client that runs in the rehearsal itself.</summary>
    public string? Command { get; init; }

    /// <summary>How it ended, as part of a sentence: <c>ended with exit code 0</c>, <c>did not end within 30 s</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it took; of several alike, all together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The exit code of a command that ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The HTTP status of a webhook that answered.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What it wrote to standard output, or answered.</summary>
    public ClientOutput? Output { get; init; }

    /// <summary>What it wrote to standard error.</summary>
    public ClientOutput? Errors { get; init; }

    /// <summary>Something about the call that its owner should know.</summary>
    public string? Remark { get; init; }

    /// <summary>How many calls in a row went exactly like this.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The call in one sentence, as reasons quote it.</summary>
    public string Describe()
    {
        var times = Times == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Times} times the same");
        var seconds = Duration.TotalSeconds.ToString("0.0##", CultureInfo.InvariantCulture);
        return $"'{What}' as {Party} {Outcome} after {seconds} s{times}{Wrote}{(Remark is null ? "" : $"; {Remark}")}";
    }

    /// <summary>Whether another call is told from this one by nothing but its time.</summary>
    internal bool IsLike(ClientCall other) => other with { At = At, Duration = Duration, Times = Times } == this;

    // What a program says about its trouble stands at the end, and on standard error first.
    private string Wrote =>
        (Errors, Output) switch
        {
            ({ Text.Length: > 0 } errors, _) => $" and wrote to standard error: {errors.End(MaxQuoted)}",
            (_, { Text.Length: > 0 } output) => $" and {(HttpStatus is null ? "wrote" : "answered")}: {output.End(MaxQuoted)}",
            (null, null) => "",
            _ => $" and {(HttpStatus is null ? "wrote" : "answered")} nothing",
        };
}

/// <summary>What a client wrote, fit to be shown: secrets blanked, control characters made visible.</summary>
/// <param name="Text">Its beginning and its end, or all of it.</param>
/// <param name="Bytes">How much it wrote.</param>
/// <param name="LeftOut">How much of that is not in the text.</param>
public sealed record ClientOutput(string Text, long Bytes, long LeftOut)
{
    /// <summary>The last characters on one line.</summary>
    /// <param name="max">How many.</param>
    public string End(int max)
    {
        var line = string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= max ? line : $"… {line[^max..]}";
    }
}
