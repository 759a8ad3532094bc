using System.Collections.Immutable;
using System.Globalization;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;

namespace Ics2.Customs.Referrals;

/// <summary>Requests of customs: IE3Q02 and IE3Q03, with IE3N04 and IE3N05 to the carrier (lifecycle 5.5).</summary>
internal sealed class SendReferrals(RiskNotices notices)
{
    /// <summary>A reference ends in three digits.</summary>
    public const int Most = 999;

    /// <summary>Sends what the instructions order and was not sent yet, as far as the type of the filing allows it.</summary>
    public void SendOrdered(DecisionBuilder decision, FilingKey key, bool preLoading)
    {
        var filing = decision[key];

        // Screening exists in the air pre-loading phase only (lifecycle 3.7), whose analysis comes first.
        var open = filing
            .Instructions.Referrals.Where(asked => asked.Type != "RFS" || FilingTypes.IsPreLoading(filing.Type))
            .Skip(filing.Referrals.Count(referral => referral.Ordered));
        foreach (var message in open.GroupBy(asked => asked.Type == "RFS").ToList())
        {
            Send(decision, key, [.. message], preLoading, ordered: true);
        }
    }

    /// <summary>Sends some in one message: screening is IE3Q03, everything else IE3Q02.</summary>
    public void Send(DecisionBuilder decision, FilingKey key, ImmutableArray<OrderedReferral> asked, bool preLoading, bool ordered = false)
    {
        var filing = decision[key];
        var screening = asked[0].Type == "RFS";
        var requests = asked
            .Select((one, index) => new AskedReferral(Reference(filing, filing.Referrals.Length + index + 1), one, House(filing, one)))
            .ToList();
        foreach (var request in requests)
        {
            decision.Happens(
                new ReferralSent(
                    key,
                    decision.Now,
                    new Referral(request.Reference, request.Asked.Type, ReferralState.Open, preLoading, ordered)
                )
            );
        }

        var responsible = decision.Responsible(filing);
        decision.Tell(
            filing,
            subscription: null,
            notices.Referral(screening ? "IE3Q03" : "IE3Q02", filing, responsible, requests, decision.Now)
        );
        var copy = screening ? "N05" : "N04";
        if (decision.CarrierToTell(filing, copy) is { } carrier)
        {
            decision.Send(carrier.Party, key.MessageId, notices.Referral("IE3" + copy, filing, responsible, requests, decision.Now), key);
        }
    }

    /// <summary>Ends all requests of a filing that are not ended yet.</summary>
    public static void Settle(DecisionBuilder decision, FilingKey key, ReferralState to)
    {
        foreach (var referral in decision[key].Referrals.Where(referral => referral.State is ReferralState.Open or ReferralState.Answered))
        {
            decision.Happens(new ReferralMoved(key, decision.Now, referral.Reference, to));
        }
    }

    // Seventeen characters, unique because the MRN is: its year, country and unique part, and a number (lifecycle 9.9).
    private static string Reference(Filing filing, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{filing.Mrn![1..15]}{number:D3}");

    private static DocumentReference? House(Filing filing, OrderedReferral asked) =>
        filing
            .Content.Houses.Select(one => one.Document)
            .FirstOrDefault(document => document is not null && (asked.HouseDocument is null || document.Number == asked.HouseDocument));
}
