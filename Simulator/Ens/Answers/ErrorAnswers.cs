namespace Ics2.Ens.Answers;

/// <content>IE3N99, IE3N01 and IE3N07: what was refused, and every reason.</content>
public sealed partial class AnswerComposer
{
    private const int MostErrors = 99_999;

    /// <summary>IE3N99: the trader interface refuses a message, or its data quality is too low (lifecycle 9.5). Every finding becomes an error.</summary>
    /// <param name="refused">The message; null when it could not be read.</param>
    /// <param name="findings">Why, at least one.</param>
    /// <param name="at">When.</param>
    public EnsMessage Refused(EnsMessage? refused, IEnumerable<ValidationFinding> findings, DateTimeOffset at)
    {
        var facts = refused is null ? null : FilingFacts.Of(refused);
        var draft = facts is null ? _composer.Compose("IE3N99") : About("IE3N99", facts);
        if (facts is not null)
        {
            Copy(draft, "functionalReference", Reference(refused!, facts));
        }

        foreach (var finding in findings.Take(MostErrors))
        {
            draft.Add("error", error => error
                .Set("technicalErrorMessage", Cut(Technical(finding), 1024))
                .Set("description", Cut(finding.Text, 512))
                .Set("validationCode", finding.Code)
                .Set("pointer/messageElementPath", Cut(finding.Path, 512)));
        }

        return draft.Set("notificationDate", at).Build();
    }

    /// <summary>IE3N01: the life cycle refuses a filing, an amendment or an invalidation (lifecycle 9.5).</summary>
    /// <param name="refused">The message.</param>
    /// <param name="findings">Why, at least one.</param>
    /// <param name="at">When.</param>
    public EnsMessage RefusedByLifeCycle(EnsMessage refused, IEnumerable<ValidationFinding> findings, DateTimeOffset at)
    {
        var facts = FilingFacts.Of(refused);
        var draft = About("IE3N01", facts).Set("notificationDate", at);
        Copy(draft, "LRN", facts.Lrn);
        Copy(draft, "MRN", facts.Mrn);
        AddErrors(draft, findings, "/" + refused.Id);
        return draft.Build();
    }

    /// <summary>IE3N07: house consignments are in a wrong state for arrival (lifecycle 9.13).</summary>
    /// <param name="filing">The facts of the filing; its copy for the person filing names declarant and representative.</param>
    /// <param name="mrn">The MRN of the ENS.</param>
    /// <param name="houses">The house documents concerned.</param>
    /// <param name="findings">What is wrong, code 71 or 72, at least one.</param>
    /// <param name="recipient">Whose copy this is.</param>
    /// <param name="at">When.</param>
    public EnsMessage WrongState(FilingFacts filing, Mrn mrn, IReadOnlyList<DocumentReference> houses, IEnumerable<ValidationFinding> findings, ArrivalRecipient recipient, DateTimeOffset at)
    {
        // A filing without master document shows its first house there (DEC-32).
        var draft = About("IE3N07", recipient.Narrow(filing) with { MasterDocument = filing.MasterDocument ?? (houses.Count > 0 ? houses[0] : null) })
            .Set("MRN", mrn.Value)
            .Set("notificationDate", at)
            .Set("notifyParty/identificationNumber", recipient.NotifyParty?.Value);
        foreach (var house in houses)
        {
            draft.Add("transportDocumentHouse", document => document.Set("documentNumber", house.Number).Set("type", house.Type));
        }

        AddErrors(draft, findings, "/IE3N06");
        return draft.Build();
    }

    private static void AddErrors(MessageDraft draft, IEnumerable<ValidationFinding> findings, string root)
    {
        foreach (var finding in findings.Take(MostErrors))
        {
            draft.Add("error", error => error
                .Set("description", Cut(finding.Text, 512))
                .Set("validationCode", finding.Code)
                .Set("pointer/messageElementPath", Cut(finding.Path ?? root, 512)));
        }
    }

    /// <summary>What the trader knows the message by (lifecycle 9.5): its LRN, the MRN it is about, or the reference of a consultation.</summary>
    private static string? Reference(EnsMessage refused, FilingFacts facts) =>
        refused.Definition.IsFiling || refused.Id is "IE3N06" ? facts.Lrn : refused.Id is "IE3Q05" ? facts.FunctionalReference : facts.Mrn;

    private static string Technical(ValidationFinding finding)
    {
        var where = finding.Line is { } line ? $", line {line}, column {finding.Column}" : "";
        var expected = finding.Expected is { } text ? $"; expected: {text}" : "";
        var found = finding.Found is { } value ? $"; found: {value}" : "";
        return finding.Rule + where + expected + found;
    }

    private static string? Cut(string? text, int length) => text is not null && text.Length > length ? text[..length] : text;
}

/// <summary>Whose copy of a message about an arrival it is; the copies name different parties (lifecycle 9.13, 9.14).</summary>
/// <param name="PersonNotifying">The person who notified the arrival, in their own copy.</param>
/// <param name="NotifyParty">The notify party, in its own copy.</param>
public sealed record ArrivalRecipient(Eori? PersonNotifying, Eori? NotifyParty)
{
    /// <summary>The copy for the person who filed the ENS.</summary>
    public static ArrivalRecipient PersonFiling { get; } = new(null, null);

    internal FilingFacts Narrow(FilingFacts filing) => this == PersonFiling
        ? filing
        : filing with { Declarant = null, Representative = null, PersonNotifying = PersonNotifying?.Value };
}
