using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;

namespace Ics2.Customs.Notices;

/// <summary>Composes what follows from linking and risk analysis (lifecycle 9.6 to 9.12, 9.16).</summary>
internal sealed class RiskNotices(SpecPack pack)
{
    private readonly MessageComposer _composer = new(pack);

    /// <summary>IE3N02 (lifecycle 9.7).</summary>
    public EnsMessage NotComplete(Filing recipient, Filing master, IEnumerable<string> silent, DateTimeOffset now)
    {
        var draft = Document(_composer.Compose("IE3N02"), master.Content.MasterDocument)
            .Set("MRN", recipient.Mrn)
            .Set("notificationDate", now)
            .Set("representative/identificationNumber", recipient.Content.Representative)
            .Set("declarant/identificationNumber", recipient.Content.Declarant)
            .Set("customsOfficeOfFirstEntry/referenceNumber", master.Content.Office);
        foreach (var eori in silent)
        {
            draft.Add("supplementaryDeclarant", party => party.Set("identificationNumber", eori));
        }

        return draft.Build();
    }

    /// <summary>IE3N11 (lifecycle 9.8).</summary>
    public EnsMessage Pending(Filing master, string addressee, DateTimeOffset now) =>
        Document(_composer.Compose("IE3N11"), master.Content.MasterDocument)
            .Set("notificationDate", now)
            .Set("customsOfficeOfFirstEntry/referenceNumber", master.Content.Office)
            .Set("supplementaryDeclarant/identificationNumber", addressee)
            .Build();

    /// <summary>IE3N03 (lifecycle 9.6).</summary>
    public EnsMessage AssessmentComplete(
        Filing filing,
        string responsible,
        IReadOnlyList<DocumentReference> houses,
        IEnumerable<string> containers,
        IEnumerable<string> receptacles,
        bool withDocument,
        DateTimeOffset now
    )
    {
        var draft = _composer
            .Compose("IE3N03")
            .Set("MRN", filing.Mrn)
            .Set("completionDate", now)
            .Set("responsibleMemberState/country", responsible)
            .Set("representative/identificationNumber", filing.Content.Representative)
            .Set("declarant/identificationNumber", filing.Content.Declarant)
            .Set("carrier/identificationNumber", filing.Type == "F26" && !withDocument ? null : filing.Content.Carrier);
        if (withDocument)
        {
            Document(draft, filing.Content.MasterDocument);
        }

        foreach (var receptacle in receptacles)
        {
            draft.Add("assessmentComplete/receptacle", item => item.Set("receptacleIdentificationNumber", receptacle));
        }

        foreach (var house in houses)
        {
            draft.Add("assessmentComplete/transportDocument", item => item.Set("documentNumber", house.Number).Set("type", house.Type));
        }

        foreach (var container in containers)
        {
            draft.Add("assessmentComplete/transportEquipment", item => item.Set("containerIdentificationNumber", container));
        }

        return draft.Build();
    }

    /// <summary>
    /// IE3Q01 (lifecycle 9.16): for containers, or for one house (DEC-46); a postal item is named by its receptacles once these are known.
    /// </summary>
    public EnsMessage DoNotLoad(
        Filing filing,
        string responsible,
        DocumentReference? house,
        IReadOnlyList<string> receptacles,
        ImmutableArray<string> containers,
        DateTimeOffset now
    )
    {
        var content = filing.Content;
        var draft = Document(_composer.Compose("IE3Q01"), content.MasterDocument)
            .Set("documentIssueDate", now)
            .Set("MRN", filing.Mrn)
            .Set("responsibleMemberState/country", responsible)
            .Set("representative/identificationNumber", content.Representative)
            .Set("carrier/identificationNumber", content.Carrier)
            .Set("declarant/identificationNumber", content.Declarant)
            .Set("transportDocumentHouse/documentNumber", house?.Number)
            .Set("transportDocumentHouse/type", house?.Type)
            .Set("doNotLoadDetails/transportDocument/documentNumber", receptacles.Count > 0 ? null : house?.Number)
            .Set("doNotLoadDetails/transportDocument/type", receptacles.Count > 0 ? null : house?.Type);
        foreach (var receptacle in receptacles)
        {
            draft.Add("doNotLoadDetails/receptacle", item => item.Set("receptacleIdentificationNumber", receptacle));
        }

        foreach (var container in containers)
        {
            draft.Add("doNotLoadDetails/transportEquipment", item => item.Set("containerIdentificationNumber", container));
        }

        return draft.Build();
    }

    /// <summary>IE3Q02 and IE3Q03 to the person filing; IE3N04 and IE3N05 to the carrier (lifecycle 9.9 to 9.12).</summary>
    public EnsMessage Referral(string message, Filing filing, string responsible, IReadOnlyList<AskedReferral> requests, DateTimeOffset now)
    {
        var content = filing.Content;
        var toCarrier = message[3] == 'N';
        var draft = _composer
            .Compose(message)
            .Set("documentIssueDate", now)
            .Set("MRN", filing.Mrn)
            .Set("responsibleMemberState/country", responsible);
        if (toCarrier)
        {
            draft.Set("carrier/identificationNumber", content.Carrier);
        }
        else
        {
            draft
                .Set("representative/identificationNumber", content.Representative)
                .Set("declarant/identificationNumber", content.Declarant);
        }

        if (requests[0].Asked.Type == "RFS")
        {
            Document(draft, content.MasterDocument);
        }

        foreach (var request in requests)
        {
            draft.Add("referralRequestDetails", details => Fill(details, request, content.MasterDocument));
        }

        return draft.Build();
    }

    private static void Fill(ClassDraft details, AskedReferral request, DocumentReference? master)
    {
        var asked = request.Asked;
        details
            .Set("referralRequestReference", request.Reference)
            .Set("requestType", asked.Type)
            .Set("transportDocumentHouse/documentNumber", request.House?.Number)
            .Set("transportDocumentHouse/type", request.House?.Type);
        if (asked.Type == "RFS")
        {
            foreach (var method in asked.Methods ?? [])
            {
                details.Add("recommendedHRCMScreeningMethod", item => item.Set("method", method));
            }

            return;
        }

        details
            .Set("transportDocumentMaster/documentNumber", master?.Number)
            .Set("transportDocumentMaster/type", master?.Type)
            .Set("pointer/messageElementPath", asked.Element is { Length: > 0 } path ? WireText.Fit(path, 512) : null);
        foreach (var document in asked.Documents)
        {
            details.Add("supportingDocuments", item => item.Set("referenceNumber", document.Number).Set("type", document.Type));
        }

        details.Add(
            "additionalInformation",
            item =>
                item.Set("code", asked.UsualCode)
                    .Set("text", asked.Text is { Length: > 0 } text ? WireText.Fit(text, 512) : null)
                    .Set("type", asked.UsualInformationType)
        );
    }

    internal static MessageDraft Document(MessageDraft draft, DocumentReference? document) =>
        draft.Set("transportDocument/documentNumber", document?.Number).Set("transportDocument/type", document?.Type);
}
