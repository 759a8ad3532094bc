using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Arrival;

/// <summary>Control on arrival, IE3N08, and warning of AEOS holders, IE3N09 (lifecycle 5.8).</summary>
internal sealed class NotifyControl(ArrivalNotices notices)
{
    private const string DefaultPlace = "Place of unloading";

    public void OnArrival(Proceeding proceeding, FilingKey ens, Filing arrival, IEnumerable<OperatorFacts> parties)
    {
        Decided(proceeding, ens);
        var filing = proceeding[ens];
        proceeding.Send(arrival.Key.Party, null, Notice(new Addressee(Notifier: true)), ens);
        foreach (var party in parties)
        {
            proceeding.Send(party.Party, null, Notice(new Addressee(NotifyParty: party.Eori)), ens);
        }

        if (NotifyArrival.TellsFiler(proceeding, arrival) && filing.Key.Party != arrival.Key.Party)
        {
            proceeding.Send(filing.Key.Party, null, Notice(new Addressee(Filer: true)), ens);
        }

        EnsMessage Notice(Addressee addressee) => notices.Control(filing, arrival, addressee, arrival.Content.Office!, DefaultPlace, proceeding.Now);
    }

    /// <summary>Decides a control before or without an arrival.</summary>
    /// <returns>Why it cannot be decided; null when it is.</returns>
    public string? Decide(Proceeding proceeding, Filing filing, DecideControl action)
    {
        if (!FilingTypes.CarriesEns(filing.Type) || !filing.IsAccepted)
        {
            return $"A control is decided for a live ENS, by the MRN of its master or full filing; {filing.Mrn} is {filing.Type}, {filing.State}.";
        }

        Decided(proceeding, filing.Key);
        if (action.WarnAeo && proceeding.Operator(Proceeding.EoriOf(filing.Key.Party)) is { AeoSecurity: true })
        {
            var office = action.Office ?? filing.Content.Office!;
            var warning = notices.Control(filing, arrival: null, new Addressee(Filer: true), office, action.Place ?? DefaultPlace, proceeding.Now);
            proceeding.Tell(filing, "N09", warning);
            if (proceeding.CarrierToTell(filing, "N09") is { AeoSecurity: true } carrier)
            {
                proceeding.Send(carrier.Party, null, warning, filing.Key);
            }
        }

        return null;
    }

    // Every filing of the ENS is closed to amendments from here on (lifecycle 5.8 step 4).
    private static void Decided(Proceeding proceeding, FilingKey ens)
    {
        foreach (var member in proceeding.Members(ens).Where(member => !member.ControlDecided))
        {
            proceeding.Happens(new ControlDecided(member.Key, proceeding.Now));
        }
    }
}
