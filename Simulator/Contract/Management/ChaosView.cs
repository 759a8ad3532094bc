namespace Ics2.Contract.Management;

/// <summary>What goes wrong on purpose, and what came of it (<c>GET /chaos</c>).</summary>
/// <param name="Seed">What dice follow from.</param>
/// <param name="Rules">The rules in force, in order.</param>
/// <param name="Applied">What was done, oldest first.</param>
public sealed record ChaosView(int Seed, IReadOnlyList<ChaosRuleView> Rules, IReadOnlyList<ChaosEvent> Applied);

/// <summary>One rule of chaos.</summary>
/// <param name="Name">Its name, unique among the rules.</param>
/// <param name="About">What it is for, in a line.</param>
/// <param name="Party">Pattern of the trader's party id; null for everybody.</param>
/// <param name="Action">Pattern of the action; null for every business message.</param>
/// <param name="Often">How often: <c>always</c>, <c>first 2</c>, <c>every 3</c>, <c>probability 0.2</c>.</param>
/// <param name="Do">What goes wrong, for example <c>lose-receipt</c>.</param>
/// <param name="Delay">How late something comes, where that is what goes wrong.</param>
/// <param name="For">How long it is in force; null until it is taken back.</param>
/// <param name="Since">Since when.</param>
/// <param name="Over">Whether its time is over.</param>
public sealed record ChaosRuleView(
    string Name,
    string? About,
    string? Party,
    string? Action,
    string Often,
    string Do,
    TimeSpan? Delay,
    TimeSpan? For,
    DateTimeOffset Since,
    bool Over
);

/// <summary>One application of a rule, for whoever judges what came of it.</summary>
/// <param name="Number">Counts the applications.</param>
/// <param name="At">When.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Do">What was done, for example <c>lose-receipt</c>.</param>
/// <param name="Party">To whom; null when a message could not be read.</param>
/// <param name="Action">Of the message.</param>
/// <param name="MessageId">The message of the trader that was answered, or the message of customs.</param>
/// <param name="Outcome">What came of it, as far as the access point saw.</param>
public sealed record ChaosEvent(
    long Number,
    DateTimeOffset At,
    string Rule,
    string Do,
    string? Party,
    string Action,
    string? MessageId,
    string? Outcome
);
