using System.Security.Cryptography.Xml;
using System.Text;
using CsCheck;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4;

/// <summary>Bytes are hashed as received only where <see cref="XmlDsigExcC14NTransform"/> would give those very bytes.</summary>
public sealed class ReceivedFormTests
{
    // Small changes that leave a document sound but no longer canonical, or move where a namespace is declared.
    private static readonly string[] Pieces =
    [
        .. PlainXmlReaderTests.Pieces,
        " ",
        "  ",
        "\n",
        "'",
        "/>",
        " xmlns:p=\"urn:p\"",
        " xmlns:p=\"urn:1\"",
        " xmlns:q=\"urn:q\"",
        " xmlns:z=\"urn:z\"",
        " xmlns=\"urn:d\"",
        " xmlns=\"\"",
        " a=\"1\"",
        " p:a=\"2\"",
        " z=\"3\"",
    ];

    [Fact]
    public void Signed_elements_of_this_house_are_hashed_as_received()
    {
        using var seal = new TestSeal();
        var (envelope, _) = TestSeal.Read(seal.Filing().Wire);
        var signedInfo = envelope.Root.DescendantsAndSelf().Single(element => element.Is(Ns.Ds, "SignedInfo"));

        foreach (var element in (Element[])[envelope.Messaging, envelope.Body, signedInfo])
        {
            ReceivedForm.IsExclusive(element).ShouldBeTrue(element.ToString());
        }
    }

    [Theory]
    [InlineData("<a></a>", true)]
    [InlineData("<a xmlns=\"urn:d\"><b xmlns=\"\"></b></a>", true)]
    [InlineData("<p:a xmlns:p=\"urn:1\" b=\"1\" p:b=\"2\"> x <p:c></p:c>\n</p:a>", true)]
    [InlineData("<p:a xmlns:p=\"urn:1\"><p:b xmlns:p=\"urn:2\"></p:b></p:a>", true)]
    [InlineData("<a/>", false)]
    [InlineData("<a ></a>", false)]
    [InlineData("<a  b=\"1\"></a>", false)]
    [InlineData("<a b='1'></a>", false)]
    [InlineData("<a>></a>", false)]
    [InlineData("<a c=\"1\" b=\"2\"></a>", false)]
    [InlineData("<a b=\"1\" xmlns=\"urn:d\"></a>", false)]
    [InlineData("<q:a xmlns:q=\"urn:2\" xmlns:p=\"urn:1\" p:b=\"1\"></q:a>", false)]
    [InlineData("<p:a xmlns:p=\"urn:1\" p:b=\"2\" b=\"1\"></p:a>", false)]
    [InlineData("<a xmlns=\"\"></a>", false)]
    [InlineData("<a xmlns:p=\"urn:1\"></a>", false)]
    [InlineData("<a xmlns:p=\"urn:1\"><p:b></p:b></a>", false)]
    [InlineData("<a xmlns=\"urn:d\"><b xmlns=\"urn:d\"></b></a>", false)]
    [InlineData("<p:a xmlns:p=\"urn:1\"><b><p:c xmlns:p=\"urn:1\"></p:c></b></p:a>", false)]
    [InlineData("<a>&amp;</a>", false)]
    public void Only_canonical_documents_pass(string xml, bool passes)
    {
        var root = Read(xml)!;

        ReceivedForm.IsExclusive(root).ShouldBe(passes);
        CanonicaliserTests.Ours(root).ShouldBe(CanonicaliserTests.Oracle(root, Encoding.UTF8.GetBytes(xml)));
    }

    [Fact]
    public void An_element_that_leans_on_a_declaration_outside_of_it_is_written_anew()
    {
        var inner = Read("<p:a xmlns:p=\"urn:1\"><p:b></p:b></p:a>")!.Children[0];

        inner.AsWritten.IsEmpty.ShouldBeFalse();
        ReceivedForm.IsExclusive(inner).ShouldBeFalse();
        Encoding.UTF8.GetString(CanonicaliserTests.Ours(inner)).ShouldBe("<p:b xmlns:p=\"urn:1\"></p:b>");
    }

    [Fact]
    public void Random_documents_in_canonical_form_pass_and_their_mutants_only_where_the_transform_agrees() =>
        Gen.Select(CanonicaliserTests.RandomXml, Gen.Select(Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 2]).Array[0, 2])
            .Sample(
                mutant =>
                {
                    var canonical = Plain(Encoding.UTF8.GetString(CanonicaliserTests.Ours(Read(mutant.Item1)!)));
                    ReceivedForm.IsExclusive(Read(canonical)!).ShouldBeTrue(canonical);
                    Compare(mutant.Item2.Aggregate(canonical, (xml, change) => PlainXmlReaderTests.Mutate(xml, change, Pieces)));
                },
                iter: 4_000
            );

    [Fact]
    public void Mutants_of_a_sealed_envelope_are_hashed_as_received_only_where_the_transform_agrees()
    {
        using var seal = new TestSeal();
        var envelope = Encoding.UTF8.GetString(PlainXmlReaderTests.Envelope(seal).Span);
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 2])
            .Array[1, 2]
            .Sample(
                changes =>
                    Compare(changes.Aggregate(envelope, (xml, change) => PlainXmlReaderTests.Mutate(xml, change, Pieces)), apexes: 3),
                iter: 300
            );
    }

    // Without the characters and the prefix that only the framework's reader takes, or no document of some size would pass.
    private static string Plain(string canonical) =>
        string.Concat(canonical.Replace("xml:lang", "lang", StringComparison.Ordinal).Select(c => c is '&' or '\r' or > '~' ? 'x' : c));

    // The transform is slow, so only what passed is compared, the outermost elements first.
    private static void Compare(string xml, int apexes = int.MaxValue)
    {
        if (Read(xml) is not { } root)
        {
            return;
        }

        foreach (var element in root.DescendantsAndSelf().Where(ReceivedForm.IsExclusive).Take(apexes))
        {
            element.AsWritten.ToArray().ShouldBe(CanonicaliserTests.Oracle(element, Encoding.UTF8.GetBytes(xml)), xml);
        }
    }

    private static Element? Read(string xml) => XmlTreeReader.Read(Encoding.UTF8.GetBytes(xml), new ReadLimits()).Value;
}
