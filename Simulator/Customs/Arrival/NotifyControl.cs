using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Arrival;

/// <summary>Control on arrival, IE3N08, and warning of AEOS holders, IE3N09 (lifecycle 5.8).</summary>
internal sealed class NotifyControl(ArrivalNotices notices)
{
    private const string DefaultPlace = "Place of unloading";

    /// <summary>Tells everybody concerned by an arrival that goods of an ENS are controlled: where it was decided, or ordered.</summary>
    public void OnArrival(DecisionBuilder decision, FilingKey ens, Filing arrival)
    {
        var ordered = decision.Members(ens).Select(member => member.Instructions).FirstOrDefault(instructions => instructions.Control);
        Decided(decision, ens, ordered?.ControlOffice, ordered?.ControlPlace);
        var filing = decision[ens];
        decision.Send(arrival.Key.Party, arrival.Key.MessageId, Notice(new Addressee(Notifier: true)), ens);
        foreach (var party in decision.PartiesToTell(arrival))
        {
            decision.Send(party.Party, arrival.Key.MessageId, Notice(new Addressee(NotifyParty: party.Eori)), ens);
        }

        if (NotifyArrival.TellsFiler(decision, arrival) && filing.Key.Party != arrival.Key.Party)
        {
            decision.Send(filing.Key.Party, filing.Key.MessageId, Notice(new Addressee(Filer: true)), ens);
        }

        EnsMessage Notice(Addressee addressee) =>
            notices.Control(
                filing,
                arrival,
                addressee,
                filing.ControlOffice ?? arrival.Content.Office!,
                filing.ControlPlace ?? DefaultPlace,
                decision.Now
            );
    }

    /// <summary>
    /// Decides a control: before or without an arrival, or at the port, which tells everybody at once (F-5 of field.md).
    /// </summary>
    /// <returns>Why it cannot be decided; null when it is.</returns>
    public string? Decide(DecisionBuilder decision, Filing filing, DecideControl action)
    {
        if (!FilingTypes.CarriesEns(filing.Type) || !filing.IsAccepted)
        {
            return $"A control is decided for a live ENS, by the MRN of its master or full filing; {filing.Mrn} is {filing.Type}, {filing.State}.";
        }

        Decided(decision, filing.Key, action.Office, action.Place);
        if (action.WarnAeo)
        {
            Warn(decision, decision[filing.Key]);
        }

        if (filing.Ens == EnsState.Arrived && decision.State.ByMrn(filing.ArrivedWith) is { } arrival)
        {
            OnArrival(decision, filing.Key, arrival);
        }

        return null;
    }

    /// <summary>Warns AEOS holders where that is ordered, once the analysis is over.</summary>
    public void Run(DecisionBuilder decision)
    {
        foreach (
            var filing in decision
                .State.Filings.Values.Where(filing =>
                    filing is { Instructions.WarnAeo: true, ControlDecided: false, IsAccepted: true, Risk: > RiskStage.Ready }
                    && FilingTypes.CarriesEns(filing.Type)
                )
                .OrderBy(filing => filing.Mrn, StringComparer.Ordinal)
                .ToList()
        )
        {
            var (office, place) = (filing.Instructions.ControlOffice, filing.Instructions.ControlPlace);
            Decide(decision, filing, new DecideControl(filing.Mrn!, WarnAeo: true, office, place));
        }
    }

    private void Warn(DecisionBuilder decision, Filing filing)
    {
        var warning = notices.Control(
            filing,
            arrival: null,
            new Addressee(Filer: true),
            filing.ControlOffice ?? filing.Content.Office!,
            filing.ControlPlace ?? DefaultPlace,
            decision.Now
        );
        if (decision.Operator(filing.Key.Eori) is { AeoSecurity: true })
        {
            decision.Tell(filing, "N09", warning);
        }

        if (decision.CarrierToTell(filing, "N09") is { AeoSecurity: true } carrier)
        {
            decision.Send(carrier.Party, filing.Key.MessageId, warning, filing.Key);
        }
    }

    // Every filing of the ENS is closed to amendments from here on (lifecycle 5.8 step 4).
    private static void Decided(DecisionBuilder decision, FilingKey ens, string? office, string? place)
    {
        foreach (
            var member in decision
                .Members(ens)
                .Where(member => !member.ControlDecided || (member.Key == ens && (office ?? place) is not null))
        )
        {
            decision.Happens(new ControlDecided(member.Key, decision.Now) { Office = office, Place = place });
        }
    }
}
