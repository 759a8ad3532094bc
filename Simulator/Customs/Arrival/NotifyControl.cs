using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Arrival;

/// <summary>Control on arrival, IE3N08, and warning of AEOS holders, IE3N09 (lifecycle 5.8).</summary>
internal sealed class NotifyControl(ArrivalNotices notices)
{
    private const string DefaultPlace = "Place of unloading";

    public void OnArrival(DecisionBuilder decision, FilingKey ens, Filing arrival, IEnumerable<OperatorFacts> parties)
    {
        Decided(decision, ens);
        var filing = decision[ens];
        decision.Send(arrival.Key.Party, arrival.Key.MessageId, Notice(new Addressee(Notifier: true)), ens);
        foreach (var party in parties)
        {
            decision.Send(party.Party, arrival.Key.MessageId, Notice(new Addressee(NotifyParty: party.Eori)), ens);
        }

        if (NotifyArrival.TellsFiler(decision, arrival) && filing.Key.Party != arrival.Key.Party)
        {
            decision.Send(filing.Key.Party, filing.Key.MessageId, Notice(new Addressee(Filer: true)), ens);
        }

        EnsMessage Notice(Addressee addressee) =>
            notices.Control(filing, arrival, addressee, arrival.Content.Office!, DefaultPlace, decision.Now);
    }

    /// <summary>Decides a control before or without an arrival.</summary>
    /// <returns>Why it cannot be decided; null when it is.</returns>
    public string? Decide(DecisionBuilder decision, Filing filing, DecideControl action)
    {
        if (!FilingTypes.CarriesEns(filing.Type) || !filing.IsAccepted)
        {
            return $"A control is decided for a live ENS, by the MRN of its master or full filing; {filing.Mrn} is {filing.Type}, {filing.State}.";
        }

        Decided(decision, filing.Key);
        if (action.WarnAeo && decision.Operator(filing.Key.Eori) is { AeoSecurity: true })
        {
            var office = action.Office ?? filing.Content.Office!;
            var warning = notices.Control(
                filing,
                arrival: null,
                new Addressee(Filer: true),
                office,
                action.Place ?? DefaultPlace,
                decision.Now
            );
            decision.Tell(filing, "N09", warning);
            if (decision.CarrierToTell(filing, "N09") is { AeoSecurity: true } carrier)
            {
                decision.Send(carrier.Party, filing.Key.MessageId, warning, filing.Key);
            }
        }

        return null;
    }

    // Every filing of the ENS is closed to amendments from here on (lifecycle 5.8 step 4).
    private static void Decided(DecisionBuilder decision, FilingKey ens)
    {
        foreach (var member in decision.Members(ens).Where(member => !member.ControlDecided))
        {
            decision.Happens(new ControlDecided(member.Key, decision.Now));
        }
    }
}
