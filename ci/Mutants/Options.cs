using System.Globalization;

namespace Ics2.Mutants;

/// <summary>The switches of <c>ci/mutants.sh</c>.</summary>
internal sealed record Options
{
    /// <summary>The repository.</summary>
    public required string Root { get; init; }

    /// <summary>Where the copy is made; null for a folder that is gone afterwards.</summary>
    public string? Work { get; init; }

    /// <summary>Part of a path: faults of these files alone.</summary>
    public string? Only { get; init; }

    /// <summary>So many faults, drawn by <see cref="Seed"/>; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>Draws the sample.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Percent of faults that tests have to notice.</summary>
    public double Threshold { get; init; } = 80;

    /// <summary>Workers at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Results of an earlier run, of which only what lived is tried again; null for none.</summary>
    public string? Again { get; init; }

    /// <summary>Where the results go, one line a fault.</summary>
    public string? Results { get; init; }

    /// <summary>Folders of <c>Tests</c> whose tests count, by commas; null for those of the room.</summary>
    public string? Tests { get; init; }

    /// <summary>Whether faults are only listed.</summary>
    public bool List { get; init; }

    /// <summary>Whether each fault is told of, or those alone that lived.</summary>
    public bool Quiet { get; init; }

    /// <summary>Reads them; throws for what it does not know.</summary>
    public static Options Parse(string[] args)
    {
        var options = new Options { Root = args[0] };
        for (var i = 1; i < args.Length; i++)
        {
            string Next() => ++i < args.Length ? args[i] : throw new InvalidDataException($"{args[i - 1]} needs a value.");
            int Number() => int.Parse(Next(), CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--work" => options with { Work = Path.GetFullPath(Next()) },
                "--only" => options with { Only = Next() },
                "--sample" => options with { Sample = Number() },
                "--seed" => options with { Seed = Number() },
                "--threshold" => options with { Threshold = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--jobs" => options with { Jobs = Number() },
                "--again" => options with { Again = Next() },
                "--results" => options with { Results = Next() },
                "--tests" => options with { Tests = Next() },
                "--list" => options with { List = true },
                "--quiet" => options with { Quiet = true },
                _ => throw new InvalidDataException($"{args[i]} is no switch; see ci/mutants.sh."),
            };
        }

        return options;
    }
}
