using System.Globalization;
using System.Xml;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The versions of the messages that are in force side by side, the usual one first. Which one a message is of, its agreement says, and where
/// several share that, the namespace of its document (F-16 of field.md).
/// </summary>
public sealed class SpecPacks
{
    private const int MaxSniffed = 4096;

    private readonly SpecPack[] _packs;

    /// <summary>Lays versions side by side.</summary>
    /// <param name="packs">One at least; those later in the list are later versions.</param>
    /// <exception cref="SpecPackException">Two of them cannot be told apart.</exception>
    public SpecPacks(params IReadOnlyList<SpecPack> packs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(packs.Count, nameof(packs));
        _packs = [.. packs];
        Check(usualAgreement: null);
    }

    /// <summary>The same, where packs that name no agreement are exchanged under this one.</summary>
    /// <param name="usualAgreement">That of the profile.</param>
    /// <exception cref="SpecPackException">Two of them cannot be told apart then.</exception>
    public SpecPacks Under(string usualAgreement)
    {
        Check(usualAgreement);
        return this;
    }

    /// <summary>All of them, the usual one first.</summary>
    public IReadOnlyList<SpecPack> All => _packs;

    /// <summary>What is spoken where nothing says otherwise.</summary>
    public SpecPack Usual => _packs[0];

    /// <summary>The one of a version, or the usual one.</summary>
    public SpecPack Of(string? version) => Array.Find(_packs, pack => pack.Version == version) ?? Usual;

    /// <summary>The one that a message is of.</summary>
    /// <param name="agreement">What its header says (<c>eb:AgreementRef</c>); null for none.</param>
    /// <param name="usualAgreement">The agreement of packs that name none.</param>
    /// <param name="document">Its document, of which only the beginning is looked at.</param>
    public SpecPack Choose(string? agreement, string usualAgreement, ReadOnlyMemory<byte> document)
    {
        var agreed = _packs.Where(pack => (pack.Agreement ?? usualAgreement) == agreement).ToList();
        return agreed switch
        {
            [] => Usual,
            [var only] => only,
            _ => NamespaceOf(document) is { } name ? agreed.Find(pack => pack.Namespace == name) ?? agreed[0] : agreed[0],
        };
    }

    /// <summary>The later version in which alone a message is taken on a day; null while its own will do.</summary>
    /// <param name="pack">The version of the message.</param>
    /// <param name="message">Its id.</param>
    /// <param name="day">The day of reception.</param>
    public SpecPack? SuccessorOf(SpecPack pack, string message, DateOnly day) =>
        pack.Past is { } past && day >= past.Since && past.Messages.Contains(message)
            ? Array.Find(_packs, other => Array.IndexOf(_packs, other) > Array.IndexOf(_packs, pack) && other.Find(message) is not null)
            : null;

    /// <summary>What is spoken, for people: a line for each, and what of it is past.</summary>
    public IEnumerable<string> Describe() =>
        _packs.Select(pack =>
            pack.Version
            + (pack.Agreement is { } agreement ? $", agreement {agreement}" : "")
            + (
                pack.Past is { } past
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"; past since {past.Since:yyyy-MM-dd} for {Filings(past)} and their amendments"
                    )
                    : ""
            )
        );

    private static string Filings(PastMessages past) =>
        string.Join(", ", past.Messages.Where(id => id[3] == 'F').Order(StringComparer.Ordinal));

    private void Check(string? usualAgreement)
    {
        for (var i = 0; i < _packs.Length; i++)
        {
            var one = _packs[i];
            if (Array.Find(_packs[..i], other => IsAlike(one, other, usualAgreement)) is { } other)
            {
                throw new SpecPackException(
                    $"The spec packs '{other.Version}' and '{one.Version}' cannot be told apart: "
                        + "each needs its own version, and its own agreement or namespace."
                );
            }
        }
    }

    private static bool IsAlike(SpecPack one, SpecPack other, string? usualAgreement) =>
        one.Version == other.Version
        || ((one.Agreement ?? usualAgreement) == (other.Agreement ?? usualAgreement) && one.Namespace == other.Namespace);

    private static string? NamespaceOf(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(document[..Math.Min(document.Length, MaxSniffed)].ToArray()),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
            );
            reader.MoveToContent();
            return reader.NamespaceURI;
        }
        catch (XmlException)
        {
            return null; // what cannot be read is refused by whichever reads it
        }
    }
}
