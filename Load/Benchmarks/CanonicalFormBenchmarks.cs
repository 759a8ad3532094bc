using System.Xml;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ics2.As4;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;
using Ics2.Load.Sealing;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// The exclusive canonical form of an eb:Messaging block, beside the transform of the framework: from a tree that was read already, and
/// from the bytes of the envelope.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
public class CanonicalFormBenchmarks
{
    private readonly ReadLimits _limits = new();
    private ReadOnlyMemory<byte> _envelope;
    private Element _element = null!;
    private XmlElement _node = null!;

    /// <summary>Parts of the message, each with an entry in the block; 28 are the most that ICS2 takes.</summary>
    [Params(1, 28)]
    public int Parts { get; set; }

    /// <summary>Seals and reads a message; both sides must give the same bytes.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        using var path = new SealingPath(2048, Filing.F10.Action(), Filing.F10.Document(), attachments: Parts - 1);
        _envelope = path.Open(path.Seal()).Root.Content;
        _element = Messaging();
        _node = ExclusiveTransform.ReadMessaging(_envelope);
        using var ours = new PooledBuffer();
        Canonicaliser.WriteExclusive(_element, ours);
        Expect.That(
            ours.Written.Length > 1_000 && ours.Written.SequenceEqual(ExclusiveTransform.Apply(_node).ToArray()),
            "the same canonical form"
        );
    }

    /// <summary>The transform on a tree.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("tree")]
    public long TransformTree() => ExclusiveTransform.Apply(_node).Length;

    /// <summary>Ours on a tree.</summary>
    [Benchmark]
    [BenchmarkCategory("tree")]
    public int CanonicaliseTree() => Canonicalise(_element);

    /// <summary>The transform on bytes.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("bytes")]
    public long TransformBytes() => ExclusiveTransform.Apply(ExclusiveTransform.ReadMessaging(_envelope)).Length;

    /// <summary>Ours on bytes.</summary>
    [Benchmark]
    [BenchmarkCategory("bytes")]
    public int CanonicaliseBytes() => Canonicalise(Messaging());

    private static int Canonicalise(Element element)
    {
        using var output = new PooledBuffer();
        Canonicaliser.WriteExclusive(element, output);
        return output.Written.Length;
    }

    private Element Messaging() => XmlTreeReader.Read(_envelope, _limits).Value!.Child(Ns.Soap, "Header")!.Child(Ns.Ebms, "Messaging")!;
}
