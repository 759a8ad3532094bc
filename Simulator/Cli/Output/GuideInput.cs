using System.Text.Json;
using System.Threading.Channels;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;

namespace Ics2.Cli.Output;

/// <summary>
/// Reads what a person, or a program for one, says on standard input: <c>done</c>, <c>repeat</c>, <c>skip REASON</c>, <c>note TEXT</c>, one
/// a line, or the same as <c>{ "command": "skip", "text": "REASON" }</c>.
/// </summary>
internal sealed class GuideInput
{
    private const int MaxWaiting = 100; // what nobody asks for is not collected for ever

    private readonly Channel<GuideAnswer> _answers = Channel.CreateBounded<GuideAnswer>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Begins to read, on a thread of its own: reading a console cannot be cancelled.</summary>
    public GuideInput(TextReader input)
    {
        var thread = new Thread(() => Read(input)) { IsBackground = true, Name = "guide input" };
        thread.Start();
    }

    /// <summary>What is said next; nothing any more when the input has ended.</summary>
    public async Task<GuideAnswer> NextAsync(CancellationToken cancellationToken)
    {
        if (await _answers.Reader.WaitToReadAsync(cancellationToken) && _answers.Reader.TryRead(out var answer))
        {
            return answer;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Understands one line.</summary>
    public static GuideAnswer Parse(string line)
    {
        var text = line.Trim();
        if (text.StartsWith('{'))
        {
            try
            {
                return JsonSerializer.Deserialize<GuideAnswer>(text, ManagementJson.Tolerant) ?? new GuideAnswer(GuideCommand.Unknown);
            }
            catch (JsonException)
            {
                return new GuideAnswer(GuideCommand.Unknown, text);
            }
        }

        var (word, rest) = text.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0
            ? (text[..blank], text[blank..].Trim())
            : (text, null);
        return word.ToLowerInvariant() switch
        {
            "done" or "d" => new GuideAnswer(GuideCommand.Done),
            "repeat" or "r" => new GuideAnswer(GuideCommand.Repeat),
            "skip" or "s" => new GuideAnswer(GuideCommand.Skip, rest),
            "note" or "n" => new GuideAnswer(GuideCommand.Note, rest),
            _ => new GuideAnswer(GuideCommand.Unknown, text),
        };
    }

    private void Read(TextReader input)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    _answers.Writer.TryWrite(Parse(line));
                }
            }
        }
        catch (IOException)
        {
            // the terminal is gone; what is seen at customs still counts
        }

        _answers.Writer.Complete();
    }
}
