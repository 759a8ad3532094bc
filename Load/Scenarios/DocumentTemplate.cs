using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;

namespace Ics2.Load.Scenarios;

/// <summary>
/// A filing made once, of which copies with their own LRN and their own transport document numbers cost a copy of the bytes: customs takes
/// a transport document once only (lifecycle, DEC-19), and composing thousands of filings a second would measure the composer.
/// </summary>
internal sealed class DocumentTemplate
{
    private readonly byte[] _bytes;
    private readonly int[] _holes;
    private readonly RunTag _tag;
    private readonly string _prefix;

    /// <summary>Composes the filing.</summary>
    /// <param name="message">Its type.</param>
    /// <param name="options">Size, seed, declarant and time.</param>
    /// <param name="prefix">What its LRN begins with; a playbook may go by it.</param>
    /// <param name="tag">The run.</param>
    public DocumentTemplate(string message, SampleOptions options, string prefix, RunTag tag)
    {
        (Message, _tag, _prefix) = (message, tag, prefix);
        var sample = new SampleWriter(SpecPack.Embedded()).Write(message, options with { Lrn = Ens.Values.Lrn.Parse(tag.Lrn(prefix, 0)) });
        using var source = new MemoryStream(sample, writable: false);
        var document = XDocument.Load(source);
        IsFromOverseas =
            document.Descendants().Any(element => element.Name.LocalName == "containerIdentificationNumber")
            && document
                .Descendants()
                .Any(element =>
                    element is { Name.LocalName: "UNLOCODE", Parent.Name.LocalName: "placeOfLoading" }
                    && element.Value.StartsWith("CN", StringComparison.Ordinal)
                )
            && document.Descendants().Any(element => element is { Name.LocalName: "ModeOfTransport", Value: "1" });
        var documents = document.Descendants().Where(element => element.Name.LocalName == "documentNumber").ToList();
        for (var i = 0; i < documents.Count; i++)
        {
            documents[i].Value = tag.Lrn($"D{i}", 0);
        }

        using var target = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                target,
                new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }
            )
        )
        {
            document.Save(writer);
        }

        _bytes = target.ToArray();
        _holes = [.. Holes(_bytes, Encoding.ASCII.GetBytes(tag.Text))];
        if (_holes.Length != documents.Count + 1)
        {
            throw new InvalidOperationException(
                $"The {message} should hold its LRN and {documents.Count} documents, and holds {_holes.Length} references of this run."
            );
        }
    }

    /// <summary>The message type, which is the ebMS action.</summary>
    public string Message { get; }

    /// <summary>Size in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Whether it tells of containers that are loaded in China: deep sea, with a day for the analysis.</summary>
    public bool IsFromOverseas { get; }

    /// <summary>Whether it has an element of that name.</summary>
    public bool Holds(string element) => _bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"<{element}>")) >= 0;

    /// <summary>The LRN of a copy.</summary>
    /// <param name="number">The number of the exchange.</param>
    public string Lrn(long number) => _tag.Lrn(_prefix, number);

    /// <summary>A copy.</summary>
    /// <param name="number">The number of the exchange.</param>
    public byte[] Fill(long number)
    {
        var copy = _bytes.AsSpan().ToArray();
        foreach (var hole in _holes)
        {
            RunTag.Write(number, copy.AsSpan(hole, RunTag.Digits));
        }

        return copy;
    }

    private static IEnumerable<int> Holes(byte[] bytes, byte[] tag)
    {
        for (int at = 0, found; (found = bytes.AsSpan(at).IndexOf(tag)) >= 0; at += found + tag.Length)
        {
            yield return at + found + tag.Length;
        }
    }
}
