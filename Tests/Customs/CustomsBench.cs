using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Validation;
using Ics2.Ens.Writing;

namespace Ics2.Tests.Customs;

/// <summary>Customs with a memory: every decision is applied, every message checked as its reader would, every event replayed.</summary>
internal sealed class CustomsBench
{
    public const string Carrier = "BE1000000001";
    public const string Forwarder = "NL2000000002";
    public const string Consolidator = "DE3000000003";
    public const string Notifier = "FR4000000004";

    private static readonly SpecPack Pack = SpecPack.Embedded();
    private static readonly EnsValidator Validator = new(Pack);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly CustomsDecider _customs;
    private readonly List<CustomsEvent> _events = [];
    private int _messages;

    public CustomsBench(CustomsOptions? options = null)
    {
        _customs = new CustomsDecider(Pack, options);
        foreach (var eori in new[] { Carrier, Forwarder, Consolidator, Notifier })
        {
            Enter(new OperatorFacts(eori, "sys@" + eori, Connected: true, AeoSecurity: false, []));
        }
    }

    public CustomsState State { get; private set; } = CustomsState.Empty;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>How long a filing has waited when it is decided about.</summary>
    public TimeSpan LateBy { get; set; }

    public Instructions Instructions { get; set; } = Instructions.None;

    public string? Refusal { get; private set; }

    /// <summary>Sees every decision before it is applied.</summary>
    public Action<CustomsCommand, Decision>? Watch { get; set; }

    public IReadOnlyList<Notice> Last { get; private set; } = [];

    public void Enter(OperatorFacts facts) => State = State with { Operators = State.Operators.SetItem(facts.Eori, facts) };

    public Filing Filing(string mrn) => State.ByMrn(mrn).ShouldNotBeNull();

    /// <summary>The MRN of the last filing.</summary>
    public string Mrn { get; private set; } = "";

    public IReadOnlyList<Notice> Lodge(string type, string declarant, Action<MessageDraft> fill)
    {
        var message = "IE3" + type;
        var draft = Draft(message, declarant).Set("LRN", "LRN" + (++_messages)).Set("SpecificCircumstanceIndicator", type);
        draft.Set(
            Knows(message, "customsOfficeOfFirstEntry") ? "customsOfficeOfFirstEntry/referenceNumber" : "addressedMemberState/country",
            Knows(message, "customsOfficeOfFirstEntry") ? "BE101000" : "BE"
        );
        fill(draft);
        var key = Key(declarant);
        var notices = Decide(new LodgeFiling(key, message, draft.Build(), [], Now - LateBy, Unique()) { Instructions = Instructions });
        Mrn = State.Filings.GetValueOrDefault(key)?.Mrn ?? "";
        return notices;
    }

    /// <summary>A whole message of the sample writer, as it would come over the wire.</summary>
    public IReadOnlyList<Notice> Take(EnsMessage document, string sender)
    {
        _messages++;
        var (key, findings) = (Key(sender), Validator.Validate(new EnsWriter(Pack).Write(document)));
        var notices = Decide(
            document.Definition.IsFiling
                ? new LodgeFiling(key, document.Id, document, findings, Now, Unique()) { Instructions = Instructions }
                : new TakeRequest(key, document.Id, document, findings, Now, Unique()) { Instructions = Instructions }
        );
        Mrn = State.Filings.GetValueOrDefault(key)?.Mrn ?? Mrn;
        return notices;
    }

    public IReadOnlyList<Notice> Request(string message, string sender, Action<MessageDraft> fill)
    {
        var draft = new MessageComposer(Pack).Compose(message);
        _messages++;
        fill(draft);
        return Decide(new TakeRequest(Key(sender), message, draft.Build(), [], Now, Unique()) { Instructions = Instructions });
    }

    public IReadOnlyList<Notice> Amend(string mrn, string declarant, Action<MessageDraft> fill) =>
        Request(
            "IE3A" + Filing(mrn).Type[1..],
            declarant,
            draft =>
            {
                draft
                    .Set("MRN", mrn)
                    .Set("SpecificCircumstanceIndicator", Filing(mrn).Type)
                    .Set("declarant/identificationNumber", declarant);
                draft.Set(
                    Knows("IE3" + Filing(mrn).Type, "customsOfficeOfFirstEntry")
                        ? "customsOfficeOfFirstEntry/referenceNumber"
                        : "addressedMemberState/country",
                    Knows("IE3" + Filing(mrn).Type, "customsOfficeOfFirstEntry") ? "BE101000" : "BE"
                );
                fill(draft);
            }
        );

