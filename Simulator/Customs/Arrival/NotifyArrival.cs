using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Customs.Arrival;

/// <summary>Arrival notification, IE3N06, IE3R04 and IE3N07 (lifecycle 7.2, 3.5).</summary>
internal sealed class NotifyArrival(
    FilingNotices notices,
    ArrivalNotices arrivals,
    NotifyControl control,
    CustomsChecks checks,
    CustomsOptions options
) : IRequestHandler
{
    private static readonly Flag Unmatched = new("arrival", "It matches no ENS.");

    public IReadOnlyList<string> Actions { get; } = ["IE3N06"];

    /// <summary>What only customs can find wrong: other modes (DEC-41), an MRN listed twice, an LRN used before, a useless repetition.</summary>
    public IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request) => [.. Findings(state, request)];

    private IEnumerable<ValidationFinding> Findings(CustomsState state, TakeRequest request)
    {
        var document = request.Document!;
        var content = Content(document);
        if (content.Mode is not ("1" or "4" or "8"))
        {
            yield return checks.Of(
                "ARR01",
                Breach.NotHere,
                "/IE3N06/activeBorderTransportMeans/ModeOfTransport",
                "Arrivals are notified for sea, air and inland waterways only.",
                content.Mode,
                "1, 4 or 8"
            );
        }

        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var related in document.All("relatedMRN/identification").Where(related => !seen.Add(related.Value)))
        {
            yield return checks.Of("ARR02", Breach.Repeated, related.Path, "The MRN is listed twice.", related.Value, "each MRN once");
        }

        foreach (var finding in checks.LrnUsedBefore(state, request, content))
        {
            yield return finding;
        }

        // F-17 of field.md: what matches an ENS is told apart by the state of that.
        var before = state.Filings.Values.FirstOrDefault(other =>
            other is { IsArrival: true, IsLive: true }
            && other.Flags.Contains(Unmatched)
            && other.Key != request.Key
            && other.Content.IsSameJourney(content, TimeSpan.Zero)
            && other.Content.Office == content.Office
        );
        if (before is not null && !MatchArrival.Find(state, document, content, options.ArrivalTolerance).Any())
        {
            yield return checks.Of(
                "ARR05",
                Breach.Repeated,
                document.Find("activeBorderTransportMeans")!.Path,
                $"This arrival is registered already, MRN {before.Mrn}, and no filing belongs to it.",
                content.Vessel,
                "one notification for each ship or flight, time and office"
            );
        }
    }

    public bool Handle(DecisionBuilder decision, TakeRequest request)
    {
        var document = request.Document!;
        var content = Content(document);
        var mrn = new MrnGenerator((_, _) => request.UniquePart).Arrival(content.Country!, decision.Now).Value;
        var matched = MatchArrival.Find(decision.State, document, content, options.ArrivalTolerance).ToList();
        decision.Happens(
            new FilingRegistered(
                request.Key,
                decision.Now,
                FilingTypes.Arrival,
                content.Lrn!,
                content.Declarant ?? request.Key.Eori,
                request.ReceivedAt,
                mrn
            )
            {
                Content = content,
                SpecPack = request.SpecPack,
            }
        );
        var arrival = decision[request.Key];
        decision.Send(request.Key.Party, request.Key.MessageId, notices.ArrivalRegistration(arrival, notifyParty: null));
        foreach (var party in decision.PartiesToTell(arrival))
        {
            decision.Send(party.Party, request.Key.MessageId, notices.ArrivalRegistration(arrival, party.Eori)); // one message each (DEC-40)
        }

        foreach (var (ens, path) in matched.DistinctBy(match => match.Ens))
        {
            Arrive(decision, ens, new Arrived(arrival, path));
        }

        // Nobody is told (DEC-12).
        ImmutableArray<Flag> unmatched =
        [
            .. document
                .All("relatedMRN/identification")
                .Where(related => decision.State.ByMrn(related.Value) is not { IsArrival: false })
                .Select(related => new Flag("arrival", $"No filing has the related MRN {related.Value}.")),
            .. matched.Count == 0 ? [Unmatched] : Array.Empty<Flag>(),
        ];
        if (unmatched.Length > 0)
        {
            decision.Happens(new Flagged(request.Key, decision.Now, unmatched));
        }

        return true;
    }

    private void Arrive(DecisionBuilder decision, FilingKey ens, Arrived arrived)
    {
        var owner = decision[ens];
        if (
            !owner.IsAccepted
            || !(owner.Ens is EnsState.PendingCompleteness or EnsState.Complete or EnsState.ConsideredComplete || owner.PartlyArrived)
        )
        {
            var where = owner.IsAccepted ? owner.Ens.ToString() : owner.State.ToString();
            Incorrect(
                decision,
                owner,
                arrived,
                [],
                checks.Of("ARR03", Breach.Value, arrived.Path, $"The ENS is in an incorrect state to arrive: {where}.", null, null),
                toNotifier: true
            );
            return;
        }

        var members = decision.Members(ens);
        var held = new HeldGoods(members, decision.Options.DoNotLoadBlocksArrival);
        if (held.Any && TellOfHeld(decision, owner, members, held, arrived))
        {
            return;
        }

        var split =
            owner.Content.IsSplit
            || (
                owner.Content.MasterDocument is { } document
                && decision.State.Filings.Values.Any(filing =>
                    filing.IsAccepted && filing.Content.PreviousMrn == owner.Mrn && filing.Content.MasterDocument?.Number == document.Number
                )
            );
        decision.Happens(new EnsMoved(ens, decision.Now, EnsState.Arrived, split) { Arrival = arrived.Notification.Mrn });
        foreach (var member in members)
        {
            ImmutableArray<int> arrives =
            [
                .. Enumerable
                    .Range(0, member.Houses.Length)
                    .Where(index =>
                        member.Houses[index] is { State: < HouseState.Arrived } house && house.Ens == ens && !held.Holds(member, index)
                    ),
            ];
            if (arrives.Length > 0)
            {
                decision.Happens(new HousesMoved(member.Key, decision.Now, arrives, HouseState.Arrived, ens));
            }

            if (member.Key == ens || decision[member.Key].Houses.All(house => house.State >= HouseState.Arrived))
            {
                decision.StopWaiting(member.Key);
            }
        }

        if (owner.ControlDecided || members.Any(member => member.Instructions.Control))
        {
            control.OnArrival(decision, ens, arrived.Notification);
        }
    }

    // What is under an order did not arrive, and everybody concerned is told; what else there is of the ENS did (lifecycle 7.2 step 4,
    // DEC-11).
    private bool TellOfHeld(DecisionBuilder decision, Filing owner, IReadOnlyList<Filing> members, HeldGoods goods, Arrived arrived)
    {
        var all = members
            .SelectMany(member =>
                Enumerable
                    .Range(0, member.Houses.Length)
                    .Where(index => member.Houses[index].Ens == owner.Key)
                    .Select(index => (Member: member, Index: index))
            )
            .ToList();
        var held = all.FindAll(one => goods.Holds(one.Member, one.Index));
        var finding = checks.Of("ARR04", Breach.Value, arrived.Path, "Goods under a do-not-load order arrived.", null, null);
        Incorrect(decision, owner, arrived, Documents(held), finding, toNotifier: true);
        foreach (var house in held.Where(one => one.Member.Key != owner.Key).GroupBy(one => one.Member))
        {
            Incorrect(decision, house.Key, arrived, Documents(house), finding, toNotifier: false); // under its own MRN (lifecycle 9.13)
        }

        return held.Count == all.Count;

        static List<DocumentReference> Documents(IEnumerable<(Filing Member, int Index)> houses) =>
            [.. houses.Select(one => one.Member.Content.Houses[one.Index].Document).OfType<DocumentReference>()];
    }

    private void Incorrect(
        DecisionBuilder decision,
        Filing filing,
        Arrived arrived,
        IReadOnlyList<DocumentReference> houses,
        ValidationFinding finding,
        bool toNotifier
    )
    {
        if (toNotifier)
        {
            decision.Send(arrived.Notification.Key.Party, arrived.Notification.Key.MessageId, Notice(new Addressee(Notifier: true)));
            foreach (var party in decision.PartiesToTell(arrived.Notification))
            {
                decision.Send(party.Party, arrived.Notification.Key.MessageId, Notice(new Addressee(NotifyParty: party.Eori)));
            }
        }

        if (TellsFiler(decision, arrived.Notification) && filing.Key.Party != arrived.Notification.Key.Party)
        {
            decision.Tell(filing, "N07", Notice(new Addressee(Filer: true)));
        }

        EnsMessage Notice(Addressee addressee) =>
            arrivals.IncorrectState(filing, arrived.Notification, addressee, houses, finding, decision.Now);
    }

    /// <summary>In sea and inland waterway traffic, or everywhere by a switch (DEC-3).</summary>
    internal static bool TellsFiler(DecisionBuilder decision, Filing arrival) =>
        arrival.Content.Mode is "1" or "8" || decision.Options.TellFilerInAir;

    internal static FilingContent Content(EnsMessage document) =>
        FilingContent.Read(document) with
        {
            Declarant = document.Text("personNotifyingTheArrival/identificationNumber"),
            Office = document.Text("actualCustomsOfficeOfFirstEntry/referenceNumber"),
            NotifyParties = [.. document.All("notifyParty/identificationNumber").Select(party => party.Value).OfType<string>()],
        };

    /// <summary>An arrival notification, and where it says that an ENS arrived.</summary>
    private sealed record Arrived(Filing Notification, string Path);
}
