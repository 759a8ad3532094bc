using System.Globalization;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;

namespace Ics2.Customs.Notices;

/// <summary>Composes what customs answers (lifecycle 9.1 to 9.5, 9.17).</summary>
internal sealed class FilingNotices(SpecPack pack)
{
    private const int MaxErrors = 99_999;
    private const int DescriptionLength = 512;
    private const int TechnicalLength = 1024;
    private const int PathLength = 512;

    private readonly MessageComposer _composer = new(pack);

    /// <summary>IE3R01 (lifecycle 9.1).</summary>
    public EnsMessage Registration(Filing filing)
    {
        var content = filing.Content;
        return Header(_composer.Compose("IE3R01"), content)
            .Set("LRN", content.Lrn)
            .Set("MRN", filing.Mrn)
            .Set("registrationDate", filing.RegisteredAt!.Value)
            .Set("SpecificCircumstanceIndicator", filing.Type)
            .Set("carrier/identificationNumber", content.Carrier)
            .Build();
    }

    /// <summary>IE3N10 (lifecycle 9.17).</summary>
    public EnsMessage AmendmentDone(Filing filing, DateTimeOffset now) =>
        Header(_composer.Compose("IE3N10"), filing.Content).Set("MRN", filing.Mrn).Set("completionDate", now).Build();

    /// <summary>IE3R07 (lifecycle 9.3).</summary>
    public EnsMessage InvalidationDone(Filing filing, DateTimeOffset now) =>
        Header(_composer.Compose("IE3R07"), filing.Content).Set("MRN", filing.Mrn).Set("completionDate", now).Build();

    /// <summary>IE3R04 (lifecycle 9.2).</summary>
    public EnsMessage ArrivalRegistration(Filing arrival, string? notifyParty) =>
        _composer
            .Compose("IE3R04")
            .Set("LRN", arrival.Lrn)
            .Set("MRN", arrival.Mrn)
            .Set("registrationDate", arrival.RegisteredAt!.Value)
            .Set("notifyParty/identificationNumber", notifyParty)
            .Set("personNotifyingTheArrival/identificationNumber", arrival.Declarant)
            .Set("customsOfficeOfFirstEntry/referenceNumber", arrival.Content.Office)
            .Build();

    /// <summary>IE3R08 (lifecycle 9.4).</summary>
    public EnsMessage Consultation(string? reference, IEnumerable<(string Type, string Identification, int State)> entities)
    {
        var draft = _composer.Compose("IE3R08").Set("functionalReference", reference);
        foreach (var (type, identification, state) in entities)
        {
            draft.Add(
                "ENSEntity",
                entity =>
                    entity
                        .Set("type", type)
                        .Set("identification", identification)
                        .Set("state", state.ToString("00", CultureInfo.InvariantCulture))
            );
        }

        return draft.Build();
    }

    /// <summary>IE3N01 (lifecycle 9.5).</summary>
    public EnsMessage LifeCycleError(EnsMessage refused, IReadOnlyList<ValidationFinding> findings, DateTimeOffset now)
    {
        var content = FilingContent.Read(refused);
        var draft = Header(_composer.Compose("IE3N01"), content with { MasterDocument = MasterDocument(refused, content) })
            .Set("notificationDate", now)
            .Set("LRN", refused.Lrn)
            .Set("MRN", refused.Lrn is null ? refused.Mrn : null);
        foreach (var finding in findings.Take(MaxErrors))
        {
            draft.Add("error", error => Fill(error, finding, filingAction: null));
        }

        return draft.Build();
    }

    /// <summary>
    /// IE3N99 with every finding (lifecycle 9.5). What was wrong in the filing is left out, so that the answer itself is valid.
    /// </summary>
    public EnsMessage Refusal(string action, EnsMessage? refused, IReadOnlyList<ValidationFinding> findings, DateTimeOffset now)
    {
        var content = FilingContent.Read(refused);
        var filingAction = FilingAction(action);
        var draft = _composer.Compose("IE3N99").Set("notificationDate", now);
        Copy("functionalReference", refused?.Text("functionalReference") ?? content.Lrn ?? refused?.Mrn);
        Copy("addressedMemberState/country", content.MemberState);
        Copy("representative/identificationNumber", content.Representative);
        Copy("declarant/identificationNumber", content.Declarant);
        Copy(
            "customsOfficeOfFirstEntry/referenceNumber",
            content.Office ?? refused?.Text("actualCustomsOfficeOfFirstEntry/referenceNumber")
        );
        var document = MasterDocument(refused, content);
        if (Fits("transportDocument/documentNumber", document?.Number) && Fits("transportDocument/type", document?.Type))
        {
            Copy("transportDocument/documentNumber", document!.Number);
            Copy("transportDocument/type", document.Type);
        }

        foreach (var finding in findings.Take(MaxErrors))
        {
            draft.Add("error", error => Fill(error, finding, filingAction));
        }

        return draft.Build();

        void Copy(string path, string? value) => draft.Set(path, Fits(path, value) ? value : null);

        bool Fits(string path, string? value) => value is not null && draft.CanHold(path, value);
    }

    /// <summary>Who, where, and under which document; what the message's table lacks is left out.</summary>
    internal static MessageDraft Header(MessageDraft draft, FilingContent content) =>
        draft
            .Set("addressedMemberState/country", content.MemberState)
            .Set("representative/identificationNumber", content.Representative)
            .Set("transportDocument/documentNumber", content.MasterDocument?.Number)
            .Set("transportDocument/type", content.MasterDocument?.Type)
            .Set("declarant/identificationNumber", content.Declarant)
            .Set("customsOfficeOfFirstEntry/referenceNumber", content.Office);

    private static DocumentReference? MasterDocument(EnsMessage? refused, FilingContent content) =>
        content.MasterDocument ?? DocumentReference.Read(refused?.Find("transportDocument"));

    // F-10 of field.md: what is done with the filing in front, the id of the check at the end. Only REGISTER and INVALIDATE were seen.
    private static string FilingAction(string action) =>
        action switch
        {
            "IE3Q04" => "INVALIDATE",
            ['I', 'E', '3', 'A', ..] => "AMEND",
            "IE3R02" or "IE3R03" => "RESPOND",
            "IE3Q05" => "CONSULT",
            _ => "REGISTER",
        };

    private static string Technical(ValidationFinding finding, string filingAction)
    {
        var where = finding.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" line {line}, column {finding.Column}") : "";
        var parser = finding.Path is null ? " " + finding.Text : "";
        var (prefix, id) = ($"[filingAction={filingAction}]", " " + finding.Rule);
        return WireText.Fit(prefix + where + parser, TechnicalLength - id.Length) + id;
    }

    private static void Fill(ClassDraft error, ValidationFinding finding, string? filingAction)
    {
        var found = finding.Found is null ? "" : $" Found: {finding.Found}.";
        var expected = finding.Expected is null ? "" : $" Expected: {finding.Expected}.";
        if (filingAction is not null)
        {
            error.Set("technicalErrorMessage", Technical(finding, filingAction));
        }

        error
            .Set("description", WireText.Fit(finding.Text + expected + found, DescriptionLength))
            .Set("validationCode", finding.Code)
            .Set("pointer/messageElementPath", finding.Path is { Length: <= PathLength } path ? path : null);
    }
}
