using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Lists;

/// <summary>A trusted list of ETSI TS 119 612, version 5 or 6, or the list of lists (as4-profile f1).</summary>
/// <param name="Territory">Two letters; <c>EU</c> for the list of lists.</param>
/// <param name="Version">5 or 6.</param>
/// <param name="Type">TSLType, a URI.</param>
/// <param name="Sequence">Grows with each issue.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="NextUpdate">When the next one is due; null for a closed list.</param>
/// <param name="Pointers">The other lists it points to.</param>
/// <param name="Services">The services it holds, other kinds than CAs left out.</param>
/// <param name="Notes">What could not be used, in words.</param>
public sealed record TrustedList(
    string Territory,
    int Version,
    string Type,
    long Sequence,
    DateTimeOffset IssuedAt,
    DateTimeOffset? NextUpdate,
    IReadOnlyList<ListPointer> Pointers,
    IReadOnlyList<ListedService> Services,
    IReadOnlyList<string> Notes
)
{
    /// <summary>
    /// Where the issues of the list of lists are by which its signers changed since the Official Journal last named them, oldest first.
    /// </summary>
    internal IReadOnlyList<string> Pivots { get; init; } = [];
}

/// <summary>Where another list is, and whose signature it must bear.</summary>
/// <param name="Location">URL of the list.</param>
/// <param name="Territory">Whose list it is.</param>
/// <param name="MimeType">Only <c>application/vnd.etsi.tsl+xml</c> is for machines.</param>
/// <param name="Signers">Certificates of those who may sign it.</param>
public sealed record ListPointer(string Location, string? Territory, string? MimeType, IReadOnlyList<X509Certificate2> Signers);

/// <summary>A CA as a trusted list shows it, with its past.</summary>
/// <param name="Territory">Territory of the list.</param>
/// <param name="Provider">Name of the trust service provider.</param>
/// <param name="Name">Name of the service.</param>
/// <param name="Certificates">The CA's certificates: its digital identity.</param>
/// <param name="History">Newest first.</param>
public sealed record ListedService(
    string Territory,
    string Provider,
    string Name,
    IReadOnlyList<X509Certificate2> Certificates,
    IReadOnlyList<ServiceState> History
)
{
    /// <summary>The state at a date; null before the first one.</summary>
    public ServiceState? At(DateTimeOffset date) => History.FirstOrDefault(state => state.Since <= date);
}

/// <summary>What a service was from a date on.</summary>
/// <param name="Type">Service type, a URI: <c>.../Svctype/CA/QC</c> or <c>.../CA/PKC</c>.</param>
/// <param name="Status">Status, a URI.</param>
/// <param name="Since">From when.</param>
/// <param name="Purposes">additionalServiceInformation: <c>.../SvcInfoExt/ForeSeals</c> and the like.</param>
/// <param name="Qualifiers">What the list says about certain certificates of the CA, whatever they say themselves.</param>
public sealed record ServiceState(
    string Type,
    string Status,
    DateTimeOffset Since,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<QualifierRule> Qualifiers
)
{
    /// <summary>Whether it issues qualified certificates.</summary>
    public bool IsQualified => string.Equals(Type, TslNames.CaQc, StringComparison.Ordinal);

    /// <summary>
    /// Whether the service is in good standing: granted, recognised nationally, or one of the good words used before eIDAS.
    /// </summary>
    public bool IsGranted => TslNames.GoodStatus.Contains(Status);

    /// <summary>The last part of the status URI.</summary>
    public string StatusName => Status[(Status.LastIndexOf('/') + 1)..];
}
