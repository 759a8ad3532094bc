using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Customs.Registering;

/// <summary>Each transport document is used once by a declarant (code 81, DEC-19), for as long as F-9 of field.md says.</summary>
internal sealed class CheckDocuments(CustomsOptions options, CustomsChecks checks)
{
    private const string House = "/consignmentMasterLevel/consignmentHouseLevel";
    private const string MasterNumber = "/consignmentMasterLevel/transportDocumentMasterLevel/documentNumber";

    /// <summary>What the declarant has used already.</summary>
    /// <param name="live">The accepted filings that bear on this one.</param>
    /// <param name="lodge">The filing.</param>
    /// <param name="content">What it says.</param>
    public IEnumerable<ValidationFinding> UsedBefore(IEnumerable<Filing> live, LodgeFiling lodge, FilingContent content)
    {
        var type = lodge.Action[3..];
        if (!options.UniqueDocuments || type == "F25" || content.IsSplit)
        {
            return [];
        }

        var since = TakenSince(type, content, lodge.ReceivedAt);
        var own = live.Where(filing => filing.Declarant == content.Declarant && filing.Type != "F25" && filing.ReceivedAt > since).ToList();
        return content is { OwnsMasterDocument: true, MasterDocument: { } master }
            ? Master(own, type, master, "/" + lodge.Action)
            : Houses(own, type, content, "/" + lodge.Action);
    }

    // A filing that names a document of another, and a house that F-9 does not list, is held against what lives.
    private DateTimeOffset TakenSince(string type, FilingContent content, DateTimeOffset now) =>
        options.DocumentsTakenFor is { } time ? now - time
        : content.OwnsMasterDocument || type is "F43" ? now.AddYears(-1)
        : IsByUcr(type) ? now.AddMonths(-3)
        : DateTimeOffset.MinValue;

    // Pre-loading data and the pre-arrival filing of the same consignment share their documents (DEC-6).
    private IEnumerable<ValidationFinding> Master(List<Filing> own, string type, DocumentReference master, string path)
    {
        var same = own.FindAll(filing =>
            filing.Content.OwnsMasterDocument
            && filing.Content.MasterDocument?.Number == master.Number
            && FilingTypes.IsPreLoading(filing.Type) == FilingTypes.IsPreLoading(type)
        );
        if (same.Count == 0)
        {
            yield break;
        }

        yield return checks.Of(
            "UDC01",
            Breach.Repeated,
            path + MasterNumber,
            $"The declarant has used this master document for another filing, MRN {same[0].Mrn}.",
            master.Number,
            "a document number not used before, or the split indicator"
        );
        if (same.Exists(filing => filing.Ens == EnsState.Presented))
        {
            yield return checks.Of(
                "LIF04",
                Breach.Value,
                path,
                "The goods of this document have been presented already.",
                master.Number,
                "a filing before the arrival (DEC-45)"
            );
        }
    }

    private IEnumerable<ValidationFinding> Houses(List<Filing> own, string type, FilingContent content, string path)
    {
        var taken = own.Where(filing => filing.Type == type).SelectMany(filing => filing.Content.Houses).Select(Key).ToHashSet();
        return content
            .Houses.Select((house, index) => (house, index))
            .Where(pair => pair.house.Document is not null && taken.Contains(Key(pair.house)))
            .Select(pair =>
                checks.Of(
                    "UDC02",
                    Breach.Repeated,
                    $"{path}{House}[{pair.index + 1}]/transportDocumentHouseLevel/documentNumber",
                    "The declarant has used this house document for another filing.",
                    pair.house.Document?.Number,
                    "a document number not used before"
                )
            );

        (string?, string?) Key(HouseContent house) =>
            (
                house.Document?.Number,
                IsByUcr(type) ? house.Ucr
                : type is "F23" or "F24" or "F43" ? null
                : house.MasterDocument?.Number
            );
    }

    private static bool IsByUcr(string type) => type is "F30" or "F32" or "F34";
}
