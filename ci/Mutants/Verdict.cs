namespace Ics2.Mutants;

/// <summary>What became of a fault.</summary>
internal enum Fate
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>Tests ran no more to their end.</summary>
    TimedOut,

    /// <summary>Every test that runs through it passed.</summary>
    Survived,

    /// <summary>No test runs through it.</summary>
    NotCovered,

    /// <summary>It lives and may: mutants-accepted.tsv says why.</summary>
    Accepted,
}

/// <summary>A fault and what became of it.</summary>
/// <param name="By">The test that noticed, or the reason why it may live.</param>
internal sealed record Verdict(Fault Fault, Fate Fate, string By)
{
    /// <summary>Whether it was noticed.</summary>
    public bool IsNoticed => Fate is Fate.Killed or Fate.TimedOut;

    /// <summary>One line for a reader.</summary>
    public string Line =>
        $"{Fate, -10} {Fault.File}:{Fault.Line} {Fault.Member}: `{Fault.Original}` -> {Fault.Kind}" + (By.Length > 0 ? $"  [{By}]" : "");
}
