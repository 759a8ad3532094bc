using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Lists;

namespace Ics2.Trust.Deciding;

/// <summary>
/// Accepted decisions, used again while nothing they rest on can have changed: same certificates, same lists, date within every validity,
/// and revocation asked recently. Refusals are worked out anew each time.
/// </summary>
internal sealed class SealDecisionCache(TimeSpan keepFor, TimeProvider network)
{
    private const int MaxDecisions = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Null when there is nothing worth keeping.</summary>
    public static string? Key(X509Certificate2? leaf, IReadOnlyList<X509Certificate2> others, string? registeringState)
    {
        if (leaf is null || others.Count > ChainChecker.MaxCertificates)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var certificate in others.Prepend(leaf))
        {
            hash.AppendData(certificate.RawDataMemory.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset()) + registeringState;
    }

    public SealDecision? Find(string key, ListedCas cas, DateTimeOffset at) =>
        _entries.TryGetValue(key, out var entry)
        && entry.Cas == cas
        && network.GetUtcNow() < entry.Until
        && entry.ValidFrom <= at
        && at <= entry.ValidUntil
            ? entry.Decision
            : null;

    public void Keep(string key, ListedCas cas, SealDecision decision)
    {
        if (_entries.Count >= MaxDecisions)
        {
            _entries.Clear();
        }

        var (path, state) = (decision.Chain.Path.Append(decision.Chain.Anchor!).ToList(), decision.State!);
        var next = decision.Service!.History.Where(later => later.Since > state.Since).Select(later => later.Since.AddTicks(-1));
        _entries[key] = new Entry(
            decision,
            cas,
            network.GetUtcNow() + keepFor,
            path.Select(certificate => certificate.From()).Append(state.Since).Max(),
            path.Select(certificate => certificate.Until()).Concat(next).Min()
        );
    }

    public void Clear() => _entries.Clear();

    private sealed record Entry(
        SealDecision Decision,
        ListedCas Cas,
        DateTimeOffset Until,
        DateTimeOffset ValidFrom,
        DateTimeOffset ValidUntil
    );
}
