using System.Text;
using Ics2.Ens;
using Ics2.Ens.Answers;
using static Ics2.Tests.Ens.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>Lifecycle 9: whatever customs says is a valid message and says the right things.</summary>
public sealed class AnswerTests
{
    private static readonly Mrn Number = Mrn.Parse("26NL00000000001AT0");
    private static readonly DocumentReference House = new("HBL-1", "N714");
    private static readonly ValidationFinding Finding = new("13", "C3034", "/IE3F10/declarant/address/postCode", 12, 5, "<postCode> is missing.", null, "<postCode>");

    private readonly AnswerComposer _answers = new(Pack);

    public static TheoryData<string> Filings => [.. Pack.Messages.Where(message => message.IsFiling).Select(message => message.Id)];

    [Theory]
    [MemberData(nameof(Filings))]
    public void Every_answer_about_every_filing_is_valid(string id)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var filing = Read(Sample(id, seed, houses: 2)).Message!;
            foreach (var answer in AllAbout(filing))
            {
                var bytes = new EnsWriter(Pack).Write(answer);
                new EnsValidator(Pack).Validate(bytes).ShouldBeEmpty(Encoding.UTF8.GetString(bytes));
            }
        }
    }

    [Fact]
    public void Every_message_that_customs_sends_is_composed()
    {
        var about = AllAbout(Read(Sample("IE3F11")).Message!).Select(answer => answer.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        about.ShouldBe(Pack.Messages.Where(message => message.Direction == MessageDirection.ToTrader).Select(message => message.Id));
    }

    [Fact]
    public void A_registration_repeats_what_lifecycle_9_1_says()
    {
        var filing = Read(Sample("IE3F10")).Message!;

        var answer = _answers.Registered(FilingFacts.Of(filing), Number, Now);

        answer.Lrn.ShouldBe(filing.Lrn);
        answer.Mrn.ShouldBe(Number.Value);
        answer.Instant("registrationDate").ShouldBe(Now);
        answer.Text("SpecificCircumstanceIndicator").ShouldBe("F10");
        answer.Text("declarant/identificationNumber").ShouldBe(filing.Text("declarant/identificationNumber"));
        answer.Text("carrier/identificationNumber").ShouldBe(filing.Text("consignmentMasterLevel/carrier/identificationNumber"));
        answer.Text("transportDocument/documentNumber").ShouldBe(filing.Text("consignmentMasterLevel/transportDocumentMasterLevel/documentNumber"));
        answer.Text("customsOfficeOfFirstEntry/referenceNumber").ShouldBe(filing.Text("customsOfficeOfFirstEntry/referenceNumber"));
        answer.Find("addressedMemberState").ShouldBeNull();
    }

    [Fact]
    public void A_refusal_names_every_error_with_code_place_and_reason()
    {
        var broken = new MessageEditor(Sample("IE3F10"), Pack).Set("LRN", "").Set("customsOfficeOfFirstEntry/referenceNumber", "??").Remove("declarant/name").ToString();
        var result = new EnsValidator(Pack).ReadAndValidate(Encoding.UTF8.GetBytes(broken));

        var answer = _answers.Refused(result.Message, result.Findings, Now);

        new EnsValidator(Pack).Validate(new EnsWriter(Pack).Write(answer)).ShouldBeEmpty();
        answer.All("error/validationCode").Select(code => code.Value).ShouldBe(result.Findings.Select(finding => finding.Code));
        answer.All("error/pointer/messageElementPath").Select(path => path.Value).ShouldBe(result.Findings.Select(finding => finding.Path));
        answer.All("error/description").ShouldAllBe(description => description.Value!.Length > 0);
        answer.Find("customsOfficeOfFirstEntry").ShouldBeNull("a wrong office is not repeated");
    }

    [Fact]
    public void A_text_that_is_no_xml_is_refused_without_a_pointer()
    {
        var result = new EnsReader(Pack).Read("<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\">"u8.ToArray());

        var answer = _answers.Refused(result.Message, result.Findings, Now);

        new EnsValidator(Pack).Validate(new EnsWriter(Pack).Write(answer)).ShouldBeEmpty();
        answer.Text("error/technicalErrorMessage")!.ShouldStartWith("structure, line 1");
        answer.Find("error/pointer").ShouldBeNull();
    }

    [Theory]
    [InlineData("IE3F10", "LRN")]
    [InlineData("IE3N06", "LRN")]
    [InlineData("IE3A10", "MRN")]
    [InlineData("IE3Q04", "MRN")]
    [InlineData("IE3R02", "MRN")]
    [InlineData("IE3Q05", "functionalReference")]
    public void A_refusal_carries_the_reference_the_trader_knows(string id, string element)
    {
        var message = Read(Sample(id)).Message!;

        _answers.Refused(message, [Finding], Now).Text("functionalReference").ShouldBe(message.Text(element));
    }

    [Fact]
    public void A_hundred_thousand_findings_fill_one_refusal_and_no_more()
    {
        var answer = _answers.Refused(null, Enumerable.Repeat(Finding with { Text = new string('x', 2000) }, 100_000), Now);

        answer.All("error").Count().ShouldBe(99_999);
        answer.Text("error/description")!.Length.ShouldBe(512);
    }

    private IEnumerable<EnsMessage> AllAbout(EnsMessage filing)
    {
        var facts = FilingFacts.Of(filing);
        var master = FilingFacts.Of(Read(Sample("IE3F12")).Message!);
        var arrival = FilingFacts.Of(Read(Sample("IE3N06")).Message!);
        var carrier = facts with { Carrier = facts.Carrier ?? "NL123456789" };
        var goods = new GoodsReferences { Receptacles = ["R1"], HouseDocuments = [House], Containers = ["MSCU1234566"] };
        Referral[] questions = [new("RR1", "RFI") { House = House, Master = House, Text = "What is it?" }, new("RR2", "AMD") { ElementPath = "/IE3F10/LRN" }];
        Referral[] screenings = [new("RR3", "RFS") { House = House, ScreeningMethods = ["XRY", "EDD"] }];
        var subjects = filing.All("consignmentMasterLevel/consignmentHouseLevel").Take(1).Concat(filing.All("consignmentMasterLevel/receptacle").Take(1)).Concat(filing.All("consignmentMasterLevel/goodsItem").Take(1)).ToList();
        var control = new Control("NL000510", "Inspection hall 3", Now.AddHours(2), subjects);
        yield return _answers.Registered(facts, Number, Now);
        yield return _answers.ArrivalRegistered(arrival, Mrn.Parse("26NL00000000001AZ8"), Now, Eori.Parse("NL1"));
        yield return _answers.Invalidated(facts with { Mrn = Number.Value }, Now);
        yield return _answers.Amended(facts with { Mrn = Number.Value }, Now);
        yield return _answers.Consulted("REF", [("ENF", Number.Value, "03"), ("CHL", "HBL", "05")]);
        yield return _answers.NotComplete(facts, Number, master, ["NL1", "NL2"], Now);
        yield return _answers.Pending(master, "NL1", Now);
        yield return _answers.Refused(filing, [Finding], Now);
        yield return _answers.RefusedByLifeCycle(filing, [Finding, Finding with { Path = null }], Now);
        yield return _answers.WrongState(facts with { OfficeOfFirstEntry = facts.OfficeOfFirstEntry ?? "NL000510" }, Number, [House], [Finding with { Code = "71" }], ArrivalRecipient.PersonFiling, Now);
        yield return _answers.WrongState(master, Number, [], [Finding with { Code = "72" }], new ArrivalRecipient(null, Eori.Parse("NL1")), Now);
        yield return _answers.AssessmentComplete(facts, Number, goods, Now);
        yield return _answers.AssessmentComplete(facts, Number, null, Now);
        yield return _answers.DoNotLoad(facts, Number, goods with { HouseDocuments = [House] }, Now);
        yield return _answers.AskForInformation(facts, Number, questions, Now);
        yield return _answers.TellCarrierOfQuestion(carrier, Number, questions, Now);
        yield return _answers.AskForScreening(facts, Number, screenings, Now);
        yield return _answers.TellCarrierOfScreening(carrier, Number, screenings, Now);
        yield return _answers.ControlOnArrival(facts, Number, control, Eori.Parse("NL1"), null, Now);
        yield return _answers.ControlToCome(facts, Number, control, Now);
    }
}
