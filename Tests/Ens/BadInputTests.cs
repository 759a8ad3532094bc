using System.Diagnostics;
using System.Text;
using Ics2.Ens.Reading;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>Hostile text costs bounded time and memory and ends in findings, never in an exception.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void A_huge_text_node_is_read_in_pieces_and_refused()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new RepeatedStream(Message("IE3F10", "<LRN>")[..^9], "x", 500L * 1024 * 1024);

        var findings = new EnsValidator(Pack).Validate(stream);

        findings.ShouldContain(finding =>
            finding.Code == "12"
            && finding.Path == null
            && finding.Text.Contains("longer than 104857600 characters", StringComparison.Ordinal)
        );
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(60_000_000);
    }

    [Theory]
    [InlineData("<IE3F10 a=\"", "x")]
    [InlineData("<IE3F10 a='", ">")]
    [InlineData("<IE3F10 ", "a='1' ")]
    [InlineData("<IE3F10", "x")]
    [InlineData("<!--", "- >")]
    [InlineData("<?pi ", "? >")]
    public void Markup_that_the_XML_reader_would_hold_in_memory_is_refused_early(string start, string again)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new RepeatedStream(start, again, 90L * 1024 * 1024);

        new EnsValidator(Pack).Validate(stream).ShouldHaveSingleItem().Text.ShouldContain("longer than 65536");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3_000_000);
    }

    [Theory]
    [InlineData("<a b='>' c=\"'>\"/>")]
    [InlineData("<!-- <a b=' -> --><a/><!---->")]
    [InlineData("<a><![CDATA[ ]> ' \" <!-- ]]>]]&gt;</a>")]
    [InlineData("<?pi ' ?> > ?><a>\"></a>")]
    public void Long_text_after_any_markup_is_not_taken_for_markup(string markup)
    {
        var text = $"<r>{markup}{new string('x', 100_000)}<![CDATA[{new string('>', 100_000)}]]></r>";
        using var guard = new MarkupGuard(new StringReader(text), text.Length);
        var piece = new char[7]; // so that everything is cut everywhere
        var read = new StringBuilder();
        for (int count; (count = guard.Read(piece, 0, piece.Length)) > 0; )
        {
            read.Append(piece, 0, count);
        }

        read.ToString().ShouldBe(text);
    }

    [Fact]
    public void A_depth_bomb_stops_at_the_limit()
    {
        using var stream = new RepeatedStream("<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\">", "<a>", 50L * 1024 * 1024);

        new EnsValidator(Pack).Validate(stream).ShouldContain(finding => finding.Text.Contains("deeper", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_thousand_errors_are_counted_up_to_the_limit_in_bounded_time()
    {
        var watch = Stopwatch.GetTimestamp();
        using var stream = new RepeatedStream("<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\">", "<a/><b/>", 2L * 1024 * 1024);

        new EnsValidator(Pack).Validate(stream).Count.ShouldBe(99_999);
        Stopwatch.GetElapsedTime(watch).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]><IE3F10>&c;</IE3F10>")]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2' xmlns:x='urn:wco:datamodel:eu:ics2:2' x:a='1' a='2'/>")]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><x:LRN xmlns:x='urn:evil'>1</x:LRN></IE3F10>")]
    [InlineData(
        "<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/></IE3F10>"
    )]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN>A<!-- hidden -->B</LRN></IE3F10>")]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN>A</LRN></IE3F10><IE3F10/>")]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN>&#0;</LRN></IE3F10>")]
    [InlineData("<?xml version='1.1'?><IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'/>")]
    [InlineData("\u0000\u0000")]
    [InlineData("{\"json\": true}")]
    [InlineData("")]
    public void Tricks_end_in_findings(string text)
    {
        Validate(text).ShouldNotBeEmpty();
    }

    [Fact]
    public void Two_values_split_by_a_comment_are_read_as_the_xml_says_and_reported()
    {
        var findings = Validate(Message("IE3F10", "<LRN>A<!-- hidden -->B</LRN>"));

        findings.ShouldContain(finding => finding.Path == "/IE3F10/LRN" && finding.Text.Contains("comment", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Straße Ελλάδα Київ São Łódź €5 №1", false)]
    [InlineData("上海", true)]
    [InlineData("مرحبا", true)]
    [InlineData("שלום", true)]
    [InlineData("bell\u007f", true)]
    [InlineData("line\nbreak", false)]
    public void Only_latin_greek_and_cyrillic_letters_pass(string text, bool refused)
    {
        var findings = Validate(new MessageEditor(Sample("IE3F10"), Pack).Set("declarant/name", text).ToString());

        findings.Any(finding => finding is { Code: "102", Path: "/IE3F10/declarant/name" }).ShouldBe(refused);
        findings.Count.ShouldBe(refused ? 1 : 0);
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        var random = new Random(20261123);
        var validator = new EnsValidator(Pack);
        var bytes = Encoding.UTF8.GetBytes(Sample("IE3F11"));
        for (var round = 0; round < 2000; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Should.NotThrow(() => validator.Validate(damaged.AsMemory(0, random.Next(damaged.Length))));
        }
    }

    /// <summary>A beginning, then the same text again and again.</summary>
    private sealed class RepeatedStream(string start, string again, long length) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);
        private readonly byte[] _again = Encoding.UTF8.GetBytes(again);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            for (; read < count && _at < length; read++, _at++)
            {
                buffer[offset + read] = _at < _start.Length ? _start[_at] : _again[(_at - _start.Length) % _again.Length];
            }

            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
