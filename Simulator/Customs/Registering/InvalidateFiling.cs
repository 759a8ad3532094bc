using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Customs.Registering;

/// <summary>Invalidation on request, IE3Q04 and IE3R07 (lifecycle 7.1), and after 200 days.</summary>
internal sealed class InvalidateFiling(FilingNotices notices, CustomsChecks checks) : IRequestHandler
{
    public IReadOnlyList<string> Actions { get; } = ["IE3Q04"];

    /// <summary>Nothing: whatever is wrong is an error of the life cycle, and answered with IE3N01.</summary>
    public IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request) => [];

    public bool Handle(DecisionBuilder decision, TakeRequest request)
    {
        var filing = decision.State.ByMrn(request.Document!.Mrn);
        if (LifeCycleError(decision, filing, request) is { } finding)
        {
            decision.Send(
                request.Key.Party,
                request.Key.MessageId,
                notices.LifeCycleError(request.Document, [finding], decision.Now),
                DecisionBuilder.OwnOf(filing, request)
            );
            return false;
        }

        Invalidate(decision, filing!, expired: false);
        decision.Send(request.Key.Party, request.Key.MessageId, notices.InvalidationDone(decision[filing!.Key], decision.Now), filing.Key);
        return true;
    }

    /// <summary>Invalidates a filing; an F25 goes with its F23 (lifecycle 7.1 step 4).</summary>
    public static void Invalidate(DecisionBuilder decision, Filing filing, bool expired)
    {
        decision.Happens(new FilingInvalidated(filing.Key, decision.Now, expired));
        foreach (
            var supplement in decision
                .State.Filings.Values.Where(other => other is { Type: "F25", IsAccepted: true } && other.Mrn == filing.Mrn)
                .ToList()
        )
        {
            decision.Happens(new FilingInvalidated(supplement.Key, decision.Now, expired));
        }
    }

    private ValidationFinding? LifeCycleError(DecisionBuilder decision, Filing? filing, TakeRequest request)
    {
        const string root = "/IE3Q04";
        var document = request.Document!;
        var content = FilingContent.Read(document);
        return 0 switch
        {
            _ when request.Instructions.Refuse is { Message: "IE3N01" } order => CustomsChecks.Ordered(request, order),
            _ when filing is null || filing.IsArrival => checks.Of(
                "INV01",
                Breach.Value,
                root + "/MRN",
                "No filing has this MRN.",
                document.Mrn,
                "the MRN of IE3R01"
            ),
            _ when content.Declarant != filing.Content.Declarant || content.Representative != filing.Content.Representative => checks.Of(
                "INV02",
                Breach.Value,
                root + "/declarant/identificationNumber",
                "Only the declarant or the representative of the filing can invalidate it.",
                content.Declarant,
                null
            ),
            _ when document.Text("transportDocument/documentNumber") is { } number && number != filing.Content.MasterDocument?.Number =>
                checks.Of(
                    "INV03",
                    Breach.Value,
                    root + "/transportDocument/documentNumber",
                    "The filing has another transport document.",
                    number,
                    filing.Content.MasterDocument?.Number
                ),
            _ when !filing.IsAccepted => checks.Of(
                "INV04",
                Breach.Value,
                root + "/MRN",
                "The filing is invalidated already.",
                document.Mrn,
                "a live filing"
            ),
            _ when IsPresented(decision, filing) => checks.Of(
                "INV04",
                Breach.Value,
                root + "/MRN",
                "The goods are presented.",
                document.Mrn,
                "a filing before presentation"
            ),
            _ => null,
        };
    }

    private static bool IsPresented(DecisionBuilder decision, Filing filing) =>
        filing.Ens == EnsState.Presented
        || filing.Houses.Any(house =>
            house.State == HouseState.Presented || (house.Ens is { } ens && decision[ens].Ens == EnsState.Presented)
        );
}
