using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ics2.Load.Sealing;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Seals and verifications per second of processor time, beside what the RSA operation in each costs alone, measured turn by turn in one
/// run so that a noisy machine slows both sides alike. Of the turns the one counts that only one in ten beats: others on the machine can
/// make a turn slower, never faster.
/// </summary>
public sealed record SealingMeasurement(int KeySize, int DocumentBytes, IReadOnlyList<SealingMeasurement.Figure> Figures)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    /// <summary>One measured activity.</summary>
    /// <param name="Name">What was done.</param>
    /// <param name="PerSecond">How often per second of processor time, that of the garbage collector included.</param>
    /// <param name="BytesAllocated">Allocated per turn of it.</param>
    public sealed record Figure(string Name, double PerSecond, double BytesAllocated);

    /// <summary>Measures.</summary>
    /// <param name="keySize">RSA bits.</param>
    /// <param name="duration">In all, of processor time.</param>
    /// <returns>The figures.</returns>
    public static SealingMeasurement Run(int keySize, TimeSpan duration)
    {
        using var path = new SealingPath(keySize, items: 8);
        var key = path.Key;
        var data = new byte[1_000];
        var signature = key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var sealedMessage = path.Seal();
        var read = path.Read(sealedMessage);
        var receipt = path.WriteReceipt(read);
        if ((path.Verify(sealedMessage) ?? path.VerifyReceipt(sealedMessage, receipt)) is { } error)
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
            ("receipt written and sealed", () => path.WriteReceipt(read)),
            ("receipt verified", () => path.VerifyReceipt(sealedMessage, receipt)),
        ];
        Measure(activities, TimeSpan.FromSeconds(3));
        return new SealingMeasurement(
            keySize,
            path.DocumentBytes,
            [.. Measure(activities, duration).Select((turns, i) => Undisturbed(activities[i].Name, turns))]
        );
    }

    /// <summary>Writes the figures as a table.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"RSA-{KeySize}, IE3F10 of {DocumentBytes} bytes, per second of processor time, {(Debugger.IsAttached ? "debugger attached" : "in turns")}"
            )
        );
        foreach (var figure in Figures)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {figure.Name, -46} {figure.PerSecond, 10:0} /s {figure.BytesAllocated, 12:0} B"
                )
            );
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  seal / RSA sign {Figures[1].PerSecond / Figures[0].PerSecond:P1}, verify / RSA verify "
                    + $"{Figures[3].PerSecond / Figures[2].PerSecond:P1}, envelope and seal / SignedXml "
                    + $"{Figures[4].PerSecond / Figures[5].PerSecond:0.0} times"
            )
        );
    }

    private static Figure Undisturbed(string name, List<Figure> turns)
    {
        turns.Sort((one, other) => one.PerSecond.CompareTo(other.PerSecond));
        return new Figure(name, turns[turns.Count * 9 / 10].PerSecond, turns.Average(turn => turn.BytesAllocated));
    }

    private static List<Figure>[] Measure((string Name, Action Work)[] activities, TimeSpan duration)
    {
        var turns = Array.ConvertAll(activities, _ => new List<Figure>());
        var started = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - started < duration)
        {
            for (var i = 0; i < activities.Length; i++)
            {
                turns[i].Add(Take(activities[i].Name, activities[i].Work));
            }
        }

        return turns;
    }

    private static Figure Take(string name, Action work)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var processor = Environment.CpuUsage.TotalTime;
        var begin = Stopwatch.GetTimestamp();
        long done = 0;
        do
        {
            work();
            done++;
        } while (Stopwatch.GetElapsedTime(begin) < Turn);
        return new Figure(
            name,
            done / (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / done
        );
    }
}
