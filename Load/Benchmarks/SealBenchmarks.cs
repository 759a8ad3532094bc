using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ics2.As4;
using Ics2.Load.Sealing;

namespace Ics2.Load.Benchmarks;

/// <summary>Sealing: gzip, header, digests, signature, MIME; beside the one RSA signature in it that nobody can do without.</summary>
[MemoryDiagnoser]
public class SealBenchmarks
{
    private readonly byte[] _signedInfo = new byte[1_000];
    private SealingPath _path = null!;

    /// <summary>What is sealed.</summary>
    [Params(Filing.F10, Filing.F11)]
    public Filing Filing { get; set; }

    /// <summary>RSA bits.</summary>
    [Params(2048, 3072)]
    public int KeySize { get; set; }

    /// <summary>Makes the key; what it seals must verify.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _path = new SealingPath(KeySize, Filing.Action(), Filing.Document());
        Expect.That(_path.Verify(_path.Seal()) is null, "a message that verifies");
    }

    /// <summary>The signature alone.</summary>
    [Benchmark(Baseline = true)]
    public byte[] RsaSignature() => _path.Key.SignData(_signedInfo, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>All of it.</summary>
    [Benchmark]
    public SealedMessage Seal() => _path.Seal();

    /// <summary>Forgets the key.</summary>
    [GlobalCleanup]
    public void Clean() => _path.Dispose();
}
