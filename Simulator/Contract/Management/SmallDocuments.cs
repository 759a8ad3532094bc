using System.Diagnostics.CodeAnalysis;

namespace Ics2.Contract.Management;

/// <summary>Why something was refused, or cannot be done now.</summary>
/// <param name="Error">The reason, for people.</param>
public sealed record Fault(string Error)
{
    /// <summary>What is wrong at which line, where text was refused that somebody wrote; null for anything else.</summary>
    public IReadOnlyList<LineFault>? Lines { get; init; }
}

/// <summary>What is wrong at a line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">What was expected, and what was found.</param>
public sealed record LineFault(long Line, string Text);

/// <summary>That something was done.</summary>
public sealed record Done(string Status);

/// <summary>Customs' clock (<c>GET /clock</c>).</summary>
/// <param name="Mode"><c>real</c> or <c>manual</c>.</param>
/// <param name="Now">What it shows.</param>
public sealed record ClockView(string Mode, DateTimeOffset Now);

/// <summary>What <c>POST /clock/advance</c> takes.</summary>
/// <param name="By">How far, as <see cref="Durations"/> reads it; at most ten years.</param>
public sealed record AdvanceRequest(string By);

/// <summary>Which EORIs exist (R3005), as <c>GET /eori-register</c> answers.</summary>
/// <param name="Mode"><c>open</c> or <c>strict</c>.</param>
/// <param name="Declared">What was said of single ones.</param>
public sealed record RegisterView(string Mode, IReadOnlyList<DeclaredEori> Declared);

/// <summary>What was said of an EORI.</summary>
/// <param name="Exists">Whether it exists.</param>
public sealed record DeclaredEori(string Eori, bool Exists);

/// <summary>What <c>PUT /eori-register/{eori}</c> takes.</summary>
/// <param name="Exists">Whether it exists from now on.</param>
public sealed record EoriDeclaration(bool Exists);

/// <summary>What <c>POST /refusals</c> takes: the next message is refused, whatever it says.</summary>
/// <param name="Message"><c>IE3N99</c> or <c>IE3N01</c>.</param>
/// <param name="Code">CL723.</param>
/// <param name="Text">What is said.</param>
/// <param name="Party">Whose; null for anybody's.</param>
/// <param name="Pointer">The element it is about.</param>
[SuppressMessage("Naming", "CA1720", Justification = "The document calls it pointer, as the messages do.")]
public sealed record RefusalRequest(string Message, string Code, string Text, string? Party = null, string? Pointer = null);

/// <summary>
/// Where in a list to read on. All lists show their newest first; what comes after an id is taken from nearest to it, so that following a
/// list misses nothing.
/// </summary>
/// <param name="After">Only what is newer than this.</param>
/// <param name="Before">Only what is older than this.</param>
public sealed record Cursor(string? After = null, string? Before = null);
