using System.Collections.Immutable;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;

namespace Ics2.Customs.Model;

/// <summary>One decision while it is made: the state as it changes, and what has happened and goes out so far.</summary>
internal sealed class DecisionBuilder(CustomsState state, DateTimeOffset now, EnsWriter writer, CustomsOptions options)
{
    private static readonly string[] Offered = ["N01", "N02", "N03", "N04", "N05", "N08", "N09", "N10", "Q01", "Q02", "Q03", "R07"];

    private readonly List<CustomsEvent> _events = [];
    private readonly List<Notice> _notices = [];

    public CustomsState State { get; private set; } = state;

    public DateTimeOffset Now { get; } = now;

    public CustomsOptions Options { get; } = options;

    public Filing this[FilingKey key] => State.Filings[key];

    public void Happens(CustomsEvent happened)
    {
        _events.Add(happened);
        State = State.After(happened);
    }

    /// <summary>What has arrived waits no longer: neither for the end of its 200 days nor for its houses.</summary>
    public void StopWaiting(FilingKey key)
    {
        foreach (var timer in this[key].Timers.Where(timer => timer.Kind is TimerKind.TwoHundredDays or TimerKind.Linking))
        {
            Happens(new TimerStopped(key, Now, timer.Kind));
        }
    }

    /// <summary>Sends a message, and keeps it with its filing when consultations offer it.</summary>
    /// <param name="party">Full party id of the recipient.</param>
    /// <param name="refTo">The message of a trader that the recipient's one answers or goes back to. A notice goes back to the message that
    /// lodged the filing, also at a recipient who never sent it (F-1 of field.md, business-process 8 rule 4).</param>
    /// <param name="document">The message.</param>
    /// <param name="about">The filing it is about; null when consultations do not offer it.</param>
    /// <param name="attachments">What travels along.</param>
    public void Send(string party, string refTo, EnsMessage document, FilingKey? about = null, ImmutableArray<string> attachments = default)
    {
        _notices.Add(new Notice(party, refTo, document) { Attachments = attachments.IsDefault ? [] : attachments });
        if (about is not null && State.Filings.ContainsKey(about) && Offered.Contains(document.Id[3..]))
        {
            Happens(
                new NotificationSent(
                    about,
                    Now,
                    new StoredNotification(
                        FilingKey.EoriOf(party),
                        System.Text.Encoding.UTF8.GetString(writer.Write(document)),
                        Now,
                        HousesIn(document)
                    )
                )
            );
        }
    }

    /// <summary>Sends to the person filing, if it wants the message.</summary>
    public void Tell(Filing filing, string? subscription, EnsMessage document)
    {
        if (subscription is null || Operator(filing.Key.Eori) is not { } known || known.Wants(subscription))
        {
            Send(filing.Key.Party, filing.Key.MessageId, document, filing.Key);
        }
    }

    /// <summary>
    /// The carrier, when it gets copies: known, another than the person filing, connected, and subscribed (lifecycle 1.3).
    /// </summary>
    public OperatorFacts? CarrierToTell(Filing filing, string? subscription) =>
        Operator(filing.Content.Carrier) is { Connected: true } carrier
        && carrier.Eori != filing.Key.Eori
        && (subscription is null || carrier.Wants(subscription))
            ? carrier
            : null;

    /// <summary>The notify parties of an arrival that are connected, but for its author.</summary>
    public IEnumerable<OperatorFacts> PartiesToTell(Filing arrival) =>
        arrival
            .Content.NotifyParties.Where(eori => eori != arrival.Content.Declarant)
            .Distinct(StringComparer.Ordinal)
            .Select(Operator)
            .Where(party => party is { Connected: true })
            .OfType<OperatorFacts>();

    /// <summary>The responsible Member State: of the office, or the one addressed; of the master once linked (DEC-37).</summary>
    public string Responsible(Filing filing) =>
        filing.Content.Office is null
        && filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault() is { } ens
        && this[ens].Content.Country is { } master
            ? master
            : filing.Content.Country!;

    public OperatorFacts? Operator(string? eori) => eori is null ? null : State.Operators.GetValueOrDefault(eori);

    public Decision Decision() =>
        new(_events, _notices) { Changed = [.. _events.Select(happened => happened.Key).Distinct().Select(key => State.Filings[key])] };

    // House documents stand under names of their own, or below what an assessment or an order is about.
    private static ImmutableArray<string> HousesIn(EnsMessage document) =>
        [
            .. document
                .Root.DescendantsAndSelf()
                .Where(leaf =>
                    leaf is { Name: "documentNumber", Parent: { } of }
                    && (
                        of.Name is "transportDocumentHouse" or "transportDocumentHouseLevel"
                        || of.Parent?.Name is "assessmentComplete" or "doNotLoadDetails"
                    )
                )
                .Select(leaf => leaf.Value)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>
    /// The filing that a refusal is kept with for consultations: none for who tried with the filing of somebody else, and learns nothing of it by
    /// that (F-15 of field.md).
    /// </summary>
    public static FilingKey? OwnOf(Filing? filing, TraderMessage request) => filing?.Key.Eori == request.Key.Eori ? filing.Key : null;

    /// <summary>
    /// The filing that the ENS of a filing is built on; of its first linked house, where several differ. Null where there is none yet.
    /// </summary>
    public static FilingKey? OwnerOf(Filing filing) =>
        FilingTypes.CarriesEns(filing.Type) ? filing.Key : filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault();

    /// <summary>The accepted filings that make up the ENS built on a filing, that one first.</summary>
    public IReadOnlyList<Filing> Members(FilingKey ens) =>
        [
            State.Filings[ens],
            .. State
                .Filings.Values.Where(filing => filing.IsAccepted && filing.Key != ens && filing.Houses.Any(house => house.Ens == ens))
                .OrderBy(filing => filing.RegisteredAt)
                .ThenBy(filing => filing.Mrn, StringComparer.Ordinal),
        ];
}
