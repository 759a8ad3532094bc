using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>
/// Follows the list of lists from the signers of the Official Journal over its pivots: a pivot is an issue that names new signers, and is
/// itself signed by those before it (as4-profile f1; the practice of the Commission's list).
/// </summary>
internal sealed class PivotTrail(ListOptions options, IListSource source)
{
    private const string Journal =
        "The present signers are published in the Official Journal, series C: C/2026/1944, or its successor, which the list itself names in "
        + "SchemeInformationURI.";

    /// <summary>Finds who may have signed an issue.</summary>
    /// <param name="bytes">The issue; nobody has vouched for it yet.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    /// <returns>The signers after the last pivot; or none, and why.</returns>
    public async Task<(IReadOnlyList<X509Certificate2> Signers, string? Problem)> FollowAsync(
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        if (options.Signers.Count == 0)
        {
            return ([], $"Nothing vouches for the list of lists: {options.WithoutSigners ?? "no signers were given"}. {Journal}");
        }

        // Whoever gave the signers of today needs no way to them.
        var pivots = TrustedListReader.PivotsNamedBy(bytes);
        if (pivots.Count == 0 || TrustedListReader.TryRead(bytes, options.Signers, out _, out _))
        {
            return (options.Signers, null);
        }

        var signers = options.Signers;
        foreach (var pivot in pivots)
        {
            var name = CertificateText.Short(pivot);
            ReadOnlyMemory<byte> issue;
            try
            {
                issue = await source.FetchAsync(pivot, territory: null, cancellationToken);
            }
            catch (Exception missing) when (missing is HttpRequestException or IOException or InvalidDataException)
            {
                return (
                    [],
                    $"The pivot {name} is missing, so that the way from the Official Journal to the list ends there: {missing.Message}."
                );
            }

            if (!TrustedListReader.TryRead(issue, signers, out var list, out var why))
            {
                return (
                    [],
                    $"The pivot {name} does not follow from what came before it: {why}{(signers == options.Signers ? " " + Journal : "")}"
                );
            }

            signers = [.. list.Pointers.Where(IsToItself).SelectMany(pointer => pointer.Signers)];
            if (signers.Count == 0)
            {
                return ([], $"The pivot {name} names no signers of the list of lists.");
            }
        }

        return (signers, null);
    }

    /// <summary>What to add when an issue bears none of the signatures it may: the signers that were given may be of yesterday.</summary>
    public static string Explained(string why) =>
        why.Contains(ListSignature.NotOneOfThem, StringComparison.Ordinal) ? $"{why} {Journal}" : why;

    private static bool IsToItself(ListPointer pointer) => pointer.Territory is "EU" && pointer.MimeType is null or TslNames.MimeType;
}
