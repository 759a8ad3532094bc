namespace Ics2.Mutants;

/// <summary>One small fault that can be switched on.</summary>
/// <param name="Id">Its switch in this run.</param>
/// <param name="File">Below the root, with slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Original">The text that is spoiled, on one line.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="Number">Tells equal texts of one member apart, from 1.</param>
internal sealed record Fault(int Id, string File, int Line, string Member, string Original, string Kind, int Number)
{
    /// <summary>What it is called from run to run, whatever the line.</summary>
    public string Key => string.Join('\t', File, Member, Original, Kind, Number);
}
