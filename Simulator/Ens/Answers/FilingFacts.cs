namespace Ics2.Ens.Answers;

/// <summary>A document by number and type (CL754).</summary>
/// <param name="Number">The number of the document.</param>
/// <param name="Type">Its type.</param>
public sealed record DocumentReference(string Number, string Type)
{
    /// <summary>The document an element describes; null when number or type is missing.</summary>
    public static DocumentReference? Of(EnsElement? document) =>
        document?.Text("documentNumber") is { Length: > 0 } number && document.Text("type") is { Length: > 0 } type ? new DocumentReference(number, type) : null;
}

/// <summary>
/// What customs' answers repeat of the message they answer (lifecycle 9.0). Everything may be absent: the message may have been refused
/// because it is.
/// </summary>
public sealed record FilingFacts
{
    /// <summary>The message id, <c>IE3F10</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary>LRN.</summary>
    public string? Lrn { get; init; }

    /// <summary>The MRN the message is about, or the one it was given.</summary>
    public string? Mrn { get; init; }

    /// <summary>The functional reference of a consultation.</summary>
    public string? FunctionalReference { get; init; }

    /// <summary>SpecificCircumstanceIndicator, <c>F10</c>.</summary>
    public string? SpecificCircumstance { get; init; }

    /// <summary>DECL: the declarant's EORI.</summary>
    public string? Declarant { get; init; }

    /// <summary>REP: the representative's EORI.</summary>
    public string? Representative { get; init; }

    /// <summary>CARR: the carrier's EORI, of the master or else of the first house.</summary>
    public string? Carrier { get; init; }

    /// <summary>The EORI of the person who notifies an arrival.</summary>
    public string? PersonNotifying { get; init; }

    /// <summary>COFE: the office of first entry; the actual one of an arrival.</summary>
    public string? OfficeOfFirstEntry { get; init; }

    /// <summary>AMS: the addressed Member State.</summary>
    public string? AddressedMemberState { get; init; }

    /// <summary>MDOC: the master document, of the master or else of the first house.</summary>
    public DocumentReference? MasterDocument { get; init; }

    /// <summary>RMS: the responsible Member State, as the filing alone tells it (lifecycle 9.0, DEC-37).</summary>
    public string? ResponsibleMemberState => OfficeOfFirstEntry is { Length: >= 2 } office ? office[..2] : AddressedMemberState;

    /// <summary>The country the message is addressed to, which an MRN carries (lifecycle 8).</summary>
    public string? AddressedCountry => ResponsibleMemberState;

    /// <summary>Gathers the facts of a message.</summary>
    public static FilingFacts Of(EnsMessage message) => new()
    {
        MessageId = message.Id,
        Lrn = message.Lrn,
        Mrn = message.Mrn,
        FunctionalReference = message.Text("functionalReference"),
        SpecificCircumstance = message.Text("SpecificCircumstanceIndicator"),
        Declarant = message.Text("declarant/identificationNumber"),
        Representative = message.Text("representative/identificationNumber"),
        Carrier = message.Text("consignmentMasterLevel/carrier/identificationNumber") ?? message.Text("consignmentMasterLevel/consignmentHouseLevel/carrier/identificationNumber"),
        PersonNotifying = message.Text("personNotifyingTheArrival/identificationNumber"),
        OfficeOfFirstEntry = message.Text("customsOfficeOfFirstEntry/referenceNumber") ?? message.Text("actualCustomsOfficeOfFirstEntry/referenceNumber"),
        AddressedMemberState = message.Text("addressedMemberState/country"),
        MasterDocument = DocumentReference.Of(
            message.Find("consignmentMasterLevel/transportDocumentMasterLevel")
            ?? message.Find("consignmentMasterLevel/consignmentHouseLevel/transportDocumentMasterLevel")
            ?? message.Find("transportDocument")),
    };
}
