using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Referrals;

/// <summary>Answers to requests of customs, IE3R02 and IE3R03 (lifecycle 5.5 steps 4 and 5). Accepted ones get no reply.</summary>
internal sealed class AnswerReferral(CustomsChecks checks) : IRequestHandler
{
    public IReadOnlyList<string> Actions { get; } = ["IE3R02", "IE3R03"];

    /// <summary>What is wrong, for IE3N99 (DEC-15).</summary>
    public IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request)
    {
        var root = "/" + request.Action;
        if (state.ByMrn(request.Document!.Mrn) is not { IsArrival: false } filing)
        {
            return
            [
                checks.Of("REF01", Breach.Value, root + "/MRN", "No filing has this MRN.", request.Document.Mrn, "the MRN of the request"),
            ];
        }

        if (request.Document.Text("declarant/identificationNumber") is { } declarant && declarant != filing.Declarant)
        {
            return
            [
                checks.Of(
                    "REF02",
                    Breach.Value,
                    root + "/declarant/identificationNumber",
                    "Only the declarant of the filing, or its representative for it, can answer.",
                    declarant,
                    null
                ),
            ];
        }

        var type = request.Action == "IE3R03" ? "RFS" : "RFI";
        return [.. References(request).Select(element => Judge(state, filing, element, type)).OfType<ValidationFinding>()];
    }

    public bool Handle(DecisionBuilder decision, TakeRequest request)
    {
        var filing = decision.State.ByMrn(request.Document!.Mrn)!;
        foreach (var reference in References(request).Select(element => element.Value!).Distinct(StringComparer.Ordinal))
        {
            decision.Happens(new ReferralMoved(filing.Key, decision.Now, reference, ReferralState.Answered));
        }

        return true;
    }

    private ValidationFinding? Judge(CustomsState state, Filing filing, EnsElement element, string type)
    {
        var referral = filing.Referrals.FirstOrDefault(one => one.Reference == element.Value);
        return referral switch
        {
            { State: ReferralState.Open } when referral.Type == type => null,
            { State: ReferralState.Open } => checks.Of(
                "REF03",
                Breach.Value,
                element.Path,
                $"The request asks for another kind of answer, {referral.Type}.",
                element.Value,
                type
            ),
            not null => checks.Of(
                "REF04",
                Breach.Value,
                element.Path,
                $"The request is not open any more: {referral.State}.",
                element.Value,
                "an open request"
            ),
            null when state.Filings.Values.Any(other => other.Referrals.Any(one => one.Reference == element.Value)) => checks.Of(
                "REF02",
                Breach.Value,
                element.Path,
                "The request is about another MRN.",
                element.Value,
                "a request about the MRN of the answer"
            ),
            null => checks.Of(
                "REF03",
                Breach.Value,
                element.Path,
                "Customs sent no request with this reference.",
                element.Value,
                "the reference of the request"
            ),
        };
    }

    private static IEnumerable<EnsElement> References(TakeRequest request) =>
        request.Document!.All(
            request.Action == "IE3R03"
                ? "hrcmScreeningResults/referralRequestReference"
                : "additionalInformationResponse/referralRequestReference"
        );
}
