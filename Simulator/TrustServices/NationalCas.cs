using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.TrustServices;

/// <summary>
/// The CAs on the alternate lists of national customs, by Member State: that of the test PKI everywhere, another of it in Malta alone, and
/// those of vendors who bring a seal of their
/// own. Kept as PEM files beside the PKI.
/// </summary>
internal sealed class NationalCas(PkiFolder folder, X509Certificate2 own, X509Certificate2 maltese)
{
    private const int MaxPerState = 100;

    private readonly Lock _writing = new();

    /// <summary>Those of a state, the test PKI's first.</summary>
    public IReadOnlyList<X509Certificate2> Of(string memberState)
    {
        IReadOnlyList<X509Certificate2> ours = memberState == "MT" ? [own, maltese] : [own];
        return [.. ours, .. Brought(memberState)];
    }

    /// <summary>Adds one.</summary>
    /// <returns>False when the list is full.</returns>
    public bool Add(string memberState, X509Certificate2 ca)
    {
        lock (_writing)
        {
            var all = Brought(memberState).ToImmutableList();
            if (!all.Exists(known => known.RawDataMemory.Span.SequenceEqual(ca.RawDataMemory.Span)))
            {
                if (all.Count == MaxPerState)
                {
                    return false;
                }

                folder.WriteText(
                    FileOf(memberState),
                    string.Join('\n', all.Add(ca).Select(certificate => certificate.ExportCertificatePem())) + "\n"
                );
            }

            return true;
        }
    }

    /// <summary>Whether a text is two capital letters.</summary>
    public static bool IsState(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    private IReadOnlyList<X509Certificate2> Brought(string memberState) =>
        folder.PathOf(FileOf(memberState)) is var path && File.Exists(path) ? TrustAnchors.FromPem(path).Certificates : [];

    private static string FileOf(string memberState) =>
        IsState(memberState)
            ? $"national-cas-{memberState}.pem"
            : throw new ArgumentException($"'{memberState}' is no Member State.", nameof(memberState));
}
