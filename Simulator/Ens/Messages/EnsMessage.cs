using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;

namespace Ics2.Ens.Messages;

/// <summary>A message as a tree. It may be wrong in any way but two: it is XML, and its root is a known message.</summary>
/// <param name="Definition">The table of the message.</param>
/// <param name="Root">The root element.</param>
public sealed record EnsMessage(MessageDefinition Definition, EnsElement Root)
{
    /// <summary>The message id, <c>IE3F10</c>.</summary>
    public string Id => Definition.Id;

    /// <summary>The trader's reference, in filings, arrivals and their answers.</summary>
    public string? Lrn => Text("LRN");

    /// <summary>The movement reference number, in messages about something registered.</summary>
    public string? Mrn => Text("MRN");

    /// <summary>
    /// The value of the first element at a path below the root: <c>consignmentMasterLevel/carrier/identificationNumber</c>.
    /// </summary>
    public string? Text(ReadOnlySpan<char> path) => Root.Text(path);

    /// <summary>The first element at a path below the root, or null.</summary>
    public EnsElement? Find(ReadOnlySpan<char> path) => Root.Find(path);

    /// <summary>All elements at a path below the root, in document order.</summary>
    public IEnumerable<EnsElement> All(string path) => Root.All(path);

    /// <summary>The instant at a path below the root; null when it is absent or no instant.</summary>
    public DateTimeOffset? Instant(ReadOnlySpan<char> path) => EnsDate.TryParse(Text(path), out var instant) ? instant : null;
}
