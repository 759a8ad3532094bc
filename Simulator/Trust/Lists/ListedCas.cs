using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>All CAs of all lists in force together: an unchanging picture to decide by.</summary>
public sealed class ListedCas
{
    private readonly FrozenDictionary<string, IReadOnlyList<ListedService>> _byKey;

    /// <summary>Makes the picture.</summary>
    /// <param name="services">CAs of the EU lists.</param>
    /// <param name="national">CAs of the alternate list of a Member State's customs: they count for certificates registered there only (ICD
    /// 4.6.3).</param>
    public ListedCas(IEnumerable<ListedService> services, IReadOnlyDictionary<string, IReadOnlyList<ListedService>> national)
    {
        var all = services.Concat(national.Values.SelectMany(list => list)).ToList();
        var pairs = all.SelectMany(service => service.Certificates.Select(certificate => (Key: Key(certificate), Service: service)))
            .ToList();
        _byKey = pairs
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => (IReadOnlyList<ListedService>)[.. group.Select(pair => pair.Service).Distinct()],
                StringComparer.Ordinal
            );
        NationalOnly = national.Values.SelectMany(list => list).ToFrozenSet();
        ServiceCount = all.Count;
        Anchors = new TrustAnchors(all.SelectMany(service => service.Certificates));
    }

    /// <summary>No CA at all.</summary>
    public static ListedCas None { get; } = new([], FrozenDictionary<string, IReadOnlyList<ListedService>>.Empty);

    /// <summary>Every listed CA, whatever its status: the status is judged when the chain is known, so that it can be named.</summary>
    public TrustAnchors Anchors { get; }

    /// <summary>How many services there are.</summary>
    public int ServiceCount { get; }

    private FrozenSet<ListedService> NationalOnly { get; }

    /// <summary>The services a CA offers for certificates registered in a Member State.</summary>
    /// <param name="ca">The CA's certificate, or another one of the same name and key.</param>
    /// <param name="registeringState">Null leaves the alternate lists out.</param>
    public IReadOnlyList<ListedService> ServicesOf(X509Certificate2 ca, string? registeringState) =>
        _byKey.TryGetValue(Key(ca), out var services)
            ?
            [
                .. services.Where(service =>
                    !NationalOnly.Contains(service) || string.Equals(service.Territory, registeringState, StringComparison.Ordinal)
                ),
            ]
            : [];

    private static string Key(X509Certificate2 ca) =>
        Convert.ToHexString(ca.SubjectName.RawData) + ":" + Convert.ToHexString(ca.PublicKey.ExportSubjectPublicKeyInfo());
}
