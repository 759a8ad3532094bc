using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>Builds subjects.</summary>
internal static class SubjectName
{
    private const int Longest = 64; // RFC 5280, upper bounds

    /// <summary>Country, organisation, organizationIdentifier (2.5.4.97, EN 319 412-1) and common name.</summary>
    public static X500DistinguishedName Of(string country, string organisation, string commonName, string? identifier = null)
    {
        // The builder writes what was added last first, and the country comes first by custom.
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(Shortened(commonName));
        if (identifier is not null)
        {
            builder.Add("2.5.4.97", identifier, UniversalTagNumber.UTF8String);
        }

        builder.AddOrganizationName(Shortened(organisation));
        builder.AddCountryOrRegion(country);
        return builder.Build();
    }

    private static string Shortened(string text) => text.Length > Longest ? text[..Longest] : text;
}
