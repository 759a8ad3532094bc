namespace Ics2.Load.Targets;

/// <summary>How to start <c>ics2 serve</c> as a process of its own.</summary>
/// <param name="Arguments">What comes before the options of <c>serve</c>, its own name included.</param>
public sealed record ServeCommand(string Program, IReadOnlyList<string> Arguments);
