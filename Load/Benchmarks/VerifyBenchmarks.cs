using System.Text;
using BenchmarkDotNet.Attributes;
using Ics2.As4;
using Ics2.Load.Sealing;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Verifying a sealed F10, beside <c>SignedXml</c> over the same references. The token is known from earlier messages of its sender, as
/// nearly every one is.
/// </summary>
[MemoryDiagnoser]
public class VerifyBenchmarks
{
    private SealingPath _path = null!;
    private SealedMessage _message = null!;
    private SignedXmlBaseline _baseline = null!;

    /// <summary>RSA bits.</summary>
    [Params(2048, 3072)]
    public int KeySize { get; set; }

    /// <summary>Seals the message. What is spoiled must not verify: a check that takes all is fast.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _path = new SealingPath(KeySize, Filing.F10.Action(), Filing.F10.Document());
        _message = _path.Seal();
        _baseline = new SignedXmlBaseline(_path.Open(_message), _path.Key);
        Expect.That(_path.Verify(_message) is null, "a seal that holds");
        var spoiled = _message.Wire.Body.ToArray();
        "x"u8.CopyTo(spoiled.AsSpan(spoiled.AsSpan().IndexOf(Encoding.ASCII.GetBytes(_message.MessageId.Value))));
        Expect.That(
            _path.Verify(_message with { Wire = _message.Wire with { Body = spoiled } }) is not null,
            "a seal that does not hold over other bytes"
        );
    }

    /// <summary>What the framework has for it. It throws when the signature does not hold.</summary>
    [Benchmark(Baseline = true)]
    public void SignedXml() => _baseline.Verify();

    /// <summary>MIME, envelope, signature. It throws when the signature does not hold.</summary>
    [Benchmark]
    public void EnvelopeAndSeal() => _path.VerifySealAlone(_message);

    /// <summary>MIME, envelope, profile, signature, policy, gunzip: all that the access point does before it asks who sealed.</summary>
    [Benchmark]
    public object? WholeMessage() => _path.Verify(_message);

    /// <summary>Forgets the key.</summary>
    [GlobalCleanup]
    public void Clean() => _path.Dispose();
}
