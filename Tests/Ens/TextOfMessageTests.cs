using System.Text;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>What a text is instead of a message is said in words, once, with the line.</summary>
public sealed class TextOfMessageTests
{
    public static TheoryData<string> Kinds => [.. Texts.Keys];

    private static Dictionary<string, (Func<string, byte[]> Make, string Said, int Line)> Texts { get; } =
        new(StringComparer.Ordinal)
        {
            ["gzip"] = (xml => ProductPart.Zip(Encoding.UTF8.GetBytes(xml)), "still is gzip (1F 8B)", 1),
            ["base64"] = (xml => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(xml))), "is base64", 1),
            ["JSON"] = (_ => "\n{ \"IE3F10\": {} }"u8.ToArray(), "is JSON", 1),
            ["UTF-16"] = (xml => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(xml)], "is UTF-16", 1),
            ["UTF-16 without a mark"] = (xml => Encoding.Unicode.GetBytes(xml), "is UTF-16", 1),
            ["Latin-1"] = (
                xml => Encoding.Latin1.GetBytes(xml.Replace("<LRN>", "\n\n<!-- é -->\n<LRN>", StringComparison.Ordinal)),
                "not UTF-8",
                0
            ),
            ["DOCTYPE"] = (
                xml => Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?>\n<!DOCTYPE IE3F10>\n" + WithoutDeclaration(xml)),
                "DOCTYPE is not allowed",
                2
            ),
            ["byte order mark"] = (xml => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(xml)], "byte order mark", 1),
            ["MIME"] = (xml => Encoding.UTF8.GetBytes("--boundary\r\n\r\n" + xml), "is a MIME message", 1),
            ["nothing"] = (_ => [], "is empty", 1),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_named_once_with_its_line(string kind)
    {
        var (make, said, line) = Texts[kind];
        var bytes = make(Sample("IE3F10"));

        var finding = new EnsValidator(Pack).Validate(bytes).ShouldHaveSingleItem();

        finding.Text.ShouldContain(said, Case.Sensitive);
        finding.Line.ShouldBe(line == 0 ? LineOf(bytes, 0xE9) : line);
        finding.Text.ShouldNotContain("Settings");
    }

    [Theory]
    [InlineData("", "no namespace")]
    [InlineData("urn:another", "urn:another")]
    public void Children_in_another_namespace_are_one_finding_and_are_read_as_they_were_meant(string other, string named)
    {
        var xml = Sample("IE3F10")
            .Replace(
                $"<IE3F10 xmlns=\"{Pack.Namespace}\">",
                $"<m:IE3F10 xmlns:m=\"{Pack.Namespace}\" xmlns=\"{other}\">",
                StringComparison.Ordinal
            )
            .Replace("</IE3F10>", "</m:IE3F10>", StringComparison.Ordinal);

        var finding = new EnsValidator(Pack).Validate(Encoding.UTF8.GetBytes(xml)).ShouldHaveSingleItem();

        finding.Code.ShouldBe("15");
        finding.Text.ShouldContain(named);
        finding.Expected.ShouldBe(Pack.Namespace);
        finding.Line.ShouldNotBeNull();
    }

    private static string WithoutDeclaration(string xml) =>
        xml[(xml.IndexOf("?>", StringComparison.Ordinal) is var end and > 0 ? end + 2 : 0)..];

    private static int LineOf(byte[] bytes, byte odd) => bytes.AsSpan(0, Array.IndexOf(bytes, odd)).Count((byte)'\n') + 1;
}
