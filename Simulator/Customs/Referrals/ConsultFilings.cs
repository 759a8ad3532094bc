using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Referrals;

/// <summary>
/// Consultation, IE3Q05 and IE3R08 (lifecycle 7.3). It shows what the sender exchanged with customs (F-15 of field.md, ICD 3.1.9); the rest is as
/// if it were not there (DEC-18, DEC-29).
/// </summary>
internal sealed class ConsultFilings(FilingNotices notices, CustomsChecks checks) : IRequestHandler
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public IReadOnlyList<string> Actions { get; } = ["IE3Q05"];

    /// <summary>A requester uses a reference once (R3003, lifecycle 4.2 B).</summary>
    public IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request)
    {
        var document = request.Document!;
        var (requester, reference) = (document.Text("requester/identificationNumber"), document.Text("functionalReference"));
        return state.Filings.Values.Any(known =>
            known.Type == FilingTypes.Consultation && known.Key != request.Key && known.Declarant == requester && known.Lrn == reference
        )
            ?
            [
                checks.Of(
                    "CNS01",
                    Breach.Repeated,
                    "/IE3Q05/functionalReference",
                    $"{requester} has used this reference for another consultation.",
                    reference,
                    "a new reference"
                ),
            ]
            : [];
    }

    /// <summary>Answers, or says that nothing is known; either way nothing changes.</summary>
    public bool Handle(DecisionBuilder decision, TakeRequest request)
    {
        var (document, state) = (request.Document!, decision.State);
        var (sender, requester) = (request.Key.Eori, document.Text("requester/identificationNumber")!);
        if (requester != sender)
        {
            Refuse(decision, request, "requester/identificationNumber", "The requester is not who sends the consultation.", sender);
            return false;
        }

        var (filings, entities) = Find(state, document, sender);
        if (entities.Count == 0)
        {
            var path =
                document.Mrn is not null ? "MRN"
                : document.Find("transportDocument") is not null ? "transportDocument/documentNumber"
                : "transportDocumentHouse/documentNumber";
            Refuse(decision, request, path, "Nothing that the sender exchanged with customs has this key.", expected: null);
            return false;
        }

        var reference = document.Text("functionalReference")!;
        decision.Happens(new ConsultationAnswered(request.Key, decision.Now, requester, reference));
        var house = document.Text("transportDocumentHouse/documentNumber");
        var answer = notices.Consultation(reference, entities.Distinct());
        ImmutableArray<string> stored =
            document.Text("dataRequest") == "1"
                ?
                [
                    .. from filing in filings
                    from kept in filing.Notifications
                    where kept.Recipient == sender && kept.At >= decision.Now - Kept
                    where
                        house is null
                        || kept.Houses.Contains(house, StringComparer.Ordinal)
                        || (kept.Houses.Length == 0 && filing.Houses.Length == 1) // those of that house only
                    select kept.Xml,
                ]
                : [];
        decision.Send(request.Key.Party, request.Key.MessageId, answer, about: null, stored);
        return false;
    }

    private void Refuse(DecisionBuilder decision, TakeRequest request, string path, string text, string? expected)
    {
        var finding = checks.Of("CNS02", Breach.Value, "/IE3Q05/" + path, text, request.Document!.Text(path), expected);
        decision.Send(request.Key.Party, request.Key.MessageId, notices.Refusal(request.Action, request.Document, [finding], decision.Now));
    }

    private static (List<Filing> Filings, List<(string, string, int)> Entities) Find(CustomsState state, EnsMessage document, string sender)
    {
        var known = state
            .Filings.Values.Where(filing =>
                filing.State is FilingState.Accepted or FilingState.Invalidated || (filing.IsArrival && filing.IsLive)
            )
            .OrderBy(filing => filing.Mrn, StringComparer.Ordinal);
        if (document.Mrn is { } mrn)
        {
            var filing = state.ByMrn(mrn);
            if (filing is null || !Exchanged(filing, sender))
            {
                return ([], []);
            }

            // Of the ENS that a house belongs to only what the sender may see of its master.
            List<Filing> visible =
            [
                filing,
                .. filing
                    .Houses.Select(one => one.Ens)
                    .OfType<FilingKey>()
                    .Distinct()
                    .Where(ens => ens != filing.Key)
                    .Select(ens => state.Filings[ens])
                    .Where(owner => Exchanged(owner, sender)),
            ];
            return (visible, [.. OfFiling(filing), .. visible.Skip(1).SelectMany(OfEns)]);
        }

        if (document.Text("transportDocument/documentNumber") is { } master)
        {
            var owners = known
                .Where(filing =>
                    FilingTypes.CarriesEns(filing.Type) && filing.Content.MasterDocument?.Number == master && Exchanged(filing, sender)
                )
                .ToList();
            return (
                owners,
                [.. owners.SelectMany(filing => new[] { ("CML", master, (int)StateOf(filing)), ("ENS", master, (int)StateOf(filing)) })]
            );
        }

        var house = document.Text("transportDocumentHouse/documentNumber");
        var filings = known
            .Where(filing =>
                filing.Type != "F25" && filing.Content.Houses.Any(one => one.Document?.Number == house) && Exchanged(filing, sender)
            )
            .ToList();
        return (filings, [.. filings.SelectMany(filing => OfHouses(filing).Where(one => one.Item2 == house))]);
    }

    private static IEnumerable<(string, string, int)> OfFiling(Filing filing)
    {
        if (filing.IsArrival)
        {
            return [("ARN", filing.Mrn!, (int)filing.State)];
        }

        return [("ENF", filing.Mrn!, (int)filing.State), .. OfHouses(filing), .. OfEns(filing)];
    }

    private static IEnumerable<(string, string, int)> OfEns(Filing filing)
    {
        var name = filing.Content.MasterDocument?.Number ?? filing.Mrn!;
        return filing.Ens == EnsState.None ? [] : [("CML", name, StateOf(filing)), ("ENS", name, StateOf(filing))];
    }

    private static IEnumerable<(string, string, int)> OfHouses(Filing filing) =>
        filing
            .Content.Houses.Select((content, index) => (content, house: filing.Houses[index]))
            .Where(pair => pair.content.Document is not null)
            .Select(pair => ("CHL", pair.content.Document!.Number, filing.State == FilingState.Invalidated ? 9 : (int)pair.house.State));

    private static int StateOf(Filing filing) => filing.State == FilingState.Invalidated ? 9 : (int)filing.Ens;

    // It lodged the filing, or it got messages about it: as its carrier, or as another of those concerned.
    private static bool Exchanged(Filing filing, string sender) =>
        sender == filing.Key.Eori || sender == filing.Content.Carrier || filing.Notifications.Any(kept => kept.Recipient == sender);
}
