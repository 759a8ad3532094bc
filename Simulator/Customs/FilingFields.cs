using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>What customs reads from a filing and copies into its answers (lifecycle 9.0). Any of it may be absent or wrong in a refused one.</summary>
internal sealed class FilingFields(EnsMessage? document)
{
    private const string Master = "consignmentMasterLevel/transportDocumentMasterLevel";
    private const string House = "consignmentMasterLevel/consignmentHouseLevel/transportDocumentMasterLevel";

    public string? Lrn => document?.Lrn;

    public string? Declarant => document?.Text("declarant/identificationNumber");

    public string? Representative => document?.Text("representative/identificationNumber");

    /// <summary>COFE.</summary>
    public string? Office => document?.Text("customsOfficeOfFirstEntry/referenceNumber");

    /// <summary>AMS.</summary>
    public string? MemberState => document?.Text("addressedMemberState/country");

    /// <summary>The country the message is addressed to (lifecycle 8, position 3-4 of the MRN).</summary>
    public string? Country => Office is { Length: >= 2 } office ? office[..2] : MemberState;

    /// <summary>Path of the element that says so.</summary>
    public string CountryPath => $"/{document?.Id}/{(Office is null ? "addressedMemberState/country" : "customsOfficeOfFirstEntry/referenceNumber")}";

    /// <summary>MDOC, number.</summary>
    public string? MasterDocument => MasterDocumentClass?.Text("documentNumber");

    /// <summary>MDOC, type.</summary>
    public string? MasterDocumentType => MasterDocumentClass?.Text("type");

    /// <summary>CARR: at master level, or in the first house.</summary>
    public string? Carrier =>
        document?.Text("consignmentMasterLevel/carrier/identificationNumber") ?? document?.Text("consignmentMasterLevel/consignmentHouseLevel/carrier/identificationNumber");

    private EnsElement? MasterDocumentClass => document?.Find(Master) ?? document?.Find(House);
}
