using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Ics2.Trust.Lists;

namespace Ics2.TrustServices;

/// <summary>A CA to be listed.</summary>
/// <param name="Name">Service name.</param>
/// <param name="Certificate">The CA.</param>
/// <param name="States">Newest first.</param>
internal sealed record DraftService(string Name, X509Certificate2 Certificate, IReadOnlyList<DraftState> States);

/// <summary>What a listed CA is from a date on.</summary>
internal sealed record DraftState(string Type, string Status, DateTimeOffset Since);

/// <summary>Another list to be pointed to.</summary>
internal sealed record DraftPointer(string Territory, string Location, X509Certificate2 Signer);

/// <summary>Writes a trusted list of ETSI TS 119 612, still without signature.</summary>
/// <param name="Territory">Two letters.</param>
/// <param name="Version">5 or 6.</param>
/// <param name="Type">TSLType.</param>
/// <param name="IssuedAt">When it is issued.</param>
/// <param name="NextUpdate">When the next one is due.</param>
internal sealed record TrustedListDraft(string Territory, int Version, string Type, DateTimeOffset IssuedAt, DateTimeOffset NextUpdate)
{
    private const string Operator = "Ics2 Conformance (simulated)";

    private static readonly XNamespace Tsl = TslNames.Tsl;
    private static readonly XNamespace Additional = TslNames.AdditionalTypes;
    private static readonly XNamespace Sie = TslNames.Qualifications;

    /// <summary>Where to read about the scheme; of a list of lists, its pivots newest first.</summary>
    public IReadOnlyList<string> InformationUris { get; init; } = ["http://lists.ics2.test/"];

    public IReadOnlyList<DraftPointer> Pointers { get; init; } = [];

    public IReadOnlyList<DraftService> Services { get; init; } = [];

    public XDocument ToXml() =>
        new(
            new XElement(
                Tsl + "TrustServiceStatusList",
                new XAttribute(XNamespace.Xmlns + "tsl", Tsl.NamespaceName),
                new XAttribute("TSLTag", TslNames.Tag),
                new XAttribute("Id", "list"),
                new XElement(
                    Tsl + "SchemeInformation",
                    new XElement(Tsl + "TSLVersionIdentifier", Version),
                    new XElement(Tsl + "TSLSequenceNumber", IssuedAt.ToUnixTimeSeconds()), // grows with each issue
                    new XElement(Tsl + "TSLType", Type),
                    new XElement(Tsl + "SchemeOperatorName", English("Name", Operator)),
                    new XElement(
                        Tsl + "SchemeOperatorAddress",
                        PostalAddress(),
                        new XElement(Tsl + "ElectronicAddress", English("URI", "mailto:nobody@ics2.test"))
                    ),
                    new XElement(Tsl + "SchemeName", English("Name", $"{Territory}:Simulated trusted list for tests")),
                    new XElement(Tsl + "SchemeInformationURI", InformationUris.Select(uri => English("URI", uri))),
                    new XElement(Tsl + "StatusDeterminationApproach", "http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUappropriate"),
                    new XElement(
                        Tsl + "SchemeTypeCommunityRules",
                        English("URI", "http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUcommon")
                    ),
                    new XElement(Tsl + "SchemeTerritory", Territory),
                    new XElement(Tsl + "PolicyOrLegalNotice", English("TSLLegalNotice", "For tests only; no CA of this list is real.")),
                    new XElement(Tsl + "HistoricalInformationPeriod", 65535),
                    Pointers.Count == 0 ? null : new XElement(Tsl + "PointersToOtherTSL", Pointers.Select(Pointer)),
                    new XElement(Tsl + "ListIssueDateTime", Instant(IssuedAt)),
                    new XElement(Tsl + "NextUpdate", new XElement(Tsl + "dateTime", Instant(NextUpdate)))
                ),
                Services.Count == 0 ? null : new XElement(Tsl + "TrustServiceProviderList", Provider())
            )
        );

    private XElement Provider() =>
        new(
            Tsl + "TrustServiceProvider",
            new XElement(
                Tsl + "TSPInformation",
                new XElement(Tsl + "TSPName", English("Name", Operator)),
                new XElement(Tsl + "TSPTradeName", English("Name", "VATEU-000000000")),
                new XElement(
                    Tsl + "TSPAddress",
                    PostalAddress(),
                    new XElement(Tsl + "ElectronicAddress", English("URI", "mailto:nobody@ics2.test"))
                ),
                new XElement(Tsl + "TSPInformationURI", English("URI", "http://lists.ics2.test/"))
            ),
            new XElement(Tsl + "TSPServices", Services.Select(Service))
        );

