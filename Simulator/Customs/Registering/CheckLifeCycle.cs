using Ics2.Customs.Model;
using Ics2.Ens.Findings;

namespace Ics2.Customs.Registering;

/// <summary>State, sequence and uniqueness of a filing (lifecycle 4.2 D). Everything here is answered with IE3N01.</summary>
internal sealed class CheckLifeCycle(CustomsOptions options)
{
    private const string House = "/consignmentMasterLevel/consignmentHouseLevel";
    private const string MasterNumber = "/consignmentMasterLevel/transportDocumentMasterLevel/documentNumber";

    public IReadOnlyList<ValidationFinding> Filing(CustomsState state, LodgeFiling lodge, FilingContent content)
    {
        var type = lodge.Action[3..];
        var live = state.Filings.Values.Where(filing => filing.IsAccepted && filing.Key != lodge.Key).ToList();
        var path = "/" + lodge.Action;
        return
        [
            .. type == "F25" ? SupplementOf(state, live, content, path) : [],
            .. options.UniqueDocuments && type != "F25" && !content.IsSplit
                ? UsedAgain(
                    live.FindAll(filing => options.DocumentsTakenFor is not { } time || filing.ReceivedAt > lodge.ReceivedAt - time),
                    type,
                    content,
                    path
                )
                : [],
            .. content.PreviousMrn is { } previous && content.IsSplit && state.ByMrn(previous) is not { IsAccepted: true }
                ?
                [
                    CustomsFindings.Of(
                        "90",
                        "split",
                        path + "/splitConsignment/previousMRN",
                        "No live ENS has this MRN.",
                        previous,
                        "the MRN of the part of the consignment that was filed before"
                    ),
                ]
                : Array.Empty<ValidationFinding>(),
            .. Arrived(state, live, type, content, path),
        ];
    }

    /// <summary>The F23 that an F25 completes.</summary>
    public static Filing? PreLoadingOf(CustomsState state, FilingContent content) =>
        state.Filings.Values.FirstOrDefault(filing =>
            filing is { IsAccepted: true, Type: "F23" }
            && (
                content.PreviousDocument is { } mrn
                    ? filing.Mrn == mrn
                    : filing.Content.Houses.Any(house => house.Document?.Number == content.Houses.FirstOrDefault()?.Document?.Number)
            )
        );

    private static IEnumerable<ValidationFinding> SupplementOf(CustomsState state, List<Filing> live, FilingContent content, string path)
    {
        var house = content.Houses.FirstOrDefault()?.Document?.Number;
        if (PreLoadingOf(state, content) is not { } preLoading)
        {
            yield return content.PreviousDocument is { } mrn
                ? CustomsFindings.Of(
                    "90",
                    "life cycle",
                    path + "/previousDocument/identification",
                    "No live F23 has this MRN.",
                    mrn,
                    "the MRN of an F23"
                )
                : CustomsFindings.Of(
                    "80",
                    "life cycle",
                    path + House + "[1]/transportDocumentHouseLevel/documentNumber",
                    "No live F23 has this house document.",
                    house,
                    "the house document of an F23"
                );
        }
        else if (live.Any(filing => filing.Type == "F25" && filing.Mrn == preLoading.Mrn))
        {
            yield return CustomsFindings.Of(
                "81",
                "life cycle",
                path + House + "[1]/transportDocumentMasterLevel/documentNumber",
                "The F23 has its master number already.",
                content.MasterDocument?.Number,
                "one F25 per F23"
            );
        }
    }

    private static IEnumerable<ValidationFinding> UsedAgain(List<Filing> live, string type, FilingContent content, string path)
    {
        var own = live.Where(filing => filing.Declarant == content.Declarant && filing.Type != "F25").ToList();
        if (content.OwnsMasterDocument && content.MasterDocument is { } master)
        {
            // Pre-loading data and the pre-arrival filing of the same consignment share their documents (DEC-6).
            var same = own.FindAll(filing =>
                filing.Content.OwnsMasterDocument
                && filing.Content.MasterDocument?.Number == master.Number
                && FilingTypes.IsPreLoading(filing.Type) == FilingTypes.IsPreLoading(type)
            );
            return
            [
                .. same.Take(1)
                    .Select(_ =>
                        CustomsFindings.Of(
                            "81",
                            "life cycle",
                            path + MasterNumber,
                            "A live filing of the declarant has this master document.",
                            master.Number,
                            "a document number not used before, or the split indicator"
                        )
                    ),
                .. same.Where(filing => filing.Ens == EnsState.Presented)
                    .Take(1)
                    .Select(_ =>
                        CustomsFindings.Of(
                            "92",
                            "life cycle",
                            path,
                            "The goods of this document have been presented already.",
                            master.Number,
                            "a filing before the arrival (DEC-45)"
                        )
                    ),
            ];
        }

        var taken = own.Where(filing => filing.Type == type).SelectMany(filing => filing.Content.Houses).Select(Key).ToHashSet();
        return content
            .Houses.Select((house, index) => (house, index))
            .Where(pair => IsTaken(pair.house))
            .Select(pair =>
                CustomsFindings.Of(
                    "81",
                    "life cycle",
                    $"{path}{House}[{pair.index + 1}]/transportDocumentHouseLevel/documentNumber",
                    "A live filing of the declarant has this house document.",
                    pair.house.Document?.Number,
                    "a document number not used before"
                )
            );

        bool IsTaken(HouseContent house) => house.Document is not null && taken.Contains(Key(house));

        (string?, string?) Key(HouseContent house) =>
            (house.Document?.Number, type is "F23" or "F24" or "F32" or "F43" ? null : house.MasterDocument?.Number);
    }

    // The journey as the filing tells it, or that of the ENS a house belongs to (DEC-45). More of a split shipment may come.
    private IEnumerable<ValidationFinding> Arrived(CustomsState state, List<Filing> live, string type, FilingContent content, string path)
    {
        if (
            state.Filings.Values.Any(filing =>
                filing.IsArrival && filing.IsLive && filing.Content.IsSameJourney(content, options.ArrivalTolerance)
            )
        )
        {
            yield return Late(path + "/activeBorderTransportMeans", content.Vessel);
        }

        for (var i = 0; i < content.Houses.Length && !FilingTypes.CarriesEns(type) && !FilingTypes.IsPreLoading(type); i++)
        {
            var house = content.Houses[i];
            if (
                house.MasterDocument is { } master
                && live.Exists(filing =>
                    filing is { Ens: EnsState.Arrived, PartlyArrived: false } or { Ens: EnsState.Presented }
                    && filing.Content.MasterDocument?.Number == master.Number
                    && (house.Carrier == filing.Declarant || house.Carrier == filing.Content.Carrier)
                )
            )
            {
                yield return Late($"{path}{House}[{i + 1}]/transportDocumentMasterLevel/documentNumber", master.Number);
            }
        }
    }

    private static ValidationFinding Late(string path, string? found) =>
        CustomsFindings.Of("92", "life cycle", path, "The goods have arrived already.", found, "a filing before the arrival (DEC-45)");
}
