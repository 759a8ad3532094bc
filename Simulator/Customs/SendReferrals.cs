using System.Globalization;

namespace Ics2.Customs;

/// <summary>Requests of customs: IE3Q02 and IE3Q03, with IE3N04 and IE3N05 to the carrier (lifecycle 5.5).</summary>
internal sealed class SendReferrals(RiskNotices notices)
{
    /// <summary>Sends what the instructions order and was not sent yet.</summary>
    public void SendOrdered(Proceeding proceeding, FilingKey key, bool preLoading)
    {
        var filing = proceeding[key];
        foreach (var ordered in filing.Instructions.Referrals.Skip(filing.Referrals.Length).ToList())
        {
            // Screening exists in the air pre-loading phase only (lifecycle 3.7).
            if (ordered.Type != "RFS" || preLoading)
            {
                Send(proceeding, key, ordered, house: null, preLoading);
            }
        }
    }

    /// <summary>Sends one.</summary>
    public void Send(Proceeding proceeding, FilingKey key, OrderedReferral asked, DocumentReference? house, bool preLoading)
    {
        var filing = proceeding[key];

        // Seventeen characters, unique because the MRN is: its year, country and unique part, and a number (lifecycle 9.9).
        var reference = string.Create(CultureInfo.InvariantCulture, $"{filing.Mrn![1..15]}{filing.Referrals.Length + 1:D3}");
        house ??= filing.Content.Houses.Select(one => one.Document).FirstOrDefault(document => document is not null);
        var screening = asked.Type == "RFS";
        proceeding.Happens(new ReferralSent(key, proceeding.Now, new Referral(reference, asked.Type, ReferralState.Open, preLoading)));
        var responsible = AnalyseRisk.Responsible(proceeding, filing);
        proceeding.Tell(filing, subscription: null, notices.Referral(screening ? "IE3Q03" : "IE3Q02", filing, responsible, reference, asked, house, proceeding.Now));
        var copy = screening ? "N05" : "N04";
        if (proceeding.CarrierToTell(filing, copy) is { } carrier)
        {
            proceeding.Send(carrier.Party, null, notices.Referral("IE3" + copy, filing, responsible, reference, asked, house, proceeding.Now), key);
        }
    }
}
