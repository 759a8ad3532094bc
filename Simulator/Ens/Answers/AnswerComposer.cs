namespace Ics2.Ens.Answers;

/// <summary>
/// Composes what customs sends, from the facts of the message it is about and of what happened (lifecycle 9). What is copied from a refused
/// message is copied only when it is well formed, so an answer is always valid.
/// </summary>
public sealed partial class AnswerComposer(SpecPack pack)
{
    private readonly MessageComposer _composer = new(pack);

    /// <summary>IE3R01: a filing was accepted and has an MRN (lifecycle 9.1).</summary>
    public EnsMessage Registered(FilingFacts filing, Mrn mrn, DateTimeOffset at) =>
        About("IE3R01", filing).Set("LRN", filing.Lrn).Set("MRN", mrn.Value).Set("registrationDate", at)
            .Set("SpecificCircumstanceIndicator", filing.SpecificCircumstance).Build();

    /// <summary>IE3R04: an arrival was registered (lifecycle 9.2); one message per recipient (DEC-40).</summary>
    /// <param name="arrival">The facts of IE3N06.</param>
    /// <param name="mrn">The MRN of the arrival, letter Z.</param>
    /// <param name="at">When.</param>
    /// <param name="notifyParty">The addressee when it is a notify party; null for the person who notified.</param>
    public EnsMessage ArrivalRegistered(FilingFacts arrival, Mrn mrn, DateTimeOffset at, Eori? notifyParty = null) =>
        About("IE3R04", arrival).Set("LRN", arrival.Lrn).Set("MRN", mrn.Value).Set("registrationDate", at)
            .Set("notifyParty/identificationNumber", notifyParty?.Value).Build();

    /// <summary>IE3R07: a filing was invalidated as asked (lifecycle 9.3).</summary>
    /// <param name="request">The facts of IE3Q04.</param>
    /// <param name="at">When.</param>
    public EnsMessage Invalidated(FilingFacts request, DateTimeOffset at) =>
        About("IE3R07", request).Set("MRN", request.Mrn).Set("completionDate", at).Build();

    /// <summary>IE3N10: a filing was amended (lifecycle 9.17).</summary>
    /// <param name="amendment">The facts of the new version.</param>
    /// <param name="at">When.</param>
    public EnsMessage Amended(FilingFacts amendment, DateTimeOffset at) =>
        About("IE3N10", amendment).Set("MRN", amendment.Mrn).Set("completionDate", at).Build();

    /// <summary>IE3R08: the results of a consultation (lifecycle 9.4).</summary>
    /// <param name="functionalReference">The reference of IE3Q05.</param>
    /// <param name="entities">At least one entity: type (CL721), identification, state (CL744).</param>
    public EnsMessage Consulted(string functionalReference, IEnumerable<(string Type, string Identification, string State)> entities)
    {
        var draft = _composer.Compose("IE3R08").Set("functionalReference", functionalReference);
        foreach (var (type, identification, state) in entities)
        {
            draft.Add("ENSEntity", entity => entity.Set("type", type).Set("identification", identification).Set("state", state));
        }

        return draft.Build();
    }

    /// <summary>IE3N02: parties named in this filing have not filed (lifecycle 9.7).</summary>
    /// <param name="filing">The facts of the recipient's filing.</param>
    /// <param name="mrn">Its MRN.</param>
    /// <param name="master">The facts of the master filing.</param>
    /// <param name="silent">The EORIs of the parties that are still silent, at least one.</param>
    /// <param name="at">When.</param>
    public EnsMessage NotComplete(FilingFacts filing, Mrn mrn, FilingFacts master, IEnumerable<string> silent, DateTimeOffset at)
    {
        var draft = About("IE3N02", filing with { OfficeOfFirstEntry = master.OfficeOfFirstEntry, MasterDocument = master.MasterDocument ?? filing.MasterDocument })
            .Set("MRN", mrn.Value).Set("notificationDate", at);
        foreach (var eori in silent)
        {
            draft.Add("supplementaryDeclarant", party => party.Set("identificationNumber", eori));
        }

        return draft.Build();
    }

    /// <summary>IE3N11: the addressee was named and has not filed (lifecycle 9.8).</summary>
    public EnsMessage Pending(FilingFacts master, string addressee, DateTimeOffset at) =>
        About("IE3N11", master).Set("notificationDate", at).Set("supplementaryDeclarant/identificationNumber", addressee).Build();

    /// <summary>A draft with whatever the message's table takes of the common sources of lifecycle 9.0.</summary>
    private MessageDraft About(string messageId, FilingFacts facts)
    {
        var draft = _composer.Compose(messageId);
        Copy(draft, "addressedMemberState/country", facts.AddressedMemberState);
        Copy(draft, "responsibleMemberState/country", facts.ResponsibleMemberState);
        Copy(draft, "representative/identificationNumber", facts.Representative);
        Copy(draft, "carrier/identificationNumber", facts.Carrier);
        Copy(draft, "declarant/identificationNumber", facts.Declarant);
        Copy(draft, "personNotifyingTheArrival/identificationNumber", facts.PersonNotifying);
        Copy(draft, "customsOfficeOfFirstEntry/referenceNumber", facts.OfficeOfFirstEntry);
        Copy(draft, "transportDocument", facts.MasterDocument);
        return draft;
    }

    private static void Copy(MessageDraft draft, string path, DocumentReference? document)
    {
        if (document is not null && draft.CanHold(path + "/documentNumber", document.Number) && draft.CanHold(path + "/type", document.Type))
        {
            draft.Set(path + "/documentNumber", document.Number).Set(path + "/type", document.Type);
        }
    }

    private static void Copy(MessageDraft draft, string path, string? value)
    {
        if (value is not null && draft.CanHold(path, value))
        {
            draft.Set(path, value);
        }
    }
}
