namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>A .feature file that cannot be read. The message holds one line per fault: file, line, column, what is wrong.</summary>
public sealed class FeatureSyntaxException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>One line per fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
