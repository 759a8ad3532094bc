using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ics2.TrustServices;

/// <summary>
/// A few keys that serve many traders in turn, for rehearsals and tests, whose traders live for seconds and whose enrolment would be nearly
/// nothing but key generation. Each certificate still is one of its own; that two traders hold the same key is what no real PKI allows, so
/// <c>ics2 serve</c> never uses this. Seals and TLS draw from different keys, as one key for both is a fault that preflight names.
/// May be shared by several PKIs and used by several threads. Keys are kept in memory only.
/// </summary>
public sealed class TraderKeys
{
    private const int DifferentKeys = 8;

    private readonly ConcurrentDictionary<(Role Role, int Size), Ring> _rings = [];

    private enum Role
    {
        Seal,
        Tls,
    }

    /// <summary>An RSA key for a seal. The same one comes again after seven others.</summary>
    internal RSA ForSeal(int size) => Next(Role.Seal, size);

    /// <summary>An RSA key for a TLS certificate; never one that a seal has.</summary>
    internal RSA ForTls(int size) => Next(Role.Tls, size);

    private RSA Next(Role role, int size) => _rings.GetOrAdd((role, size), key => new Ring(key.Size)).Next();

    // Each taker gets an object of its own, to use and to dispose as it likes.
    private sealed class Ring(int size)
    {
        private readonly Lazy<byte[]>[] _keys =
        [
            .. Enumerable
                .Range(0, DifferentKeys)
                .Select(_ => new Lazy<byte[]>(() =>
                {
                    using var key = RSA.Create(size);
                    return key.ExportPkcs8PrivateKey();
                })),
        ];

        private uint _taken;

        public RSA Next()
        {
            var key = RSA.Create();
            key.ImportPkcs8PrivateKey(_keys[(Interlocked.Increment(ref _taken) - 1) % DifferentKeys].Value, out _);
            return key;
        }
    }
}
