namespace Ics2.Rehearsal.Running.Results;

/// <summary>What is said about a scenario in the end, mildest first.</summary>
public enum Verdict
{
    /// <summary>Everything expected was seen.</summary>
    Pass,

    /// <summary>Acceptable but not as the specification words it, such as the right refusal with another code.</summary>
    Warning,

    /// <summary>Not run, or not to the end, because it does not apply.</summary>
    Skipped,

    /// <summary>Nothing can be said: the time ran out or the harness itself failed. Not a success.</summary>
    Inconclusive,

    /// <summary>Something expected was not seen.</summary>
    Fail,
}

/// <summary>What became of one step.</summary>
public enum StepStatus
{
    /// <summary>All its checks held.</summary>
    Passed,

    /// <summary>It recorded a warning.</summary>
    Warned,

    /// <summary>A check did not hold, or the step threw.</summary>
    Failed,

    /// <summary>It could not come to an end: time ran out, or the harness failed.</summary>
    Inconclusive,

    /// <summary>It said that the scenario does not apply.</summary>
    Skipped,

    /// <summary>An earlier step ended the scenario.</summary>
    NotReached,

    /// <summary>No method fits its text.</summary>
    Undefined,

    /// <summary>Several methods fit its text.</summary>
    Ambiguous,

    /// <summary>Its method says that it is not yet built.</summary>
    Pending,
}
