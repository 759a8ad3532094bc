using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ics2.Load.Sealing;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Seals and verifications per second on one core, beside what the RSA operation in each costs alone, measured turn by turn in one run
/// so that a noisy machine slows both sides alike.
/// </summary>
public sealed record SealingMeasurement(int KeySize, int DocumentBytes, IReadOnlyList<SealingMeasurement.Figure> Figures)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    /// <summary>One measured activity.</summary>
    /// <param name="Name">What was done.</param>
    /// <param name="PerSecond">How often per second.</param>
    /// <param name="BytesAllocated">Allocated per turn of it.</param>
    public sealed record Figure(string Name, double PerSecond, double BytesAllocated);

    /// <summary>Measures.</summary>
    /// <param name="keySize">RSA bits.</param>
    /// <param name="duration">In all.</param>
    /// <returns>The figures.</returns>
    public static SealingMeasurement Run(int keySize, TimeSpan duration)
    {
        using var path = new SealingPath(keySize, items: 8);
        var key = path.Key;
        var data = new byte[1_000];
        var signature = key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var sealedMessage = path.Seal();
        if (path.Verify(sealedMessage) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        var baseline = new SignedXmlBaseline(path.Open(sealedMessage), path.Key);
        (string Name, Action Work)[] activities =
        [
            ("RSA sign", () => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ("seal (gzip, digests, signature, MIME)", () => path.Seal()),
            ("RSA verify", () => key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ("verify (MIME, envelope, profile, seal, gzip)", () => path.Verify(sealedMessage)),
            ("verify, envelope and seal alone", () => path.VerifySealAlone(sealedMessage)),
            ("SignedXml, the same references", baseline.Verify),
        ];
        var counts = new (long Done, long Ticks, long Bytes)[activities.Length];
        Measure(activities, counts, TimeSpan.FromSeconds(2));
        Array.Clear(counts);
        Measure(activities, counts, duration);
        return new SealingMeasurement(keySize, path.DocumentBytes, [.. activities.Select((activity, i) =>
            new Figure(activity.Name, counts[i].Done / Stopwatch.GetElapsedTime(0, counts[i].Ticks).TotalSeconds, (double)counts[i].Bytes / counts[i].Done))]);
    }

    /// <summary>Writes the figures as a table.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RSA-{KeySize}, IE3F10 of {DocumentBytes} bytes, one core, {(Debugger.IsAttached ? "debugger attached" : "in turns")}"));
        foreach (var figure in Figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Name,-46} {figure.PerSecond,10:0} /s {figure.BytesAllocated,12:0} B"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  seal / RSA sign {Figures[1].PerSecond / Figures[0].PerSecond:P1}, verify / RSA verify {Figures[3].PerSecond / Figures[2].PerSecond:P1}, envelope and seal / SignedXml {Figures[4].PerSecond / Figures[5].PerSecond:0.0} times"));
    }

    private static void Measure((string Name, Action Work)[] activities, (long Done, long Ticks, long Bytes)[] counts, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            for (var i = 0; i < activities.Length; i++)
            {
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var begin = Stopwatch.GetTimestamp();
                long done = 0;
                do
                {
                    activities[i].Work();
                    done++;
                }
                while (Stopwatch.GetElapsedTime(begin) < Turn);
                counts[i] = (counts[i].Done + done, counts[i].Ticks + Stopwatch.GetTimestamp() - begin, counts[i].Bytes + GC.GetAllocatedBytesForCurrentThread() - bytes);
            }
        }
    }
}
