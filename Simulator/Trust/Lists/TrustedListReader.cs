using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>Reads and verifies a trusted list of ETSI TS 119 612, version 5 or 6.</summary>
internal static class TrustedListReader
{
    /// <summary>Bytes; the largest lists of Member States have some eight million.</summary>
    public const int LargestList = 32 * 1024 * 1024;

    private const int MaxNotes = 100;
    private const int MaxPivots = 50;

    /// <summary>Reads a list.</summary>
    /// <param name="bytes">The file as downloaded.</param>
    /// <param name="signers">Who may have signed it.</param>
    /// <param name="list">The list, when its signature is right and its form known.</param>
    /// <param name="why">Why it is not used.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        IReadOnlyList<X509Certificate2> signers,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TrustedList? list,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why
    )
    {
        list = null;
        why =
            bytes.Length > LargestList
                ? $"The list has {bytes.Length} bytes; expected {LargestList} at most."
                : Read(bytes, signers, ref list);
        return why is null;
    }

    /// <summary>
    /// What an issue of the list of lists says about its pivots, before anybody vouches for it: enough to know what to fetch, and each pivot
    /// is verified.
    /// </summary>
    /// <returns>Nothing for what cannot be read.</returns>
    public static IReadOnlyList<string> PivotsNamedBy(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return bytes.Length > LargestList ? [] : Pivots(Need(BoundedXml.Load(bytes).DocumentElement!, "SchemeInformation"));
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            return [];
        }
    }

    private static string? Read(ReadOnlyMemory<byte> bytes, IReadOnlyList<X509Certificate2> signers, ref TrustedList? list)
    {
        try
        {
            var document = BoundedXml.Load(bytes);
            var root = document.DocumentElement!;
            if (
                !string.Equals(root.LocalName, "TrustServiceStatusList", StringComparison.Ordinal)
                || !string.Equals(root.NamespaceURI, TslNames.Tsl, StringComparison.Ordinal)
            )
            {
                return $"The root is {{{CertificateText.Short(root.NamespaceURI)}}}{CertificateText.Short(root.LocalName)}; "
                    + $"expected {{{TslNames.Tsl}}}TrustServiceStatusList.";
            }

            if (ListSignature.WhyNot(document, signers) is { } why)
            {
                return why;
            }

            list = List(root);
            return null;
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            return $"The list cannot be read: {e.Message}";
        }
    }

    private static TrustedList List(XmlElement root)
    {
        var scheme = Need(root, "SchemeInformation");
        var version = int.Parse(Text(scheme, "TSLVersionIdentifier"), CultureInfo.InvariantCulture);
        if (root.GetAttribute("TSLTag") is not TslNames.Tag || version is not (5 or 6))
        {
            throw new InvalidDataException(
                $"TSLTag '{CertificateText.Short(root.GetAttribute("TSLTag"))}' and version {version} found; expected {TslNames.Tag} and version 5 or 6."
            );
        }

        var territory = Text(scheme, "SchemeTerritory");
        var notes = new List<string>();
        var services = Path(root, "TrustServiceProviderList", "TrustServiceProvider")
            .SelectMany(provider => Services(provider, territory, notes))
            .ToList();
        var pointers = Path(scheme, "PointersToOtherTSL", "OtherTSLPointer").Select(pointer => Pointer(pointer, notes)).ToList();
        var next = Optional(Need(scheme, "NextUpdate"), "dateTime");
        return new TrustedList(
            territory,
            version,
            Text(scheme, "TSLType"),
            long.Parse(Text(scheme, "TSLSequenceNumber"), CultureInfo.InvariantCulture),
            Date(Text(scheme, "ListIssueDateTime")),
            next is null ? null : Date(next),
            pointers,
            services,
            notes
        )
        {
            Pivots = Pivots(scheme),
        };
    }

    // The scheme names them newest first, then the Official Journal; each language may repeat them.
    private static List<string> Pivots(XmlElement scheme) =>
        [
            .. Path(scheme, "SchemeInformationURI", "URI")
                .Select(uri => uri.InnerText.Trim())
                .Where(uri =>
                    uri.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                    && uri[(uri.LastIndexOf('/') + 1)..].Contains("pivot", StringComparison.OrdinalIgnoreCase)
                )
                .Distinct(StringComparer.Ordinal)
                .Take(MaxPivots)
                .Reverse(),
        ];

    private static ListPointer Pointer(XmlElement pointer, List<string> notes)
    {
        var signers = Path(pointer, "ServiceDigitalIdentities", "ServiceDigitalIdentity")
            .SelectMany(identity => Certificates(identity, "a pointer", notes))
            .ToList();
        var information = Path(pointer, "AdditionalInformation", "OtherInformation").ToList();
        var mime = information
            .Select(i => i.Child("MimeType", TslNames.AdditionalTypes)?.InnerText.Trim())
            .FirstOrDefault(text => text is not null);
        var territory = information.Select(i => Optional(i, "SchemeTerritory")).FirstOrDefault(text => text is not null);
        return new ListPointer(Text(pointer, "TSLLocation"), territory, mime, signers);
    }

    private static IEnumerable<ListedService> Services(XmlElement provider, string territory, List<string> notes)
    {
        var owner = Name(Need(provider, "TSPInformation"), "TSPName");
        foreach (var service in Path(provider, "TSPServices", "TSPService"))
        {
            var now = Need(service, "ServiceInformation");
            var name = Name(now, "ServiceName");
            var history = Path(service, "ServiceHistory", "ServiceHistoryInstance")
                .Prepend(now)
                .Select(ServiceStateReader.Read)
                .Where(state => state.Type is TslNames.CaQc or TslNames.CaPkc)
                .OrderByDescending(state => state.Since)
                .ToList();
            if (history.Count > 0)
            {
                yield return new ListedService(
                    territory,
                    owner,
                    name,
                    [.. Certificates(Need(now, "ServiceDigitalIdentity"), name, notes)],
                    history
                );
            }
        }
    }

    private static IEnumerable<X509Certificate2> Certificates(XmlElement identity, string owner, List<string> notes)
    {
        foreach (var text in Path(identity, "DigitalId", "X509Certificate").Select(element => element.InnerText))
        {
            X509Certificate2? certificate = null;
            try
            {
                certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                if (notes.Count < MaxNotes)
                {
                    notes.Add($"A certificate of {CertificateText.Short(owner)} cannot be read: {e.Message}");
                }
            }

            if (certificate is not null)
            {
                yield return certificate;
            }
        }
    }

    private static IEnumerable<XmlElement> Path(XmlElement from, string outer, string inner) =>
        from.Children(outer, TslNames.Tsl).SelectMany(child => child.Children(inner, TslNames.Tsl));

    // The English name if there is one.
    private static string Name(XmlElement from, string element)
    {
        var names = Path(from, element, "Name").ToList();
        var english = names.Find(name =>
            string.Equals(name.GetAttribute("lang", "http://www.w3.org/XML/1998/namespace"), "en", StringComparison.OrdinalIgnoreCase)
        );
        return CertificateText.Short((english ?? names.FirstOrDefault())?.InnerText.Trim() ?? "unnamed");
    }

    internal static XmlElement Need(XmlElement from, string name) =>
        from.Child(name, TslNames.Tsl) ?? throw new InvalidDataException($"Expected one {name} in {from.LocalName}.");

    internal static string Text(XmlElement from, string name) => Need(from, name).InnerText.Trim();

    internal static DateTimeOffset Date(string text) => XmlConvert.ToDateTimeOffset(text);

    private static string? Optional(XmlElement from, string name) => from.Child(name, TslNames.Tsl)?.InnerText.Trim();
}
