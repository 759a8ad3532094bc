using System.Globalization;

namespace Ics2.Customs;

/// <summary>Requests of customs: IE3Q02 and IE3Q03, with IE3N04 and IE3N05 to the carrier (lifecycle 5.5).</summary>
internal sealed class SendReferrals(RiskNotices notices)
{
    /// <summary>Sends what the instructions order and was not sent yet: each kind of request in one message.</summary>
    public void SendOrdered(Proceeding proceeding, FilingKey key, bool preLoading)
    {
        var filing = proceeding[key];

        // Screening exists in the air pre-loading phase only (lifecycle 3.7).
        var due = filing.Instructions.Referrals.Skip(filing.Referrals.Length).Where(ordered => ordered.Type != "RFS" || preLoading).ToList();
        foreach (var together in due.GroupBy(ordered => ordered.Type == "RFS").ToList())
        {
            Send(proceeding, key, [.. together], house: null, preLoading);
        }
    }

    /// <summary>Sends requests that go in one message, IE3Q02 or IE3Q03.</summary>
    public void Send(Proceeding proceeding, FilingKey key, IReadOnlyList<OrderedReferral> asked, DocumentReference? house, bool preLoading)
    {
        var filing = proceeding[key];

        // Seventeen characters, unique because the MRN is: its year, country and unique part, and a number (lifecycle 9.9).
        var requests = asked.Select((one, index) => (Reference: string.Create(CultureInfo.InvariantCulture, $"{filing.Mrn![1..15]}{filing.Referrals.Length + index + 1:D3}"), Asked: one)).ToList();
        house ??= filing.Content.Houses.Select(one => one.Document).FirstOrDefault(document => document is not null);
        foreach (var (reference, one) in requests)
        {
            proceeding.Happens(new ReferralSent(key, proceeding.Now, new Referral(reference, one.Type, ReferralState.Open, preLoading)));
        }

        var screening = asked[0].Type == "RFS";
        var responsible = AnalyseRisk.Responsible(proceeding, filing);
        proceeding.Tell(filing, subscription: null, notices.Referral(screening ? "IE3Q03" : "IE3Q02", filing, responsible, requests, house, proceeding.Now));
        var copy = screening ? "N05" : "N04";
        if (proceeding.CarrierToTell(filing, copy) is { } carrier)
        {
            proceeding.Send(carrier.Party, null, notices.Referral("IE3" + copy, filing, responsible, requests, house, proceeding.Now), key);
        }
    }
}
