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
    private readonly Lazy<ReferenceList> _northernIreland;

    internal SpecPack(
        SpecPackHeader header,
        IReadOnlyDictionary<string, Lazy<MessageDefinition>> messages,
        IReadOnlyDictionary<string, CodeList> codeLists,
        IReadOnlyDictionary<string, CheckDescription> checks,
        QualityLists quality,
        EoriForms eoriForms,
        Lazy<ReferenceList> northernIreland
    )
    {
        EoriForms = eoriForms;
        Quality = quality;
        Version = header.Version;
        Namespace = header.Namespace;
        EntryCountries = header.EntryCountries;
        (Agreement, Past, TinParties) = (header.Agreement, header.Past, header.TinParties);
        _northernIreland = northernIreland;
        _messages = messages.ToFrozenDictionary(StringComparer.Ordinal);
        _codeLists = codeLists.ToFrozenDictionary(StringComparer.Ordinal);
        Checks = checks.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The version of the messages that the product speaks, the one place that says it: <c>ICS2 R3 messages 2.02</c>.</summary>
    public string Version { get; }

    /// <summary>The XML namespace of every message.</summary>
    public string Namespace { get; }

    /// <summary>The agreement (<c>eb:AgreementRef</c>) under which this version is exchanged; null for that of the profile.</summary>
    public string? Agreement { get; }

    /// <summary>What of it is past; null for nothing.</summary>
    public PastMessages? Past { get; }

    /// <summary>All messages, in the order of their ids.</summary>
    public IEnumerable<MessageDefinition> Messages =>
        _messages.OrderBy(message => message.Key, StringComparer.Ordinal).Select(message => message.Value.Value);

    /// <summary>The ids of all messages, in order.</summary>
    public IEnumerable<string> MessageIds => _messages.Keys.Order(StringComparer.Ordinal);

    /// <summary>All code lists, in the order of their ids.</summary>
    public IEnumerable<CodeList> CodeLists => _codeLists.Values.OrderBy(list => list.Id, StringComparer.Ordinal);

    /// <summary>What customs checks, by id: the rules and conditions of the tables, and what no table names.</summary>
    public IReadOnlyDictionary<string, CheckDescription> Checks { get; }

    /// <summary>What counts as text of no use.</summary>
    public QualityLists Quality { get; }

    /// <summary>
    /// Countries besides the Member States that a filing may enter by: none in message version 2.02, CH and NO where they are switched on
    /// (field.md F-4).
    /// </summary>
    public IReadOnlyList<string> EntryCountries { get; private init; }

    /// <summary>The parties that R3005 takes a TIN of as well as an EORI: none in message version 2.02 (v3-facts 10).</summary>
    internal IReadOnlySet<string> TinParties { get; }

    /// <summary>How Member States build their EORIs.</summary>
    internal EoriForms EoriForms { get; }

    /// <summary>The UN/LOCODEs of Northern Ireland.</summary>
    internal IEnumerable<string> PlacesOfNorthernIreland => _northernIreland.Value.Codes;

    /// <summary>The pack that comes with the product.</summary>
    public static SpecPack Embedded() => EmbeddedPack.Value;

    /// <summary>
    /// Reads a pack from a folder. The folder must hold <c>pack.txt</c>; a file it does not hold is taken from the embedded pack, so a
    /// folder with one changed message is a pack.
    /// </summary>
    /// <exception cref="SpecPackException">A file of the pack cannot be understood; the message names file and line.</exception>
    public static SpecPack Load(string directory) => Load(new SpecPackSources { Folder = directory });

    /// <summary>Reads a pack, laid together from folders; what they do not hold is taken from the embedded pack.</summary>
    /// <exception cref="SpecPackException">A file cannot be understood; the message names file and line, and nothing is kept.</exception>
    public static SpecPack Load(SpecPackSources sources)
    {
        var pack = sources is { Folder: null, Reference: null } ? Embedded() : Read(sources);
        return sources.EntryCountries is { Count: > 0 } countries ? pack.WithEntryCountries(countries) : pack;
    }

    /// <summary>SHA-256 over the files of a pack, in hex, whatever countries it is switched on for.</summary>
    /// <exception cref="SpecPackException">A file cannot be read.</exception>
    public static string DigestOf(SpecPackSources sources) => PackDigest.Of(FilesOf(sources));

    /// <summary>The same pack for filings that may enter by further countries.</summary>
    /// <exception cref="SpecPackException">One is no country.</exception>
    public SpecPack WithEntryCountries(IReadOnlyList<string> countries) =>
        countries.FirstOrDefault(country => CodeList("CL718")?.Names(country) is not true) is { } unknown
            ? throw new SpecPackException($"entryCountries: '{unknown}' is no country; expected codes as CH or NO.")
            : new SpecPack(this) { EntryCountries = [.. EntryCountries.Union(countries, StringComparer.Ordinal)] };

    /// <summary>May a filing enter by the country? Member States, Northern Ireland (XI, DEC-49), and those switched on.</summary>
    public bool IsEntryCountry(ReadOnlySpan<char> country)
    {
        foreach (var other in EntryCountries)
        {
            if (country.SequenceEqual(other))
            {
                return true;
            }
        }

        return CodeList("CL717")!.Names(country);
    }

    /// <summary>Is the UN/LOCODE a place of Northern Ireland? These have the country GB, and count as XI too (field.md F-3).</summary>
    public bool IsInNorthernIreland(ReadOnlySpan<char> place) =>
        place.StartsWith("GB", StringComparison.Ordinal) && _northernIreland.Value.Find(place) >= 0;

    /// <summary>The message with this id, or null.</summary>
    public MessageDefinition? Find(string id) => _messages.TryGetValue(id, out var message) ? message.Value : null;

    /// <summary>The message with this id.</summary>
    /// <exception cref="ArgumentException">There is none: a programming error.</exception>
    public MessageDefinition Message(string id) => Find(id) ?? throw new ArgumentException($"{Version} has no message {id}.", nameof(id));

    /// <summary>The code list with this id, or null.</summary>
    public CodeList? CodeList(string id) => _codeLists.GetValueOrDefault(id);

    /// <summary>What customs answers when a check is broken. Code lists share the check <c>codes</c> unless one has a line of its own.</summary>
    /// <param name="check">Id of a check or of a code list.</param>
    /// <param name="breach">In which way it is broken.</param>
    /// <exception cref="ArgumentException">The pack does not know the check, or that way of breaking it: a programming error.</exception>
    public (BreachCode Verdict, TrustLevel Trust) VerdictOn(string check, Breach breach)
    {
        if (Describe(check) is { } description)
        {
            foreach (var verdict in description.Verdicts)
            {
                if (verdict.Breach == breach)
                {
                    return (verdict, description.Trust);
                }
            }
        }

        throw new ArgumentException($"{Version} has no code for '{breach}' of {check}.", nameof(check));
    }

    /// <summary>What the pack says of a check or of a code list; null when it knows none of that id.</summary>
    public CheckDescription? Describe(string check) =>
        Checks.GetValueOrDefault(check) ?? (_codeLists.ContainsKey(check) ? Checks["codes"] : null);

    /// <inheritdoc/>
    public override string ToString() => Version;

    private SpecPack(SpecPack other)
    {
        (_messages, _codeLists, _northernIreland) = (other._messages, other._codeLists, other._northernIreland);
        (Version, Namespace, EntryCountries) = (other.Version, other.Namespace, other.EntryCountries);
        (Agreement, Past, TinParties) = (other.Agreement, other.Past, other.TinParties);
        (Checks, Quality, EoriForms) = (other.Checks, other.Quality, other.EoriForms);
    }

    // Everything is read at once, so that a folder with a fault is refused as a whole.
    private static SpecPack Read(SpecPackSources sources)
    {
        var pack = new PackReader(FilesOf(sources)).Read();
        foreach (var message in pack._messages.Values)
        {
            _ = message.Value;
        }

        foreach (var list in pack._codeLists.Values)
        {
            list.Load();
        }

        _ = pack._northernIreland.Value;
        pack.CheckTinParties();
        return pack;
    }

    private static IPackFiles FilesOf(SpecPackSources sources)
    {
        IPackFiles files = new EmbeddedPackFiles();
        files = sources.Folder is { } folder ? new DirectoryPackFiles(folder, files) : files;
        return sources.Reference is { } reference ? new ReferenceFolderFiles(reference, files) : files;
    }

    // A party misspelt would be left out without a word.
    private void CheckTinParties()
    {
        var named = Messages
            .SelectMany(message => message.Root.DescendantsAndSelf())
            .Where(row => row.Rules.Contains("R3005", StringComparer.Ordinal))
            .Select(row => row.Parent!.Tag)
            .ToHashSet(StringComparer.Ordinal);
        if (TinParties.FirstOrDefault(party => !named.Contains(party)) is { } unknown)
        {
            throw new SpecPackException($"{PackReader.HeaderFile}: 'tin' names '{unknown}', at which no message of the pack has R3005.");
        }
    }
}

