namespace Ics2.Ens.Answers;

/// <content>IE3N03, IE3Q01, IE3Q02 with IE3N04, IE3Q03 with IE3N05: what risk analysis leads to.</content>
public sealed partial class AnswerComposer
{
    /// <summary>IE3N03: risk analysis is complete (lifecycle 9.6).</summary>
    /// <param name="filing">The facts of the recipient's filing, narrowed as annex 3 says (carrier and master document may be left out).</param>
    /// <param name="mrn">Its MRN.</param>
    /// <param name="assessed">What is listed as assessed; null lists nothing.</param>
    /// <param name="at">When.</param>
    public EnsMessage AssessmentComplete(FilingFacts filing, Mrn mrn, GoodsReferences? assessed, DateTimeOffset at)
    {
        var draft = About("IE3N03", filing).Set("MRN", mrn.Value).Set("completionDate", at);
        if (assessed is not null)
        {
            Add(draft, "assessmentComplete", assessed);
        }

        return draft.Build();
    }

    /// <summary>IE3Q01: the goods must not be loaded (lifecycle 9.16). A house document stands in the root too (DEC-46).</summary>
    /// <param name="filing">The facts of the filing.</param>
    /// <param name="mrn">Its MRN.</param>
    /// <param name="goods">What must not be loaded: at least one receptacle, one house document or one container (R3025).</param>
    /// <param name="at">When.</param>
    public EnsMessage DoNotLoad(FilingFacts filing, Mrn mrn, GoodsReferences goods, DateTimeOffset at)
    {
        var draft = About("IE3Q01", filing).Set("MRN", mrn.Value).Set("documentIssueDate", at);
        Copy(draft, "transportDocumentHouse", goods.HouseDocuments.Count > 0 ? goods.HouseDocuments[0] : null);
        Add(draft, "doNotLoadDetails", goods);
        return draft.Build();
    }

    /// <summary>IE3Q02 to the filer: information or an amendment is asked for (lifecycle 9.10).</summary>
    public EnsMessage AskForInformation(FilingFacts filing, Mrn mrn, IEnumerable<Referral> referrals, DateTimeOffset at) =>
        Refer("IE3Q02", filing, mrn, referrals, at);

    /// <summary>IE3N04: the carrier's copy of IE3Q02, with the same referrals (lifecycle 9.9).</summary>
    public EnsMessage TellCarrierOfQuestion(FilingFacts filing, Mrn mrn, IEnumerable<Referral> referrals, DateTimeOffset at) =>
        Refer("IE3N04", filing, mrn, referrals, at);

    /// <summary>IE3Q03 to the filer: screening is asked for (lifecycle 9.12).</summary>
    public EnsMessage AskForScreening(FilingFacts filing, Mrn mrn, IEnumerable<Referral> referrals, DateTimeOffset at) =>
        Refer("IE3Q03", filing, mrn, referrals, at);

    /// <summary>IE3N05: the carrier's copy of IE3Q03, with the same referrals (lifecycle 9.11).</summary>
    public EnsMessage TellCarrierOfScreening(FilingFacts filing, Mrn mrn, IEnumerable<Referral> referrals, DateTimeOffset at) =>
        Refer("IE3N05", filing, mrn, referrals, at);

    private EnsMessage Refer(string messageId, FilingFacts filing, Mrn mrn, IEnumerable<Referral> referrals, DateTimeOffset at)
    {
        var isScreening = messageId is "IE3Q03" or "IE3N05";
        var draft = About(messageId, filing).Set("MRN", mrn.Value).Set("documentIssueDate", at);
        foreach (var referral in referrals)
        {
            draft.Add("referralRequestDetails", details =>
            {
                details.Set("referralRequestReference", referral.Reference).Set("requestType", referral.RequestType);
                details.Set("transportDocumentHouse/documentNumber", referral.House?.Number).Set("transportDocumentHouse/type", referral.House?.Type);
                if (isScreening)
                {
                    foreach (var method in referral.ScreeningMethods)
                    {
                        details.Add("recommendedHRCMScreeningMethod", recommended => recommended.Set("method", method));
                    }

                    return;
                }

                details.Set("transportDocumentMaster/documentNumber", referral.Master?.Number).Set("transportDocumentMaster/type", referral.Master?.Type);
                details.Set("pointer/messageElementPath", referral.ElementPath);
                if (referral.Text is { } text)
                {
                    details.Add("additionalInformation", information => information.Set("text", text));
                }
            });
        }

        return draft.Build();
    }

    private static void Add(MessageDraft draft, string path, GoodsReferences goods) => draft.Add(path, details =>
    {
        foreach (var receptacle in goods.Receptacles)
        {
            details.Add("receptacle", element => element.Set("receptacleIdentificationNumber", receptacle));
        }

        foreach (var document in goods.HouseDocuments)
        {
            details.Add("transportDocument", element => element.Set("documentNumber", document.Number).Set("type", document.Type));
        }

        foreach (var container in goods.Containers)
        {
            details.Add("transportEquipment", element => element.Set("containerIdentificationNumber", container));
        }
    });
}

/// <summary>Goods by receptacle, house document or container.</summary>
public sealed record GoodsReferences
{
    /// <summary>Receptacle numbers.</summary>
    public IReadOnlyList<string> Receptacles { get; init; } = [];

    /// <summary>House documents.</summary>
    public IReadOnlyList<DocumentReference> HouseDocuments { get; init; } = [];

    /// <summary>Container numbers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];
}

/// <summary>One question of customs.</summary>
/// <param name="Reference">Unique in the whole simulator, up to 17 characters.</param>
/// <param name="RequestType">RFI, AMD or RFS (CL735).</param>
public sealed record Referral(string Reference, string RequestType)
{
    /// <summary>The house document it is about; a screening must name one.</summary>
    public DocumentReference? House { get; init; }

    /// <summary>The master document it is about.</summary>
    public DocumentReference? Master { get; init; }

    /// <summary>The question in words, up to 512 characters.</summary>
    public string? Text { get; init; }

    /// <summary>The element to improve (AMD).</summary>
    public string? ElementPath { get; init; }

    /// <summary>Recommended screening methods (RFS, CL724), up to 9.</summary>
    public IReadOnlyList<string> ScreeningMethods { get; init; } = [];
}
