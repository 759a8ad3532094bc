using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using CsCheck;
using Ics2.As4;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.Tests.As4;

/// <summary>
/// Our canonical form against <see cref="XmlDsigExcC14NTransform"/> and <see cref="XmlDsigC14NTransform"/>, on hand-picked and random
/// documents.
/// </summary>
public sealed class CanonicaliserTests
{
    [Theory]
    [InlineData("<a/>")]
    [InlineData("<a  b = 'x'   a=\"y\"  ></a >")]
    [InlineData("<a xmlns='urn:d'><b xmlns=''><c xmlns='urn:d'/></b></a>")]
    [InlineData("<p:a xmlns:p='urn:1' xmlns:q='urn:2'><q:b p:z='1' q:z='2' z='3'/></p:a>")]
    [InlineData("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c xmlns:p='urn:1'/></p:b></p:a>")]
    [InlineData("<a xmlns:x='urn:x'>text &amp; &lt; &gt; &#13; &#9; \" ' <![CDATA[<c>&]]><b y='&lt;&amp;&quot;&#9;&#10;&#13;'/></a>")]
    [InlineData("<a>one<!-- gone -->two</a>")]
    [InlineData("<a xml:lang='en'><b xml:space='preserve'> </b></a>")]
    [InlineData("<a xmlns:unused='urn:u' xmlns='urn:d' é='ü'>𝄞</a>")]
    [InlineData("<x:a xmlns:x='urn:a&amp;b' xmlns:A='urn:z' A:b='1' xmlns:a='urn:y' a:b='2'/>")]
    public void Hand_picked_documents_come_out_as_the_transform_has_them(string xml)
    {
        var root = Read(xml);
        foreach (var element in root.DescendantsAndSelf())
        {
            Ours(element).ShouldBe(Oracle(element, Encoding.UTF8.GetBytes(xml)));
        }

        Encoding.UTF8.GetString(OursInclusive(root)).ShouldBe(OracleInclusive(xml));
    }

    [Fact]
    public void An_inclusive_prefix_list_renders_prefixes_that_are_not_visibly_used()
    {
        const string xml = "<a xmlns='urn:d' xmlns:p='urn:p' xmlns:q='urn:q'><b c='p:x'/></a>";
        var inner = Read(xml).Children[0];
        using var output = new PooledBuffer();
        var form = Canonicaliser.Exclusive(inner, ["p", "", "undeclared"], output);

        Encoding.UTF8.GetString(form).ShouldBe("<b xmlns=\"urn:d\" xmlns:p=\"urn:p\" c=\"p:x\"></b>");
        form.ToArray().ShouldBe(Oracle(inner, Encoding.UTF8.GetBytes(xml), "p #default undeclared"));
    }

    [Fact]
    public void The_inclusive_form_inherits_xml_attributes_and_every_namespace()
    {
        const string xml = "<a xml:lang='en' xmlns:p='urn:p'><b xml:lang='de'><c/></b></a>";
        var c = Read(xml).DescendantsAndSelf().Last();

        Encoding.UTF8.GetString(OursInclusive(c)).ShouldBe("<c xmlns:p=\"urn:p\" xml:lang=\"de\"></c>");
    }

    [Fact]
    public void Random_documents_come_out_as_the_transform_has_them() =>
        RandomXml.Sample(
            xml =>
            {
                foreach (var element in Read(xml).DescendantsAndSelf())
                {
                    Ours(element).ShouldBe(Oracle(element, Encoding.UTF8.GetBytes(xml)), xml);
                }
            },
            iter: 400
        );

    internal static byte[] Ours(Element element)
    {
        using var output = new PooledBuffer();
        return Canonicaliser.Exclusive(element, [], output).ToArray();
    }

    /// <summary>The transform applied to the node at the same position of the same document.</summary>
    internal static byte[] Oracle(Element element, ReadOnlyMemory<byte> xml, string? prefixList = null)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (
            var reader = XmlReader.Create(new MemoryStream(xml.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit })
        )
        {
            document.Load(reader);
        }

        var path = new Stack<int>();
        for (var current = element; current.Parent is not null; current = current.Parent)
        {
            path.Push(Array.IndexOf(current.Parent.Children, current));
        }

        var node = path.Aggregate(document.DocumentElement!, (parent, index) => parent.ChildNodes.OfType<XmlElement>().ElementAt(index));

        // The trap of packages.md: an element taken alone loses the declarations of its ancestors.
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var root = (XmlElement)alone.AppendChild(alone.ImportNode(node, deep: true))!;
        for (var ancestor = node.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (
                var declaration in ancestor
                    .Attributes.OfType<XmlAttribute>()
                    .Where(attribute => attribute.NamespaceURI == Ns.Xmlns && !root.HasAttribute(attribute.Name))
            )
            {
                root.SetAttributeNode((XmlAttribute)alone.ImportNode(declaration, deep: true));
            }
        }

        var transform = new XmlDsigExcC14NTransform(includeComments: false, prefixList ?? "");
        transform.LoadInput(alone);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var bytes = new MemoryStream();
        output.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string OracleInclusive(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }))
        {
            document.Load(reader);
        }

        var transform = new XmlDsigC14NTransform();
        transform.LoadInput(document);
        using var reader2 = new StreamReader((Stream)transform.GetOutput(typeof(Stream)));
        return reader2.ReadToEnd();
    }

    private static byte[] OursInclusive(Element element)
    {
        using var output = new PooledBuffer();
        return Canonicaliser.Inclusive(element, output).ToArray();
    }

    private static Element Read(string xml)
    {
        var outcome = XmlTreeReader.Read(Encoding.UTF8.GetBytes(xml), new ReadLimits());
        outcome.Error.ShouldBeNull(xml);
        return outcome.Value!;
    }

    // Elements with a few prefixes bound to a few namespaces, rebound and undeclared at random, with attributes and awkward text.
    private static readonly Gen<string> Text = OneOf(
        "",
        " ",
        "x",
        "&amp;",
        "&lt;",
        "&gt;",
        "&#13;",
        "\n",
        "\t",
        "é",
        "𝄞",
        "<!--c-->",
        "<![CDATA[<&]]>",
        "\"",
        "'"
    );
    private static readonly Gen<string> Attribute = OneOf("", " a='1'", " b='&#9;&#10;&quot;'", " p:a='2'", " q:a='3'", " xml:lang='en'");
    private static readonly Gen<string> Declaration = OneOf("", "", " xmlns='urn:d'", " xmlns=''", " xmlns='urn:e'", " xmlns:r='urn:r'");
    private static readonly Gen<string> Prefixes = OneOf(
        "",
        " xmlns:p='urn:1' xmlns:q='urn:2'",
        " xmlns:q='urn:1' xmlns:p='urn:3'",
        " xmlns:p='urn:1'"
    );
    private static readonly Gen<string> Name = OneOf("a", "b", "p:c", "q:d");

    internal static readonly Gen<string> RandomXml = Body(3).Select(body => $"<root xmlns:p='urn:p' xmlns:q='urn:q'>{body}</root>");

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    private static Gen<string> Body(int depth) =>
        depth == 0 ? Text : Gen.Select(Text, Node(depth), Text, Node(depth), (a, b, c, d) => a + b + c + d);

    private static Gen<string> Node(int depth) =>
        Gen.Select(
            Name,
            Prefixes,
            Declaration,
            Attribute,
            Body(depth - 1),
            (name, prefixes, declaration, attribute, body) => $"<{name}{prefixes}{declaration}{attribute}>{body}</{name}>"
        );
}
