using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>What customs does to which message (DESIGN section 3): the first rule that fits is followed.</summary>
/// <param name="Rules">The rules, in order.</param>
/// <param name="Text">The file as it is.</param>
public sealed record Playbook(IReadOnlyList<PlaybookRule> Rules, string Text)
{
    /// <summary>The name of the playbook that comes with the simulator.</summary>
    public const string DefaultName = "default";

    /// <summary>Without rules.</summary>
    public static Playbook Empty { get; } = new([], "rules: []\n");

    /// <summary>Reads a playbook.</summary>
    /// <param name="file">A file, or <c>default</c> for the one that comes with the simulator.</param>
    /// <param name="pack">The messages and codes in force.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="InvalidDataException">It makes no sense; the message names the file, every faulty line, and what was expected
    /// there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Playbook Load(string file, SpecPack pack)
    {
        if (file != DefaultName)
        {
            return PlaybookReader.Read(File.ReadAllText(file), file, pack);
        }

        using var embedded = new StreamReader(typeof(Playbook).Assembly.GetManifestResourceStream("default-playbook.yaml")!);
        return PlaybookReader.Read(embedded.ReadToEnd(), DefaultName, pack);
    }

    /// <summary>Reads the text of a playbook.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What faults call it.</param>
    /// <param name="pack">The messages and codes in force.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="InvalidDataException">It makes no sense; the message names every faulty line, and what was expected
    /// there.</exception>
    public static Playbook Read(string text, string name, SpecPack pack) => PlaybookReader.Read(text, name, pack);

    /// <summary>What to do with a message.</summary>
    /// <param name="standing">What holds for all messages.</param>
    /// <returns>The instructions.</returns>
    public Instructions For(TraderMessage message, Instructions standing) =>
        Rules.FirstOrDefault(rule => rule.Fits(message.Action, message.Document))?.Apply(standing) ?? standing;

    /// <summary>The rules for reading, one in two or three lines.</summary>
    /// <returns>The text.</returns>
    public string Explain() =>
        string.Join(
            '\n',
            Rules.Select(rule =>
                $"{rule.Name, -8} {rule.About}\n         when "
                + $"{string.Join(", ", rule.When.Select(condition => $"{condition.Key} {condition.Value}"))}\n         then "
                + $"{string.Join(", ", rule.Then)}"
            )
        );
}
