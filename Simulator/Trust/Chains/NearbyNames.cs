using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Chains;

/// <summary>
/// Tells which CA was expected without naming hundreds: how many there are, and those whose names come near, since the common mistake is a
/// CA's other certificate.
/// </summary>
internal static class NearbyNames
{
    private const int MaxNamed = 3;
    private const int ShortestWord = 3;
    private const double Near = 0.5;

    // What half of all CAs are called.
    private static readonly HashSet<string> Common = new(
        ["CA", "ROOT", "TEST", "QUALIFIED", "TRUST", "SEAL", "CERTIFICATE", "CERTIFICATION", "AUTHORITY", "ISSUING"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Says what was expected.</summary>
    /// <param name="found">The CA that is not accepted.</param>
    /// <param name="accepted">Those that are.</param>
    public static string Expected(X509Certificate2 found, IReadOnlyList<X509Certificate2> accepted)
    {
        if (accepted.Count == 0)
        {
            return "an accepted CA, of which none is known here";
        }

        if (accepted.Count <= MaxNamed)
        {
            return "one of the accepted CAs: " + Names(accepted);
        }

        var words = Words(found);
        var near = accepted
            .Select(ca => (Ca: ca, Score: Likeness(words, Words(ca))))
            .Where(pair => pair.Score >= Near)
            .OrderByDescending(pair => pair.Score)
            .Select(pair => pair.Ca)
            .DistinctBy(ca => ca.Subject, StringComparer.Ordinal)
            .Take(MaxNamed)
            .ToList();
        return string.Create(CultureInfo.InvariantCulture, $"one of the {accepted.Count} accepted CAs; ")
            + (near.Count == 0 ? "none has a name like it" : "names like it have " + Names(near));
    }

    private static string Names(IEnumerable<X509Certificate2> cas) =>
        string.Join(", ", cas.Select(ca => $"'{CertificateText.Short(ca.Subject)}'"));

    // How much of the shorter name is in the longer one.
    private static double Likeness(HashSet<string> one, HashSet<string> other) =>
        one.Count == 0 || other.Count == 0 ? 0 : (double)one.Count(other.Contains) / Math.Min(one.Count, other.Count);

    private static HashSet<string> Words(X509Certificate2 certificate) =>
        certificate
            .Subject.Split([' ', ',', '=', '"', '-', '.', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= ShortestWord && !Common.Contains(word) && !word.StartsWith("OID", StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
