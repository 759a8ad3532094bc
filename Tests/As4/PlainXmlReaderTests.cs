using System.Text;
using CsCheck;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4;

/// <summary>
/// The quick reader must never take what the framework's reader refuses, nor read it differently; what is odd it leaves alone.
/// </summary>
public sealed class PlainXmlReaderTests
{
    private static readonly ReadLimits Limits = new()
    {
        Depth = 6,
        Elements = 40,
        AttributesPerElement = 8,
    };

    // Pieces that have meaning in XML, so that mutants are often sound, or nearly so.
    internal static readonly string[] Pieces =
    [
        "<",
        ">",
        "/",
        "</",
        "/>",
        "<a>",
        "</a>",
        "<a/>",
        "<p:a/>",
        "a",
        "p:",
        ":",
        "=",
        "\"",
        "'",
        " ",
        "\t",
        "\n",
        "\r",
        "&",
        "&amp;",
        "&#9;",
        "]]>",
        "<!-- -->",
        "<![CDATA[x]]>",
        "<?pi?>",
        "<!DOCTYPE a>",
        " xmlns=\"\"",
        " xmlns:p=\"\"",
        " xmlns:p=\"urn:p\"",
        " xmlns:p='urn:q'",
        " xmlns=\"relative\"",
        " xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"",
        " xmlns:xmlns=\"urn:x\"",
        " xmlns:q=\"http://www.w3.org/2000/xmlns/\"",
        " a=\"1\"",
        " a='2'",
        " p:a=\"3\"",
        " q:a=\"4\"",
        " xml:lang=\"en\"",
        "<xml:a/>",
        "<1/>",
        "<-a/>",
        "\u00e9",
        "\ufffe",
        "\0",
        "\u007f",
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<?xml version=\"1.1\" encoding=\"UTF-8\"?>",
        " \n ",
        ">text<",
        "<b c = \"d\"/>",
        "<b c=\"d\"e=\"f\"/>",
        "<b c=\"<\"/>",
        "<b\n c=\"d\"\n/>",
        "<b c=\"x\ty\"/>",
    ];

    private static readonly string[] Seeds =
    [
        "<a/>",
        "<a xmlns=\"urn:d\" xmlns:p=\"urn:p\"><p:b p:c=\"1\" c=\"2\">text</p:b></a>",
        "<p:a xmlns:p=\"urn:1\" xmlns:q=\"urn:1\"><q:b p:z=\"1\" z=\"3\"/></p:a>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns='urn:d'>\n  <b xmlns=''/>\n</a>\n",
        "<a><b><c><d>deep</d></c></b></a>",
    ];

    [Fact]
    public void Sealed_messages_of_this_house_are_read_by_it()
    {
        using var seal = new TestSeal();
        var envelope = Envelope(seal);
        Dump(PlainXmlReader.TryRead(envelope, new ReadLimits()).ShouldNotBeNull())
            .ShouldBe(Dump(XmlTreeReader.ReadAny(envelope, new ReadLimits()).Value!));
    }

    [Fact]
    public void Mutants_of_small_documents_are_read_alike_or_left_alone() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 2]).Array[1, 3])
            .Sample(mutant => Compare(Encoding.UTF8.GetBytes(mutant.Item2.Aggregate(Seeds[mutant.Item1], Mutate)), Limits), iter: 20_000);

    [Fact]
    public void Mutants_of_a_sealed_envelope_are_read_alike_or_left_alone()
    {
        using var seal = new TestSeal();
        var envelope = Encoding.UTF8.GetString(Envelope(seal).Span);
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 2])
            .Array[1, 2]
            .Sample(changes => Compare(Encoding.UTF8.GetBytes(changes.Aggregate(envelope, Mutate)), new ReadLimits()), iter: 3_000);
    }

    [Theory]
    [InlineData("<a><b><c><d><e><f><g/></f></e></d></c></b></a>")]
    [InlineData("<a b1='' b2='' b3='' b4='' b5='' b6='' b7='' b8='' b9=''/>")]
    [InlineData("<a>&amp;</a>")]
    [InlineData("<a><!-- --></a>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='1' q:b='2'/>")]
    [InlineData("<a xmlns='relative'/>")]
    [InlineData("<p:a/>")]
    [InlineData("<a></b>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a>]]></a>")]
    [InlineData("text")]
    [InlineData("")]
    public void What_is_odd_or_wrong_is_left_alone(string xml) =>
        PlainXmlReader.TryRead(Encoding.UTF8.GetBytes(xml), Limits).ShouldBeNull();

    internal static ReadOnlyMemory<byte> Envelope(TestSeal seal)
    {
        var wire = seal.Filing().Wire;
        new MultipartReader(new ReadLimits()).Read(wire.ContentType, wire.Body).TryGet(out var package, out _).ShouldBeTrue();
        return package!.Root.Content;
    }

    // Puts a piece in, puts it in the place of a character, or takes a stretch out.
    private static string Mutate(string xml, (double Where, int Piece, int How) change) => Mutate(xml, change, Pieces);

    internal static string Mutate(string xml, (double Where, int Piece, int How) change, string[] pieces)
    {
        var at = (int)(change.Where * xml.Length);
        return change.How switch
        {
            0 => xml.Insert(at, pieces[change.Piece]),
            1 => xml.Remove(at, Math.Min(1, xml.Length - at)).Insert(at, pieces[change.Piece]),
            _ => xml.Remove(at, Math.Min(change.Piece, xml.Length - at)),
        };
    }

    private static void Compare(byte[] xml, ReadLimits limits)
    {
        if (PlainXmlReader.TryRead(xml, limits) is { } plain)
        {
            var text = Encoding.UTF8.GetString(xml);
            var other = XmlTreeReader.ReadAny(xml, limits);
            other.Error.ShouldBeNull(text);
            Dump(plain).ShouldBe(Dump(other.Value!), text);
        }
    }

    private static string Dump(Element root) =>
        string.Join(
            '\n',
            root.DescendantsAndSelf()
                .Select(element =>
                    $"{element.Depth} {element.Prefix}|{element.LocalName}|{element.NamespaceUri} "
                    + string.Join(',', element.Declarations)
                    + string.Join(',', element.Attributes)
                    + string.Join(
                        '|',
                        (element.Mixed ?? (element.HoldsElements ? element.Children : [element.Text])).Select(item =>
                            item as string ?? ((Element)item).LocalName
                        )
                    )
                )
        );
}
