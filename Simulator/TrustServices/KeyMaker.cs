using System.Security.Cryptography;

namespace Ics2.TrustServices;

/// <summary>Makes the RSA keys of a first start side by side: that is nearly all of its time.</summary>
internal sealed class KeyMaker : IDisposable
{
    private readonly Dictionary<string, Lazy<RSA>> keys;

    /// <summary>Starts making the keys that are needed.</summary>
    /// <param name="isNeeded">Whether the key of that name is missing.</param>
    /// <param name="wanted">Names and sizes in bits.</param>
    public KeyMaker(Predicate<string> isNeeded, params (string Name, int Size)[] wanted)
    {
        keys = wanted.ToDictionary(key => key.Name, key => new Lazy<RSA>(() => Make(key.Size)), StringComparer.Ordinal);

        // Longest first, one at a time per core.
        var needed = wanted.Where(key => isNeeded(key.Name)).OrderByDescending(key => key.Size).Select(key => keys[key.Name]);
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(needed, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering), key => _ = key.Value);
    }

    public RSA this[string name] => keys[name].Value;

    public void Dispose()
    {
        foreach (var key in keys.Values.Where(key => key.IsValueCreated))
        {
            key.Value.Dispose();
        }
    }

    // The platform makes the key when it is first used, so it is used here.
    private static RSA Make(int size)
    {
        var key = RSA.Create(size);
        key.ExportParameters(includePrivateParameters: false);
        return key;
    }
}
