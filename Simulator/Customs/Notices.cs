using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>Composes what customs sends (lifecycle 9).</summary>
internal sealed class Notices(SpecPack pack)
{
    private const int DescriptionLength = 512;
    private const int TechnicalLength = 1024;
    private const int PathLength = 512;

    private readonly MessageComposer composer = new(pack);

    /// <summary>IE3R01 (lifecycle 9.1).</summary>
    public EnsMessage Registration(string type, string mrn, FilingFields fields, DateTimeOffset now) => composer.Compose("IE3R01")
        .Set("LRN", fields.Lrn)
        .Set("MRN", mrn)
        .Set("registrationDate", now)
        .Set("SpecificCircumstanceIndicator", type)
        .Set("addressedMemberState/country", fields.MemberState)
        .Set("representative/identificationNumber", fields.Representative)
        .Set("transportDocument/documentNumber", fields.MasterDocument)
        .Set("transportDocument/type", fields.MasterDocumentType)
        .Set("carrier/identificationNumber", fields.Carrier)
        .Set("declarant/identificationNumber", fields.Declarant)
        .Set("customsOfficeOfFirstEntry/referenceNumber", fields.Office)
        .Build();

    /// <summary>IE3N99 with every finding (lifecycle 9.5). What was wrong in the filing is left out, so that the answer itself is valid.</summary>
    public EnsMessage Refusal(FilingFields fields, IReadOnlyList<ValidationFinding> findings, DateTimeOffset now)
    {
        var draft = composer.Compose("IE3N99").Set("notificationDate", now);
        Copy("functionalReference", fields.Lrn);
        Copy("addressedMemberState/country", fields.MemberState);
        Copy("representative/identificationNumber", fields.Representative);
        Copy("declarant/identificationNumber", fields.Declarant);
        Copy("customsOfficeOfFirstEntry/referenceNumber", fields.Office);
        if (Fits("transportDocument/documentNumber", fields.MasterDocument) && Fits("transportDocument/type", fields.MasterDocumentType))
        {
            Copy("transportDocument/documentNumber", fields.MasterDocument);
            Copy("transportDocument/type", fields.MasterDocumentType);
        }

        foreach (var finding in findings)
        {
            draft.Add("error", error => Fill(error, finding));
        }

        return draft.Build();

        void Copy(string path, string? value) => draft.Set(path, Fits(path, value) ? value : null);
    }

    private bool Fits(string path, string? value)
    {
        var row = pack.Message("IE3N99").Root.Find(path)!;
        return value is not null && row.Format!.Check(value) == FormatFaults.None && row.Codes?.Allows(value) != false;
    }

    private static void Fill(ClassDraft error, ValidationFinding finding)
    {
        var found = finding.Found is null ? "" : $" Found: {finding.Found}.";
        var expected = finding.Expected is null ? "" : $" Expected: {finding.Expected}.";
        error.Set("technicalErrorMessage", WireText.Fit(finding.Rule, TechnicalLength))
            .Set("description", WireText.Fit(finding.Text + expected + found, DescriptionLength))
            .Set("validationCode", finding.Code)
            .Set("pointer/messageElementPath", finding.Path is { Length: <= PathLength } path ? path : null);
    }
}
