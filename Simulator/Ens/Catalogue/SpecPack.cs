using System.Collections.Frozen;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The specification as data: message tables, code lists and the index of rules. One is embedded in the product; a newer one is a folder
/// (DESIGN section 3, "Messages"). SpecPack/README.md describes the files.
/// </summary>
public sealed class SpecPack
{
    private static readonly Lazy<SpecPack> EmbeddedPack = new(() => new PackReader(new EmbeddedPackFiles()).Read());

    private readonly FrozenDictionary<string, Lazy<MessageDefinition>> _messages;
    private readonly FrozenDictionary<string, CodeList> _codeLists;

    internal SpecPack(
        string version,
        string xmlNamespace,
        IReadOnlyDictionary<string, Lazy<MessageDefinition>> messages,
        IReadOnlyDictionary<string, CodeList> codeLists,
        IReadOnlyList<RuleDescription> rules,
        QualityLists quality
    )
    {
        Quality = quality;
        Version = version;
        Namespace = xmlNamespace;
        _messages = messages.ToFrozenDictionary(StringComparer.Ordinal);
        _codeLists = codeLists.ToFrozenDictionary(StringComparer.Ordinal);
        Rules = rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    /// <summary>The version of the messages that the product speaks, the one place that says it: <c>ICS2 R3 messages 2.02</c>.</summary>
    public string Version { get; }

    /// <summary>The XML namespace of every message.</summary>
    public string Namespace { get; }

    /// <summary>All messages, in the order of their ids.</summary>
    public IEnumerable<MessageDefinition> Messages =>
        _messages.OrderBy(message => message.Key, StringComparer.Ordinal).Select(message => message.Value.Value);

    /// <summary>The ids of all messages, in order.</summary>
    public IEnumerable<string> MessageIds => _messages.Keys.Order(StringComparer.Ordinal);

    /// <summary>All code lists, in the order of their ids.</summary>
    public IEnumerable<CodeList> CodeLists => _codeLists.Values.OrderBy(list => list.Id, StringComparer.Ordinal);

    /// <summary>The index of rules and conditions, by id.</summary>
    public IReadOnlyDictionary<string, RuleDescription> Rules { get; }

    /// <summary>What counts as text of no use.</summary>
    public QualityLists Quality { get; }

    /// <summary>The pack that comes with the product.</summary>
    public static SpecPack Embedded() => EmbeddedPack.Value;

    /// <summary>
    /// Reads a pack from a folder. The folder must hold <c>pack.txt</c>; a file it does not hold is taken from the embedded pack, so a
    /// folder with one changed message is a pack.
    /// </summary>
    /// <exception cref="SpecPackException">A file of the pack cannot be understood; the message names file and line.</exception>
    public static SpecPack Load(string directory)
    {
        var pack = new PackReader(new DirectoryPackFiles(directory, new EmbeddedPackFiles())).Read();
        foreach (var message in pack._messages.Values)
        {
            _ = message.Value;
        }

        return pack;
    }

    /// <summary>The message with this id, or null.</summary>
    public MessageDefinition? Find(string id) => _messages.TryGetValue(id, out var message) ? message.Value : null;

    /// <summary>The message with this id.</summary>
    /// <exception cref="ArgumentException">There is none: a programming error.</exception>
    public MessageDefinition Message(string id) => Find(id) ?? throw new ArgumentException($"{Version} has no message {id}.", nameof(id));

    /// <summary>The code list with this id, or null.</summary>
    public CodeList? CodeList(string id) => _codeLists.GetValueOrDefault(id);

    /// <inheritdoc/>
    public override string ToString() => Version;
}

/// <summary>One entry of the rule index.</summary>
/// <param name="Id">R or C and four digits.</param>
/// <param name="Codes">The functional error codes (CL723) it can lead to; empty for rules that only advise.</param>
/// <param name="Text">What it asks, in the product's own words.</param>
public sealed record RuleDescription(string Id, IReadOnlyList<string> Codes, string Text);

/// <summary>A spec pack that cannot be understood.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Always thrown with the file and the line.")]
public sealed class SpecPackException(string message) : Exception(message);