/// <summary>What a pack is laid together from.</summary>
public sealed record SpecPackSources
{
    /// <summary>Folder of a pack, with <c>pack.txt</c>; null for the embedded one.</summary>
    public string? Folder { get; init; }

    /// <summary>Folder of newer reference lists, as <c>CL244.tsv</c>; null for those of the pack.</summary>
    public string? Reference { get; init; }

    /// <summary>Countries besides the Member States that a filing may enter by; null for those of the pack.</summary>
    public IReadOnlyList<string>? EntryCountries { get; init; }
}

/// <summary>What <c>pack.txt</c> says.</summary>
internal sealed record SpecPackHeader(string Version, string Namespace, IReadOnlyList<string> EntryCountries)
{
    public string? Agreement { get; init; }

    public PastMessages? Past { get; init; }

    public IReadOnlySet<string> TinParties { get; init; } = FrozenSet<string>.Empty;
}

/// <summary>Messages that are no longer taken in this version, where a later one has them (F-16 of field.md).</summary>
/// <param name="Since">The first day on which they are not.</param>
/// <param name="Messages">Their ids.</param>
public sealed record PastMessages(DateOnly Since, IReadOnlySet<string> Messages);

/// <summary>A spec pack that cannot be understood.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Always thrown with the file and the line.")]
public sealed class SpecPackException(string message) : Exception(message);
