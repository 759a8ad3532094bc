using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Profiles;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Compressing and expanding a filing with our limits and checks, beside <see cref="GZipStream"/> alone into memory that is there already.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
public class GzipBenchmarks
{
    private readonly MemoryStream _output = new();
    private readonly ReadLimits _limits = new();
    private byte[] _document = [];
    private ReadOnlyMemory<byte> _compressed;

    /// <summary>What is compressed.</summary>
    [Params(Filing.F10, Filing.F11)]
    public Filing Filing { get; set; }

    /// <summary>Both sides must give the document back.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _document = Filing.Document();
        _compressed = Compress();
        Expect.That(_compressed.Length < _document.Length / 3, "a smaller document");
        Expect.That(Expand().Span.SequenceEqual(_document), "the document back");
        GZipStreamExpand();
        Expect.That(_output.ToArray().AsSpan().SequenceEqual(_document), "the document back from GZipStream");
    }

    /// <summary>The stream alone, at the level we use.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("compress")]
    public long GZipStreamFastest() => CompressWith(CompressionLevel.Fastest);

    /// <summary>The stream alone, at its usual level.</summary>
    [Benchmark]
    [BenchmarkCategory("compress")]
    public long GZipStreamOptimal() => CompressWith(CompressionLevel.Optimal);

    /// <summary>We compress.</summary>
    [Benchmark]
    [BenchmarkCategory("compress")]
    public byte[] Compress() => Gzip.Compress(_document);

    /// <summary>The stream alone, which checks neither length nor what follows.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("expand")]
    public long GZipStreamExpand()
    {
        _output.SetLength(0);
        using var gzip = new GZipStream(_compressed.AsStream(), CompressionMode.Decompress);
        gzip.CopyTo(_output);
        return _output.Length;
    }

    /// <summary>We expand.</summary>
    [Benchmark]
    [BenchmarkCategory("expand")]
    public ReadOnlyMemory<byte> Expand() =>
        Gzip.TryExpand(_compressed, _limits, out var content, out var why) ? content : throw new InvalidOperationException(why);

    private long CompressWith(CompressionLevel level)
    {
        _output.SetLength(0);
        using (var gzip = new GZipStream(_output, level, leaveOpen: true))
        {
            gzip.Write(_document);
        }

        return _output.Length;
    }
}
