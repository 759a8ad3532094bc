using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ics2.TrustServices;

/// <summary>Makes the keys of a first start side by side: that is nearly all of its time.</summary>
internal sealed class KeyMaker : IDisposable
{
    /// <summary>Instead of a size in bits: a key on the curve P-256.</summary>
    public const int Curve = 0;

    private readonly Dictionary<string, Lazy<AsymmetricAlgorithm>> _keys;

    /// <summary>Makes the keys that are needed.</summary>
    /// <param name="isNeeded">Whether the key of that name is missing.</param>
    /// <param name="wanted">Names and RSA sizes in bits.</param>
    public KeyMaker(Predicate<string> isNeeded, IReadOnlyList<(string Name, int Size)> wanted)
    {
        _keys = wanted.ToDictionary(key => key.Name, key => new Lazy<AsymmetricAlgorithm>(() => Make(key.Size)), StringComparer.Ordinal);

        // Longest first, one at a time per core.
        var needed = wanted.Where(key => isNeeded(key.Name)).OrderByDescending(key => key.Size).Select(key => _keys[key.Name]).ToList();
        Parallel.ForEach(Partitioner.Create(needed, EnumerablePartitionerOptions.NoBuffering), key => _ = key.Value);
    }

    public AsymmetricAlgorithm this[string name] => _keys[name].Value;

    /// <summary>Makes an RSA key now; the platform itself would wait until it is first used.</summary>
    public static RSA MakeRsa(int size)
    {
        var key = RSA.Create(size);
        key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values.Where(key => key.IsValueCreated))
        {
            key.Value.Dispose();
        }
    }

    private static AsymmetricAlgorithm Make(int size) => size == Curve ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : MakeRsa(size);
}
