using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ics2.As4;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Load.Sealing;
using MimeKit;

namespace Ics2.Load.Benchmarks;

/// <summary>The MIME packaging of a sealed message, written and read, beside MimeKit.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
public class MimeBenchmarks
{
    private const string Host = "load.example.eu";

    private readonly MultipartReader _reader = new(new ReadLimits());
    private WireMessage _wire = null!;
    private ReadOnlyMemory<byte> _envelope;
    private MultipartWriter.Attachment _attachment;

    /// <summary>What is in the message, compressed.</summary>
    [Params(Filing.F10, Filing.F11)]
    public Filing Filing { get; set; }

    /// <summary>Seals a message; everybody must read the same parts from what anybody wrote.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        using var path = new SealingPath(2048, Filing.Action(), Filing.Document());
        var message = path.Seal();
        var package = path.Open(message);
        _wire = message.Wire;
        _envelope = package.Root.Content;
        _attachment = new MultipartWriter.Attachment(
            package.Attachments[0].ContentId!,
            package.Attachments[0].ContentType,
            $"{Filing.Action()}.xml",
            package.Attachments[0].Content
        );

        ExpectParts(Read());
        _wire = Write();
        ExpectParts(Read());
        Expect.That(
            MimeKitBaseline.Contents(MimeKitRead()) is [var root, var part]
                && root.AsSpan().SequenceEqual(_envelope.Span)
                && part.AsSpan().SequenceEqual(_attachment.Content.Span),
            "the same parts from MimeKit"
        );
        Expect.That(MimeKitWrite().Length > _envelope.Length + _attachment.Content.Length, "a whole message from MimeKit");
    }

    /// <summary>MimeKit writes.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("write")]
    public MemoryStream MimeKitWrite() =>
        MimeKitBaseline.Write(
            (MultipartWriter.EnvelopeType, "envelope@" + Host, _envelope),
            (_attachment.ContentType, _attachment.ContentId, _attachment.Content)
        );

    /// <summary>We write.</summary>
    [Benchmark]
    [BenchmarkCategory("write")]
    public WireMessage Write() => MultipartWriter.Write(_envelope.Span, [_attachment], Host, Guid.NewGuid().ToString("N"));

    /// <summary>MimeKit reads.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("read")]
    public Multipart MimeKitRead() => MimeKitBaseline.Read(_wire);

    /// <summary>We read.</summary>
    [Benchmark]
    [BenchmarkCategory("read")]
    public MimePackage Read() => _reader.Read(_wire.ContentType, _wire.Body).Value!;

    private void ExpectParts(MimePackage package) =>
        Expect.That(
            package.Root.Content.Span.SequenceEqual(_envelope.Span)
                && package.Attachments is [var only]
                && only.Content.Span.SequenceEqual(_attachment.Content.Span),
            "the envelope and the attachment"
        );
}
