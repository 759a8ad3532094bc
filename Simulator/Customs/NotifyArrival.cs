using System.Collections.Immutable;
using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>Arrival notification, IE3N06, IE3R04 and IE3N07 (lifecycle 7.2, 3.5).</summary>
internal sealed class NotifyArrival(Notices notices, ArrivalNotices arrivals, NotifyControl control)
{
    private const string Estimated = "/IE3N06/activeBorderTransportMeans/estimatedDateAndTimeOfArrival";

    /// <summary>What only customs can find wrong: other modes (DEC-41), an MRN listed twice, an LRN used before.</summary>
    public static IEnumerable<ValidationFinding> Check(CustomsState state, TakeRequest request)
    {
        var document = request.Document!;
        var content = Content(document);
        if (content.Mode is not ("1" or "4" or "8"))
        {
            yield return CheckLifeCycle.Finding(
                "14", "DEC-41", "/IE3N06/activeBorderTransportMeans/ModeOfTransport", "Arrivals are notified for sea, air and inland waterways only.", content.Mode, "1, 4 or 8");
        }

        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var related in document.All("relatedMRN/identification").Where(related => !seen.Add(related.Value)))
        {
            yield return CheckLifeCycle.Finding("91", "life cycle", related.Path, "The MRN is listed twice.", related.Value, "each MRN once");
        }

