using System.Buffers;
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
    private static readonly SearchValues<char> Special = SearchValues.Create(",+=\"\n<>#;");

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

    /// <summary>
    /// Writes a name so that every platform reads it again: each knows other short words than CN, O and C for the kinds of name.
    /// </summary>
    /// <returns>For example <c>CN=Seal, OID.2.5.4.97=NTREU-1, O=Customs, C=EU</c>.</returns>
    public static string Portable(this X500DistinguishedName name)
    {
        var parts = name.EnumerateRelativeDistinguishedNames().ToList();
        return parts.Exists(part => part.HasMultipleElements || part.GetSingleElementValue() is null)
            ? name.Name
            : string.Join(", ", parts.Select(part => $"{Word(part.GetSingleElementType())}={Quoted(part.GetSingleElementValue()!)}"));
    }

    private static string Word(Oid type) =>
        type.Value switch
        {
            "2.5.4.3" => "CN",
            "2.5.4.10" => "O",
            "2.5.4.11" => "OU",
            "2.5.4.6" => "C",
            "2.5.4.7" => "L",
            _ => "OID." + type.Value,
        };

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(Special) || value != value.Trim()
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

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
