using System.Security.Cryptography;

namespace Ics2.Load.Engine;

/// <summary>What the machine can do with RSA keys of one size, and nothing else, per second.</summary>
/// <param name="KeySize">Bits.</param>
/// <param name="PrivateOneCore">Signatures (PKCS#1 v1.5, SHA-256) on one core.</param>
/// <param name="PrivateAllCores">The same with a thread on every core.</param>
/// <param name="PrivateMs">Processor time of one signature, milliseconds: other work on the machine does not count.</param>
/// <param name="PublicOneCore">Verifications on one core.</param>
/// <param name="PublicAllCores">The same with a thread on every core.</param>
public sealed record RsaRates(
    int KeySize,
    double PrivateOneCore,
    double PrivateAllCores,
    double PrivateMs,
    double PublicOneCore,
    double PublicAllCores
)
{
    /// <summary>The mean of two measurements, before and after a run.</summary>
    public static RsaRates Mean(RsaRates one, RsaRates other) =>
        new(
            one.KeySize,
            (one.PrivateOneCore + other.PrivateOneCore) / 2,
            (one.PrivateAllCores + other.PrivateAllCores) / 2,
            (one.PrivateMs + other.PrivateMs) / 2,
            (one.PublicOneCore + other.PublicOneCore) / 2,
            (one.PublicAllCores + other.PublicAllCores) / 2
        );
}

/// <summary>
/// The limit that no implementation can pass: an exchange needs so many private operations, and the machine does so many per second.
/// Measured in the same run, right before and right after the load, with the same keys sizes and the same library.
/// </summary>
/// <param name="Trader">Rates of the traders' key size: the mean of before and after.</param>
/// <param name="Customs">Rates of the key size of customs.</param>
/// <param name="Drift">By how much the rate after the load differs from that before, 0 to 1: more than a tenth means a noisy
/// machine.</param>
public sealed record RsaLimit(RsaRates Trader, RsaRates Customs, double Drift)
{
    private const int Turns = 4; // one core and all cores take turns, so that noise hits both

    /// <summary>Exchanges per second if only private operations took time, on all cores.</summary>
    /// <param name="trader">Private operations of the trader per exchange.</param>
    /// <param name="customs">Private operations of customs per exchange.</param>
    public double Ceiling(double trader, double customs) =>
        trader + customs <= 0 ? 0 : 1 / ((trader / Trader.PrivateAllCores) + (customs / Customs.PrivateAllCores));

    /// <summary>Puts two measurements together.</summary>
    /// <param name="before">Rates by key size, before the load.</param>
    /// <param name="after">The same after it.</param>
    /// <param name="traderKey">Bits of the traders' keys.</param>
    /// <param name="customsKey">Bits of the key of customs.</param>
    public static RsaLimit Of(
        IReadOnlyDictionary<int, RsaRates> before,
        IReadOnlyDictionary<int, RsaRates> after,
        int traderKey,
        int customsKey
    ) =>
        new(
            RsaRates.Mean(before[traderKey], after[traderKey]),
            RsaRates.Mean(before[customsKey], after[customsKey]),
            Math.Abs((after[traderKey].PrivateAllCores / before[traderKey].PrivateAllCores) - 1)
        );

    /// <summary>Measures.</summary>
    /// <param name="keySizes">Bits.</param>
    /// <param name="perFigure">How long for each figure.</param>
    /// <param name="clock">Measures.</param>
    public static Task<Dictionary<int, RsaRates>> MeasureAsync(IEnumerable<int> keySizes, TimeSpan perFigure, TimeProvider clock) =>
        Task.Run(() => keySizes.Distinct().ToDictionary(size => size, size => Measure(size, perFigure, clock)));

    private static RsaRates Measure(int keySize, TimeSpan perFigure, TimeProvider clock)
    {
        using var key = RSA.Create(keySize);
        var hash = SHA256.HashData("load"u8);
        var signature = key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var pkcs8 = key.ExportPkcs8PrivateKey();
        Action<RSA> sign = own => own.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Action<RSA> verify = own => own.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        (Action<RSA> Work, int Threads)[] figures =
        [
            (sign, 1),
            (sign, Environment.ProcessorCount),
            (verify, 1),
            (verify, Environment.ProcessorCount),
        ];
        var sums = new double[figures.Length];
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < figures.Length; i++)
            {
                sums[i] += Rate(pkcs8, figures[i].Work, figures[i].Threads, perFigure / Turns, clock) / Turns;
            }
        }

        return new RsaRates(keySize, sums[0], sums[1], ProcessorMs(sign, key, perFigure / Turns, clock), sums[2], sums[3]);
    }

    private static double ProcessorMs(Action<RSA> work, RSA key, TimeSpan duration, TimeProvider clock)
    {
        var count = 0;
        var begun = clock.GetTimestamp();
        var used = Environment.CpuUsage.TotalTime;
        do
        {
            work(key);
            count++;
        } while (clock.GetElapsedTime(begun) < duration);
        return (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / count;
    }

    // A key of its own for every thread, so that none waits for another.
    private static double Rate(byte[] pkcs8, Action<RSA> work, int threads, TimeSpan duration, TimeProvider clock)
    {
        var rates = new double[threads];
        var workers = Enumerable
            .Range(0, threads)
            .Select(i => new Thread(() =>
            {
                using var own = RSA.Create();
                own.ImportPkcs8PrivateKey(pkcs8, out _);
                work(own);
                var count = 0;
                var begun = clock.GetTimestamp();
                TimeSpan taken;
                do
                {
                    work(own);
                    count++;
                } while ((taken = clock.GetElapsedTime(begun)) < duration);
                rates[i] = count / taken.TotalSeconds;
            }))
            .ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return rates.Sum();
    }
}