    public IReadOnlyList<Notice> Invalidate(string mrn, string declarant) =>
        Request(
            "IE3Q04",
            declarant,
            draft =>
                draft
                    .Set("documentIssueDate", Now)
                    .Set("MRN", mrn)
                    .Set("declarant/identificationNumber", declarant)
                    .Set("customsOfficeOfFirstEntry/referenceNumber", "BE101000")
        );

    public IReadOnlyList<Notice> Arrive(Action<MessageDraft> fill) =>
        Request(
            "IE3N06",
            Notifier,
            draft =>
            {
                draft
                    .Set("LRN", "ARR" + _messages)
                    .Set("documentIssueDate", Now)
                    .Set("personNotifyingTheArrival/identificationNumber", Notifier)
                    .Set("activeBorderTransportMeans/ModeOfTransport", "1")
                    .Set("activeBorderTransportMeans/identificationNumber", "IMO9074729")
                    .Set("actualCustomsOfficeOfFirstEntry/referenceNumber", "NL000396");
                fill(draft);
            }
        );

    public IReadOnlyList<Notice> Act(CustomsCommand command) => Decide(command);

    public IReadOnlyList<Notice> Advance(TimeSpan by)
    {
        Now += by;
        List<Notice> all = [];
        foreach (
            var (mrn, kind) in State
                .Filings.Values.Where(filing => filing.Type != "F25")
                .SelectMany(filing => filing.Timers.Where(timer => timer.Due <= Now).Select(timer => (filing.Mrn!, timer.Kind)))
                .ToList()
        )
        {
            all.AddRange(Decide(new ExpireTimer(mrn, kind)));
        }

        return Last = all;
    }

    /// <summary>Who got what, in order: <c>IE3R01&gt;BE1000000001</c>.</summary>
    public IEnumerable<string> Sent =>
        Last.Select(notice => $"{notice.Document.Id}>{notice.Recipient[(notice.Recipient.IndexOf('@', StringComparison.Ordinal) + 1)..]}");

    public string Code => Last.ShouldHaveSingleItem().Document.Text("error/validationCode").ShouldNotBeNull();

    public static void Master(MessageDraft draft, string document, string carrier, string? named = null)
    {
        const string m = "consignmentMasterLevel";
        draft
            .Set(m + "/transportDocumentMasterLevel/documentNumber", document)
            .Set(m + "/transportDocumentMasterLevel/type", "N704")
            .Set(m + "/carrier/identificationNumber", carrier);
        if (named is not null)
        {
            draft.Set(m + "/supplementaryDeclarant/identificationNumber", named);
        }
    }

