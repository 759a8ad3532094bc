using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>
/// Names as settings files hold them. Two are the same when they say the same, whatever the order: OpenSSL and .NET write them the other
/// way round from each other; and whatever the kind of string, which a CA may change with the next certificate.
/// </summary>
public static class DistinguishedNames
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">For example <c>CN=sti-taxud, O=European Commission, C=EU</c>.</param>
    /// <returns>False when the text is no name.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out X500DistinguishedName? name)
    {
        name = null;
        try
        {
            name = string.IsNullOrWhiteSpace(text) ? null : new X500DistinguishedName(text);
        }
        catch (CryptographicException)
        {
            // which says no more than that
        }

        return name is not null;
    }

    /// <summary>Whether two names say the same.</summary>
    public static bool SaysTheSameAs(this X500DistinguishedName name, X500DistinguishedName other) =>
        name.RawData.AsSpan().SequenceEqual(other.RawData) || Parts(name).SequenceEqual(Parts(other), StringComparer.Ordinal);

    private static List<string> Parts(X500DistinguishedName name)
    {
        try
        {
            return
            [
                .. name.EnumerateRelativeDistinguishedNames()
                    .Select(part =>
                        part.HasMultipleElements
                            ? Convert.ToHexString(part.RawData.Span)
                            : $"{part.GetSingleElementType().Value}={part.GetSingleElementValue() ?? Convert.ToHexString(part.RawData.Span)}"
                    )
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (CryptographicException)
        {
            return [Convert.ToHexString(name.RawData)]; // which equals nothing but itself
        }
    }
}
