using System.Collections.Concurrent;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Support;

/// <summary>One test PKI for all tests that only issue from it, because making keys takes time. Its clock stands still.</summary>
public sealed class SharedPki
{
    private static readonly Lazy<SharedPki> One = new(() => new SharedPki());

    private readonly ConcurrentDictionary<SealFlavour, Lazy<IssuedCertificate>> _seals = new();

    private SharedPki()
    {
        Pki = TestPki.OpenOrCreate(Folder.FullName, Clock);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Delete(recursive: true);
    }

    public static SharedPki Instance => One.Value;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("ics2-pki-");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public TestPki Pki { get; }

    /// <summary>One seal of each flavour for BE0123456789; tests that change its fate issue their own.</summary>
    public IssuedCertificate Seal(SealFlavour flavour) =>
        _seals.GetOrAdd(flavour, _ => new Lazy<IssuedCertificate>(() => Pki.IssueSeal("BE0123456789", "Trader", flavour))).Value;
}
