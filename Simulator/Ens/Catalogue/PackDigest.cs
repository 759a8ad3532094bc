using System.Security.Cryptography;
using System.Text;

namespace Ics2.Ens.Catalogue;

/// <summary>One number for a whole pack, so that two reports can be said to rest on the same rules.</summary>
internal static class PackDigest
{
    private static readonly string[] Folders = ["messages", "codelists", "reference"];
    private static readonly string[] TopLevel = [PackReader.HeaderFile, "catalogue.txt", "checks.txt", "eori.txt", "quality.txt"];

    /// <summary>SHA-256 over names and texts of all files, in the order of the names.</summary>
    /// <param name="files">The pack.</param>
    public static string Of(IPackFiles files)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in TopLevel.Concat(Folders.SelectMany(files.List)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            using var text = files.Open(name);
            if (text is not null)
            {
                digest.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text.ReadToEnd()}\n"));
            }
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
