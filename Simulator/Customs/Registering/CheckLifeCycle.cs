using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Customs.Registering;

/// <summary>State, sequence and uniqueness of a filing (lifecycle 4.2 D). Everything here is answered with IE3N01.</summary>
internal sealed class CheckLifeCycle(CustomsOptions options, CustomsChecks checks)
{
    private const string House = "/consignmentMasterLevel/consignmentHouseLevel";

    private readonly CheckDocuments _documents = new(options, checks);

    public IReadOnlyList<ValidationFinding> Filing(CustomsState state, LodgeFiling lodge, FilingContent content)
    {
        var type = lodge.Action[3..];
        var live = state.Filings.Values.Where(filing => filing.IsAccepted && filing.Key != lodge.Key).ToList();
        var path = "/" + lodge.Action;
        return
        [
            .. type == "F25" ? SupplementOf(state, live, content, path) : [],
            .. _documents.UsedBefore(live, lodge, content),
            .. content.PreviousMrn is { } previous && content.IsSplit && state.ByMrn(previous) is not { IsAccepted: true }
                ?
                [
                    checks.Of(
                        "LIF01",
                        Breach.Value,
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

    private IEnumerable<ValidationFinding> SupplementOf(CustomsState state, List<Filing> live, FilingContent content, string path)
    {
        var house = content.Houses.FirstOrDefault()?.Document?.Number;
        if (PreLoadingOf(state, content) is not { } preLoading)
        {
            yield return content.PreviousDocument is { } mrn
                ? checks.Of(
                    "LIF02",
                    Breach.Value,
                    path + "/previousDocument/identification",
                    "No live F23 has this MRN.",
                    mrn,
                    "the MRN of an F23"
                )
                : checks.Of(
                    "LIF03",
                    Breach.Value,
                    path + House + "[1]/transportDocumentHouseLevel/documentNumber",
                    "No live F23 has this house document.",
                    house,
                    "the house document of an F23"
                );
        }
        else if (live.Any(filing => filing.Type == "F25" && filing.Mrn == preLoading.Mrn))
        {
            yield return checks.Of(
                "UDC03",
                Breach.Repeated,
                path + House + "[1]/transportDocumentMasterLevel/documentNumber",
                "The F23 has its master number already.",
                content.MasterDocument?.Number,
                "one F25 per F23"
            );
        }
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

    private ValidationFinding Late(string path, string? found) =>
        checks.Of("LIF04", Breach.Value, path, "The goods have arrived already.", found, "a filing before the arrival (DEC-45)");
}
