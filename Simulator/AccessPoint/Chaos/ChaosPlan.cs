namespace Ics2.AccessPoint.Chaos;

/// <summary>A set of rules, as a file has it.</summary>
/// <param name="Seed">What dice follow from.</param>
/// <param name="Rules">The rules, in order: the first that fits and is to be followed is.</param>
public sealed record ChaosPlan(int Seed, IReadOnlyList<ChaosRule> Rules)
{
    /// <summary>Nothing goes wrong.</summary>
    public static ChaosPlan None { get; } = new(0, []);

    /// <summary>Reads a file.</summary>
    /// <param name="file">YAML, of which JSON is a part.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidDataException">It makes no sense; the message names the file, every faulty line, and what was expected
    /// there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ChaosPlan Load(string file) => Read(File.ReadAllText(file), file);

    /// <summary>Reads a text.</summary>
    /// <param name="name">How faults call it.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidDataException">It makes no sense.</exception>
    public static ChaosPlan Read(string yaml, string name) => ChaosReader.Read(yaml, name);
}