    private static XElement Service(DraftService service) =>
        new(
            Tsl + "TSPService",
            new XElement(Tsl + "ServiceInformation", State(service, service.States[0], withCertificate: true)),
            service.States.Count == 1
                ? null
                : new XElement(
                    Tsl + "ServiceHistory",
                    service
                        .States.Skip(1)
                        .Select(state => new XElement(Tsl + "ServiceHistoryInstance", State(service, state, withCertificate: false)))
                )
        );

    private static IEnumerable<XElement> State(DraftService service, DraftState state, bool withCertificate)
    {
        yield return new XElement(Tsl + "ServiceTypeIdentifier", state.Type);
        yield return new XElement(Tsl + "ServiceName", English("Name", service.Name));
        var identity = withCertificate
            ? new XElement(Tsl + "X509Certificate", Convert.ToBase64String(service.Certificate.RawData))
            : new XElement(
                Tsl + "X509SKI",
                Convert.ToBase64String(
                    new X509SubjectKeyIdentifierExtension(service.Certificate.PublicKey, critical: false).SubjectKeyIdentifierBytes.Span
                )
            );
        yield return new XElement(Tsl + "ServiceDigitalIdentity", new XElement(Tsl + "DigitalId", identity));
        yield return new XElement(Tsl + "ServiceStatus", state.Status);
        yield return new XElement(Tsl + "StatusStartingTime", Instant(state.Since));
        if (state.Type is TslNames.CaQc)
        {
            yield return new XElement(Tsl + "ServiceInformationExtensions", ForSeals(), SealsByPolicy());
        }
    }

    private static XElement ForSeals() =>
        new(
            Tsl + "Extension",
            new XAttribute("Critical", "true"),
            new XElement(Tsl + "AdditionalServiceInformation", English("URI", TslNames.ForeSeals))
        );

    // Certificates under the policies QCP-l and QCP-l-qscd are for seals, whatever their statements say.
    private static XElement SealsByPolicy() =>
        new(
            Tsl + "Extension",
            new XAttribute("Critical", "true"),
            new XElement(
                Sie + "Qualifications",
                new XAttribute(XNamespace.Xmlns + "sie", Sie.NamespaceName),
                new XElement(
                    Sie + "QualificationElement",
                    new XElement(
                        Sie + "Qualifiers",
                        new XElement(Sie + "Qualifier", new XAttribute("uri", TslNames.SvcInfoExt + "QCForESeal"))
                    ),
                    new XElement(
                        Sie + "CriteriaList",
                        new XAttribute("assert", "atLeastOne"),
                        Policy("0.4.0.194112.1.1"),
                        Policy("0.4.0.194112.1.3")
                    )
                )
            )
        );

    private static XElement Policy(string oid)
    {
        XNamespace xades = TslNames.Xades;
        return new XElement(
            Sie + "PolicySet",
            new XElement(
                Sie + "PolicyIdentifier",
                new XElement(
                    xades + "Identifier",
                    new XAttribute(XNamespace.Xmlns + "xades", xades.NamespaceName),
                    new XAttribute("Qualifier", "OIDAsURN"),
                    "urn:oid:" + oid
                )
            )
        );
    }

    private static XElement Pointer(DraftPointer pointer) =>
        new(
            Tsl + "OtherTSLPointer",
            new XElement(
                Tsl + "ServiceDigitalIdentities",
                new XElement(
                    Tsl + "ServiceDigitalIdentity",
                    new XElement(Tsl + "DigitalId", new XElement(Tsl + "X509Certificate", Convert.ToBase64String(pointer.Signer.RawData)))
                )
            ),
            new XElement(Tsl + "TSLLocation", pointer.Location),
            new XElement(
                Tsl + "AdditionalInformation",
                Other(new XElement(Tsl + "TSLType", TslNames.Generic)),
                Other(new XElement(Tsl + "SchemeTerritory", pointer.Territory)),
                Other(
                    new XElement(
                        Additional + "MimeType",
                        new XAttribute(XNamespace.Xmlns + "additional", Additional.NamespaceName),
                        TslNames.MimeType
                    )
                ),
                Other(new XElement(Tsl + "SchemeOperatorName", English("Name", Operator))),
                Other(
                    new XElement(
                        Tsl + "SchemeTypeCommunityRules",
                        English("URI", "http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUcommon")
                    )
                )
            )
        );

    private static XElement Other(XElement information) => new(Tsl + "OtherInformation", information);

    private static XElement PostalAddress() =>
        new(
            Tsl + "PostalAddresses",
            new XElement(
                Tsl + "PostalAddress",
                new XAttribute(XNamespace.Xml + "lang", "en"),
                new XElement(Tsl + "StreetAddress", "1 Test Street"),
                new XElement(Tsl + "Locality", "Testville"),
                new XElement(Tsl + "CountryName", "EU")
            )
        );

    private static XElement English(string name, string text) => new(Tsl + name, new XAttribute(XNamespace.Xml + "lang", "en"), text);

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