    public void Ship(MessageDraft draft, string means = "IMO9074729") =>
        draft
            .Set("activeBorderTransportMeans/ModeOfTransport", "1")
            .Set("activeBorderTransportMeans/identificationNumber", means)
            .Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero));

    public static void House(
        MessageDraft draft,
        string? document,
        string? master = null,
        string? carrier = null,
        string[]? named = null,
        string[]? containers = null,
        int items = 0,
        string? receptacle = null
    ) =>
        draft.Add(
            "consignmentMasterLevel/consignmentHouseLevel",
            house =>
            {
                Set(house, "transportDocumentHouseLevel", document, "N714");
                Set(house, "transportDocumentMasterLevel", master, "N704");
                if (carrier is not null)
                {
                    house.Set("carrier/identificationNumber", carrier);
                }

                if (receptacle is not null)
                {
                    house.Add("receptacle", one => one.Set("receptacleIdentificationNumber", receptacle));
                }

                foreach (var eori in named ?? [])
                {
                    house.Add("supplementaryDeclarant", party => party.Set("identificationNumber", eori));
                }

                foreach (var number in containers ?? [])
                {
                    house.Add("transportEquipment", equipment => equipment.Set("containerIdentificationNumber", number));
                }

                for (var i = 1; i <= items; i++)
                {
                    house.Add("goodsItem", item => item.Set("goodsItemNumber", i.ToString(CultureInfo.InvariantCulture)));
                }
            }
        );

    /// <summary>A sea master filing that names the forwarder.</summary>
    public string F12(string document = "MBL1", string named = Forwarder)
    {
        Lodge(
            "F12",
            Carrier,
            draft =>
            {
                Ship(draft);
                Master(draft, document, Carrier, named);
                MasterItem(draft);
            }
        );
        return Mrn;
    }

    public static void MasterItem(MessageDraft draft) =>
        draft.Add("consignmentMasterLevel/goodsItem", item => item.Set("goodsItemNumber", "1"));

    /// <summary>A house of the forwarder under that master.</summary>
    public string F15(string house = "HBL1", string document = "MBL1", string carrier = Carrier, string declarant = Forwarder)
    {
        Lodge("F15", declarant, draft => House(draft, house, document, carrier));
        return Mrn;
    }

    /// <summary>A complete sea filing with two containers.</summary>
    public string F10(string document = "BL1", Action<MessageDraft>? more = null, string carrier = Carrier)
    {
        Lodge("F10", Carrier, draft => Straight(draft, document, carrier, more));
        return Mrn;
    }

    public void Straight(
        MessageDraft draft,
        string document = "BL1",
        string carrier = Carrier,
        Action<MessageDraft>? more = null,
        int items = 1
    )
    {
        Ship(draft);
        Master(draft, document, carrier);
        House(draft, null, containers: ["MSCU1234566", "MSCU7654321"], items: items);
        more?.Invoke(draft);
    }

    /// <summary>Pre-loading minimum data of the forwarder.</summary>
    public string F23(string house = "HAWB1")
    {
        Lodge("F23", Forwarder, draft => House(draft, house));
        return Mrn;
    }

    public static bool Replays(IEnumerable<CustomsEvent> events, CustomsState state)
    {
        // As the store keeps them: through JSON and back.
        var kept = events.Select(happened =>
            (CustomsEvent)
                JsonSerializer.Deserialize(JsonSerializer.Serialize(happened, happened.GetType(), Json), happened.GetType(), Json)!
        );
        var again = kept.Aggregate(CustomsState.Empty, (known, happened) => known.After(happened));
        return again.Filings.Count == state.Filings.Count
            && again.Filings.All(filing =>
                JsonSerializer.Serialize(filing.Value, Json) == JsonSerializer.Serialize(state.Filings[filing.Key], Json)
            );
    }

    public bool Replays() => Replays(_events, State);

    private static bool Knows(string message, string path) => Pack.Message(message).Root.Find(path) is not null;

    private static void Set(ClassDraft house, string path, string? number, string type)
    {
        if (number is not null)
        {
            house.Set(path + "/documentNumber", number).Set(path + "/type", type);
        }
    }

    private static MessageDraft Draft(string message, string declarant) =>
        new MessageComposer(Pack).Compose(message).Set("declarant/identificationNumber", declarant);

    private FilingKey Key(string eori) => new("sys@" + eori, $"m{_messages}@trader.example.eu");

    private string Unique() => _messages.ToString("D11", CultureInfo.InvariantCulture);

    private static string Written(Decision decision) =>
        string.Join(
            '\n',
            decision
                .Events.Select(happened => JsonSerializer.Serialize(happened, happened.GetType(), Json))
                .Concat(decision.Notices.Select(notice => $"{notice.Recipient} {notice.Document.Id}"))
        );

    private CustomsState Loaded(CustomsCommand command)
    {
        var loaded = Loaded(CustomsKeys.Of(command));
        return CustomsKeys.Further(command, loaded) is { Count: > 0 } further ? Loaded(CustomsKeys.Of(command).Concat(further)) : loaded;
    }

    private CustomsState Loaded(IEnumerable<string> begin)
    {
        var keys = begin.ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            List<Filing> found = [.. State.Filings.Values.Where(filing => CustomsKeys.Of(filing).Any(keys.Contains))];
            var before = keys.Count;
            keys.UnionWith(found.SelectMany(CustomsKeys.Of).Where(CustomsKeys.IsLink));
            if (keys.Count == before)
            {
                return CustomsState.Of(found) with { Operators = State.Operators };
            }
        }
    }

    private IReadOnlyList<Notice> Decide(CustomsCommand command)
    {
        // On what its keys lead to, as the store loads it; on everything, the decision must be the same.
        var decision = _customs.Decide(Loaded(command), command, Now);
        Written(decision).ShouldBe(Written(_customs.Decide(State, command, Now)));
        Watch?.Invoke(command, decision);
        _events.AddRange(decision.Events);
        State = decision.Events.Aggregate(State, (state, happened) => state.After(happened));
        Refusal = decision.Refusal;
        foreach (var notice in decision.Notices)
        {
            var read = Validator.ReadAndValidate(new EnsWriter(Pack).Write(notice.Document));
            read.Findings.Select(finding => $"{finding.Path}: {finding.Text} {finding.Found}").ShouldBeEmpty(notice.Document.Id);
        }

        return Last = decision.Notices;
    }
}
