using Ics2.Ens.Reading;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Consultations: where a filing stands, and what customs sent about it (lifecycle 7.3).</summary>
/// <param name="paperwork">Writes the questions.</param>
/// <param name="mailbox">What customs sends.</param>
[Binding]
public sealed class ConsultationSteps(Cast cast, Paperwork paperwork, Mailbox mailbox, Verdicts verdicts, RehearsalSettings settings)
{
    private const string MasterDocument = "consignmentMasterLevel/transportDocumentMasterLevel/";
    private const string HouseDocument = "consignmentMasterLevel/consignmentHouseLevel/transportDocumentHouseLevel/";

    private readonly EnsReader _reader = new(settings.SpecPack);
    private CustomsMessage? _answer;

    [When("^(the [a-z ]+?) asks about the filing of (the [a-z ]+?) by its (MRN|master document|house document)$")]
    public Task Ask(Player who, Player owner, string key) =>
        cast.LodgeAsync(who, By(key, paperwork.Question(who, withNotifications: false), owner.Filing));

    // The sender decides what is shown (F-15 of field.md).
    [When("^(the [a-z ]+?) asks about the filing of (the [a-z ]+?) in the name of (the [a-z ]+)$")]
    public Task AskForOther(Player who, Player owner, Player named) =>
        cast.LodgeAsync(
            who,
            By("MRN", paperwork.Question(who, withNotifications: false), owner.Filing).Set("requester/identificationNumber", named.Eori)
        );

    [When("^(the [a-z ]+?) asks for its filing and all notifications about it$")]
    public Task AskForNotifications(Player who) =>
        cast.LodgeAsync(who, By("MRN", paperwork.Question(who, withNotifications: true), who.Filing));

    [When("^(the [a-z ]+?) asks about its filing by its MRN and its master document$")]
    public Task AskTwice(Player who) =>
        cast.LodgeAsync(who, By("master document", By("MRN", paperwork.Question(who, withNotifications: false), who.Filing), who.Filing));

    [Then("^(the [a-z ]+?) receives IE3R08 that says exactly: ([a-zA-Z, ]+)$")]
    public async Task Answered(Player who, string entities)
    {
        _answer = await mailbox.ReceiveAsync(who, "IE3R08", who.Last.MessageIds);
        var (asked, told) = (who.Last.Draft!.Text("functionalReference"), _answer.Root.Text("functionalReference"));
        verdicts.OfCustoms.Check("it answers the question", told == asked, asked, told, "lifecycle 9.4");
        var expected = entities.Split(", ").Select(Coded).Order(StringComparer.Ordinal).ToList();
        var actual = _answer
            .Root.All("ENSEntity")
            .Select(entity => $"{entity.Text("type")} {entity.Text("state")}")
            .Order(StringComparer.Ordinal)
            .ToList();
        verdicts.OfCustoms.Check(
            "it tells type and state of each entity",
            actual.SequenceEqual(expected, StringComparer.Ordinal),
            string.Join(", ", expected),
            string.Join(", ", actual),
            "CL721, CL744; lifecycle 7.3"
        );
    }

    [Then("^the answer names MRN and documents of the filing of (the [a-z ]+)$")]
    public void Names(Player filer)
    {
        var filing = filer.Filing;
        foreach (var entity in _answer!.Root.All("ENSEntity"))
        {
            var (type, actual) = (entity.Text("type"), entity.Text("identification"));
            var expected = type switch
            {
                "ENF" => filing.Mrn,
                "CHL" => filing.Draft!.Text(HouseDocument + "documentNumber"),
                _ => filing.Draft!.Text(MasterDocument + "documentNumber") ?? filing.Mrn,
            };
            verdicts.OfCustoms.Check($"{type} is named", actual == expected, expected, actual, "lifecycle 7.3 (inferred)");
        }
    }

    [Then("^(no notification|(?:IE3[NQR]\\d\\d)(?: and IE3[NQR]\\d\\d)*) comes? along$")]
    public void Along(string messages)
    {
        var expected = messages == "no notification" ? "" : messages;
        var actual = string.Join(" and ", _answer!.Parts.Select(part => _reader.Read(part.Content).Message?.Id ?? "an unreadable part"));
        verdicts.OfCustoms.Check(
            "exactly the stored notifications come along",
            actual == expected,
            messages,
            actual.Length == 0 ? "none" : actual,
            "lifecycle 7.3 step 4"
        );
    }

    // As CL721 and CL744 name them.
    private static string Coded(string entity)
    {
        var state = entity[(entity.LastIndexOf(' ') + 1)..];
        var type = entity[..^(state.Length + 1)] switch
        {
            "filing" => "ENF",
            "master consignment" => "CML",
            "house consignment" => "CHL",
            "ENS" => "ENS",
            var other => throw new ArgumentException($"Unknown entity '{other}'.", nameof(entity)),
        };
        var code = state switch
        {
            "accepted" => "03",
            "linked" => "05",
            "complete" => "11",
            _ => throw new ArgumentException($"Unknown state '{state}'.", nameof(entity)),
        };
        return $"{type} {code}";
    }

    private static Draft By(string key, Draft question, Lodged filing) =>
        key switch
        {
            "MRN" => question.Set("MRN", Paperwork.MrnOf(filing)),
            "master document" => Document(question, "transportDocument/", filing, MasterDocument),
            _ => Document(question, "transportDocumentHouse/", filing, HouseDocument),
        };

    private static Draft Document(Draft question, string at, Lodged filing, string from) =>
        question
            .Set(at + "documentNumber", filing.Draft!.Text(from + "documentNumber")!)
            .Set(at + "type", filing.Draft.Text(from + "type")!);
}
