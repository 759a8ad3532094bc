namespace Ics2.Contract.Rehearsals;

/// <summary>
/// Leads a person through a rehearsal whose client no script drives: shows what to do and what became of it, and takes what the person
/// says. The console is one, JSON lines for a program another; a page can be a third. It is told everything from one thread at a time.
/// </summary>
public interface IRehearsalGuide
{
    /// <summary>Shows something. It must not block for long: the scenario goes on when this returns.</summary>
    /// <param name="line">What.</param>
    void Tell(GuideLine line);

    /// <summary>Waits for what the person says next; for ever, when nothing is said.</summary>
    /// <param name="cancellationToken">Cancelled when what was asked for has come, or the time is over; an answer is not lost then.</param>
    Task<GuideAnswer> AnswerAsync(CancellationToken cancellationToken);
}

/// <summary>What a line of the guide is about.</summary>
public enum GuideKind
{
    /// <summary>A scenario begins; the text is its title.</summary>
    Scenario,

    /// <summary>A step begins; the text is that of the step.</summary>
    Step,

    /// <summary>A trader that the client has to be set up as, with its folder. Nothing is waited for.</summary>
    SetUp,

    /// <summary>What to do now. It is waited for.</summary>
    Instruction,

    /// <summary>It is still waited for; <see cref="GuideLine.SecondsLeft"/> says how long.</summary>
    Waiting,

    /// <summary>Something came that fits.</summary>
    Seen,

    /// <summary>Something came that does not fit, or cannot be understood; the text says what is awaited.</summary>
    Wrong,

    /// <summary>A check was made.</summary>
    Check,

    /// <summary>A scenario has ended; the text is the reason, unless it passed.</summary>
    Verdict,
}

/// <summary>One line of the guide; also one line of <c>ics2 rehearse --client manual --json</c>. Absent values do not apply.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Scenario">The id of the scenario.</param>
/// <param name="Text">For the person.</param>
public sealed record GuideLine(GuideKind Kind, string Scenario, string Text)
{
    /// <summary>When it was told.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The text of the step that asks for it, instructions only.</summary>
    public string? Step { get; init; }

    /// <summary>As which trader to act.</summary>
    public string? Party { get; init; }

    /// <summary>What to do, for programs: <c>ping</c>, <c>send</c> or <c>pull</c>.</summary>
    public string? Do { get; init; }

    /// <summary>The message to send, for example <c>IE3F10</c>.</summary>
    public string? Message { get; init; }

    /// <summary>A document that fits, for whoever can send a file.</summary>
    public string? File { get; init; }

    /// <summary>Files that go along.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>What the person's own document should have in common with that file: the path of each element, and its value.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>The trader folder: keys, certificates, roots and addresses.</summary>
    public string? Folder { get; init; }

    /// <summary>How long is waited from now on.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>How many wrong things have come.</summary>
    public int? WrongTimes { get; init; }

    /// <summary>How many wrong things end the scenario.</summary>
    public int? MaxWrongTimes { get; init; }

    /// <summary>Of a check or a scenario: <c>pass</c>, <c>warning</c>, <c>fail</c>, <c>inconclusive</c> or <c>skipped</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>What a check expects.</summary>
    public string? Expected { get; init; }

    /// <summary>What it found.</summary>
    public string? Actual { get; init; }

    /// <summary>Where the expectation comes from.</summary>
    public string? Source { get; init; }
}

/// <summary>What a person says to the guide.</summary>
/// <param name="Command">What it is.</param>
/// <param name="Text">The reason of a skip, or the note.</param>
public sealed record GuideAnswer(GuideCommand Command, string? Text = null);

/// <summary>What a person can say.</summary>
public enum GuideCommand
{
    /// <summary>It is done, whatever was seen of it.</summary>
    Done,

    /// <summary>Say it again, and begin the time anew.</summary>
    Repeat,

    /// <summary>Leave the scenario; with the reason.</summary>
    Skip,

    /// <summary>Keep this among the evidence.</summary>
    Note,

    /// <summary>Something that is none of these.</summary>
    Unknown,
}