        foreach (var finding in RegisterFiling.DuplicateLrn(state, request, content))
        {
            yield return finding;
        }
    }

    public void Do(Proceeding proceeding, TakeRequest request)
    {
        var document = request.Document!;
        var content = Content(document);
        var mrn = new MrnGenerator((_, _) => request.UniquePart).Arrival(content.Country!, proceeding.Now).Value;
        var matched = Match(proceeding.State, document, content).ToList();
        proceeding.Happens(new FilingRegistered(request.Key, proceeding.Now, FilingTypes.Arrival, content.Lrn!, content.Declarant ?? Proceeding.EoriOf(request.Key.Party), request.ReceivedAt, mrn) { Content = content });
        var arrival = proceeding[request.Key];
        proceeding.Send(request.Key.Party, request.Key.MessageId, notices.ArrivalRegistration(arrival, notifyParty: null));
        var parties = document.All("notifyParty/identificationNumber").Select(party => party.Value).OfType<string>()
            .Where(eori => eori != content.Declarant).Distinct(StringComparer.Ordinal)
            .Select(proceeding.Operator).Where(party => party is { Connected: true }).OfType<OperatorFacts>().ToList();
        foreach (var party in parties)
        {
            proceeding.Send(party.Party, null, notices.ArrivalRegistration(arrival, party.Eori)); // one message each (DEC-40)
        }

        foreach (var (ens, path) in matched.DistinctBy(match => match.Ens))
        {
            Arrive(proceeding, ens, arrival, parties, path);
        }
    }

    private void Arrive(Proceeding proceeding, FilingKey ens, Filing arrival, List<OperatorFacts> parties, string path)
    {
        var owner = proceeding[ens];
        var blocks = proceeding.Options.DoNotLoadBlocksArrival;
        if (!owner.IsAccepted || owner.Ens is not (EnsState.PendingCompleteness or EnsState.Complete or EnsState.ConsideredComplete))
        {
            var where = owner.IsAccepted ? owner.Ens.ToString() : owner.State.ToString();
            Incorrect(proceeding, owner, arrival, parties, [], CheckLifeCycle.Finding("72", "life cycle", path, $"The ENS is in an incorrect state to arrive: {where}.", null, null));
            return;
        }

        var members = proceeding.Members(ens);
        var held = blocks ? members.SelectMany(member => member.Houses.Select((house, index) => (member, house, index)).Where(one => one.house.DoNotLoad)).ToList() : [];
        if (held.Count > 0)
        {
            var documents = held.Select(one => one.member.Content.Houses[one.index].Document).OfType<DocumentReference>().ToList();
            Incorrect(proceeding, owner, arrival, parties, documents, CheckLifeCycle.Finding("71", "DEC-11", path, "Houses under a do-not-load order arrived.", null, null));
        }

        if (blocks && members.Any(member => member.HeldContainers.Length > 0))
        {
            Incorrect(proceeding, owner, arrival, parties, [], CheckLifeCycle.Finding("71", "DEC-11", path, "Containers under a do-not-load order arrived.", null, null));
            return;
        }

        proceeding.Happens(new EnsMoved(ens, proceeding.Now, EnsState.Arrived));
        foreach (var member in members)
        {
            ImmutableArray<int> arrived = [.. Enumerable.Range(0, member.Houses.Length).Where(index => Arrives(member.Houses[index]))];
            if (arrived.Length > 0)
            {
                proceeding.Happens(new HousesMoved(member.Key, proceeding.Now, arrived, HouseState.Arrived, ens));
            }

            if (member.Key == ens || proceeding[member.Key].Houses.All(house => house.State >= HouseState.Arrived))
            {
                StopTimers(proceeding, member.Key);
            }
        }

        if (owner.ControlDecided || members.Any(member => member.Instructions.Control))
        {
            control.OnArrival(proceeding, ens, arrival, parties);
        }

        bool Arrives(House house) => house.Ens == ens && house.State < HouseState.Arrived && !(blocks && house.DoNotLoad);
    }

    internal static void StopTimers(Proceeding proceeding, FilingKey key)
    {
        foreach (var timer in proceeding[key].Timers.Where(timer => timer.Kind is TimerKind.TwoHundredDays or TimerKind.Linking))
        {
            proceeding.Happens(new TimerStopped(key, proceeding.Now, timer.Kind));
        }
    }

    private void Incorrect(Proceeding proceeding, Filing owner, Filing arrival, List<OperatorFacts> parties, IReadOnlyList<DocumentReference> houses, ValidationFinding finding)
    {
        proceeding.Send(arrival.Key.Party, null, Notice(new Addressee(Notifier: true)));
        foreach (var party in parties)
        {
            proceeding.Send(party.Party, null, Notice(new Addressee(NotifyParty: party.Eori)));
        }

        if (TellsFiler(proceeding, owner) && owner.Key.Party != arrival.Key.Party)
        {
            proceeding.Tell(owner, "N07", Notice(new Addressee(Filer: true)));
        }

        EnsMessage Notice(Addressee addressee) => arrivals.IncorrectState(owner, arrival, addressee, houses, finding, proceeding.Now);
    }

    /// <summary>In sea and inland waterway traffic, or everywhere by a switch (DEC-3).</summary>
    internal static bool TellsFiler(Proceeding proceeding, Filing owner) => owner.Content.Mode is "1" or "8" || proceeding.Options.TellFilerInAir;

    internal static FilingContent Content(EnsMessage document) => FilingContent.Read(document) with
    {
        Declarant = document.Text("personNotifyingTheArrival/identificationNumber"),
        Office = document.Text("actualCustomsOfficeOfFirstEntry/referenceNumber"),
    };

    // Lifecycle 7.2 step 3; documents restrict flight and time, and match alone where those do not (DEC-27).
    private static IEnumerable<(FilingKey Ens, string Path)> Match(CustomsState state, EnsMessage document, FilingContent content)
    {
        var related = document.All("relatedMRN/identification").ToList();
        if (related.Count > 0)
        {
            return related.SelectMany(element => EnsOf(state.ByMrn(element.Value)).Select(ens => (ens, element.Path)));
        }

        var owners = state.Filings.Values.Where(filing => filing.IsAccepted && FilingTypes.CarriesEns(filing.Type)).OrderBy(filing => filing.Mrn, StringComparer.Ordinal).ToList();
        var voyage = content.Voyage();
        var matched = owners.Where(filing => voyage is not null && filing.Content.Voyage() == voyage).ToList();
        var documents = document.All("relatedTransportDocument/documentNumber").Select(element => element.Value).ToHashSet(StringComparer.Ordinal);
        if (documents.Count > 0)
        {
            matched = (matched.Count > 0 ? matched : owners).FindAll(filing => documents.Contains(filing.Content.MasterDocument?.Number));
        }

        return matched.Select(filing => (filing.Key, Estimated));
    }

    private static IEnumerable<FilingKey> EnsOf(Filing? filing) => filing switch
    {
        null or { IsArrival: true } => [],
        _ when FilingTypes.CarriesEns(filing.Type) => [filing.Key],
        _ => filing.Houses.Select(house => house.Ens).OfType<FilingKey>().Distinct(),
    };
}
