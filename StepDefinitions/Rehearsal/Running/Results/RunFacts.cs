namespace Ics2.Rehearsal.Running.Results;

/// <summary>Who and what was tested, and with what: what a reader of the report has to know to believe it, or to repeat it.</summary>
public sealed record RunFacts
{
    /// <summary>The product under test, in the words of whoever ran it.</summary>
    public string? Product { get; init; }

    /// <summary>Its version.</summary>
    public string? ProductVersion { get; init; }

    /// <summary>Who ran the rehearsal.</summary>
    public string? Tester { get; init; }

    /// <summary>Version of ics2, with the commit it was built from: <c>0.1.0+7806c57</c>.</summary>
    public string? Tool { get; init; }

    /// <summary>SHA-256 over the files of the spec pack in force.</summary>
    public string? SpecPackDigest { get; init; }

    /// <summary>The .NET runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>Operating system, processor architecture and cores.</summary>
    public string? Machine { get; init; }

    /// <summary>The command line, passwords and tokens blanked.</summary>
    public string? CommandLine { get; init; }

    /// <summary>What was switched on or set otherwise than usual, by switch.</summary>
    public IReadOnlyDictionary<string, string>? Switches { get; init; }
}
