using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;
using Ics2.Ens.Writing;

namespace Ics2.Tests.Customs;

public sealed class RegisterFilingTests
{
    private static readonly SpecPack Pack = SpecPack.Embedded();
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly FilingKey Key = new("sys1@BE0123456789", "filing@trader.example.eu");

    private readonly CustomsDecider _customs = new(Pack);

    public static TheoryData<string> FilingTypes =>
        [.. Pack.MessageIds.Where(id => id.StartsWith("IE3F", StringComparison.Ordinal) && id != "IE3F25")];

    [Theory]
    [MemberData(nameof(FilingTypes))]
    public void Every_type_of_filing_is_registered_and_answered_with_a_valid_IE3R01(string type)
    {
        var decision = _customs.Decide(CustomsState.Empty, Lodge(type), Now);

        var notice = decision.Notices.ShouldHaveSingleItem();
        notice.Recipient.ShouldBe(Key.Party);
        notice.RefToMessageId.ShouldBe(Key.MessageId);
        var answer = Valid(notice.Document, "IE3R01");
        answer.Lrn.ShouldBe("LRN-1");
        answer.Text("SpecificCircumstanceIndicator").ShouldBe(type[3..]);
        answer.Text("registrationDate").ShouldBe("2026-11-23T10:00:00Z");
        answer.Text("declarant/identificationNumber").ShouldBe("BE0123456789");

        var filing = After(decision);
        filing.State.ShouldBe(FilingState.Accepted);
        filing.Mrn.ShouldBe(answer.Mrn);
        filing.RegisteredAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData(
        "IE3F10",
        "customsOfficeOfFirstEntry/referenceNumber",
        "consignmentMasterLevel/carrier/identificationNumber",
        "consignmentMasterLevel/transportDocumentMasterLevel/documentNumber"
    )]
    [InlineData(
        "IE3F15",
        "addressedMemberState/country",
        "consignmentMasterLevel/consignmentHouseLevel/carrier/identificationNumber",
        "consignmentMasterLevel/consignmentHouseLevel/transportDocumentMasterLevel/documentNumber"
    )]
    public void IE3R01_repeats_who_where_and_under_which_document(string type, string country, string carrier, string document)
    {
        var lodge = Lodge(type);

        var answer = _customs.Decide(CustomsState.Empty, lodge, Now).Notices[0].Document;

        answer.Text(country).ShouldNotBeNull().ShouldBe(lodge.Document!.Text(country));
        answer.Text("carrier/identificationNumber").ShouldNotBeNull().ShouldBe(lodge.Document.Text(carrier));
        answer.Text("transportDocument/documentNumber").ShouldNotBeNull().ShouldBe(lodge.Document.Text(document));
        answer.Mrn![2..4].ShouldBe(lodge.Document.Text(country)![..2]);
    }

    [Fact]
    public void Every_finding_becomes_an_error_of_IE3N99_with_code_and_pointer__F_10()
    {
        ValidationFinding[] findings =
        [
            new("13", "structure", "/IE3F10/declarant", 3, 4, "The declarant is missing.", Found: null, "one declarant"),
            new("102", "alphabet", "/IE3F10/LRN", 5, 6, "A character is not allowed.", new string('\u4e00', 600), Expected: null),
            new("12", "structure", Path: null, 1, 1, "No XML.", "\ud800\u0001", Expected: null),
        ];

        var decision = _customs.Decide(CustomsState.Empty, Lodge("IE3F10") with { Findings = findings }, Now);

        var refusal = Valid(decision.Notices.ShouldHaveSingleItem().Document, "IE3N99");
        refusal.All("error/validationCode").Select(code => code.Value).ShouldBe(["13", "102", "12"]);
        refusal.All("error/pointer/messageElementPath").Select(path => path.Value).ShouldBe(["/IE3F10/declarant", "/IE3F10/LRN"]);
        refusal
            .All("error/technicalErrorMessage")
            .Select(text => text.Value)
            .ShouldBe([
                "[filingAction=REGISTER] line 3, column 4 structure",
                "[filingAction=REGISTER] line 5, column 6 alphabet",
                "[filingAction=REGISTER] line 1, column 1 No XML. structure",
            ]);
        refusal
            .All("error/description")
            .Skip(1)
            .First()
            .Value!.ShouldContain("Found: U+4E00U+4E00", Case.Sensitive, "the answer breaks no rule itself");
        refusal.Text("functionalReference").ShouldBe("LRN-1");
        var filing = After(decision);
        filing.State.ShouldBe(FilingState.Rejected);
        filing.Mrn.ShouldBeNull();
    }

    [Fact]
    public void A_document_that_cannot_be_read_is_refused_without_what_nobody_could_read()
    {
        var unreadable = Lodge("IE3F10") with { Document = null, Findings = [new("12", "structure", null, 1, 1, "No XML.", null, null)] };

        var refusal = Valid(_customs.Decide(CustomsState.Empty, unreadable, Now).Notices.ShouldHaveSingleItem().Document, "IE3N99");

        refusal.Text("functionalReference").ShouldBeNull();
        refusal.Find("declarant").ShouldBeNull();
    }

    [Fact]
    public void What_was_wrong_in_the_filing_is_not_repeated_in_the_refusal()
    {
        var document = new MessageComposer(Pack)
            .Compose("IE3F10")
            .Set("LRN", new string('x', 60))
            .Set("declarant/identificationNumber", new string('y', 60))
            .Set("customsOfficeOfFirstEntry/referenceNumber", "?")
            .Set("consignmentMasterLevel/transportDocumentMasterLevel/documentNumber", "BILL")
            .Build();
        var lodge = Lodge("IE3F10") with
        {
            Document = document,
            Findings = [new("39", "structure", "/IE3F10/LRN", 1, 1, "Too long.", null, null)],
        };

        var refusal = Valid(_customs.Decide(CustomsState.Empty, lodge, Now).Notices[0].Document, "IE3N99");

        refusal.Root.Children.Select(child => child.Name).ShouldBe(["notificationDate", "error"]);
    }

    [Fact]
    public void A_refusal_holds_as_many_errors_as_its_table_allows()
    {
        var lodge = Lodge("IE3F10") with
        {
            Findings =
            [
                .. Enumerable.Repeat(
                    new ValidationFinding("13", "structure", "/IE3F10/declarant", 3, 4, new string('x', 2000), null, null),
                    100_001
                ),
            ],
        };

        var refusal = _customs.Decide(CustomsState.Empty, lodge, Now).Notices[0].Document;

        refusal.All("error").Count().ShouldBe(99_999);
        refusal.Text("error/description")!.Length.ShouldBe(512);
    }

    [Theory]
    [InlineData(FilingState.Accepted)]
    [InlineData(FilingState.Invalidated)]
    public void An_LRN_that_the_declarant_used_is_refused_with_code_94__R3003__F_9(FilingState before)
    {
        var state = CustomsState.Of([Known("LRN-1", "BE0123456789", before)]);

        var refusal = _customs.Decide(state, Lodge("IE3F10"), Now).Notices[0].Document;

        refusal.Id.ShouldBe("IE3N99");
        refusal.Text("error/validationCode").ShouldBe("94");
        refusal.Text("error/pointer/messageElementPath").ShouldBe("/IE3F10/LRN");
    }

    [Theory]
    [InlineData("LRN-1", "BE0123456789", FilingState.Rejected)]
    [InlineData("LRN-1", "NL0123456789", FilingState.Accepted)]
    [InlineData("LRN-2", "BE0123456789", FilingState.Accepted)]
    public void An_LRN_is_free_again_after_refusal_and_belongs_to_its_declarant__F_9(string lrn, string declarant, FilingState state)
    {
        var decision = _customs.Decide(CustomsState.Of([Known(lrn, declarant, state)]), Lodge("IE3F10"), Now);

        decision.Notices[0].Document.Id.ShouldBe("IE3R01");
    }

    [Fact]
    public void A_document_that_is_not_what_the_action_says_is_refused__AS4_24()
    {
        var lodge = Lodge("IE3F15") with { Action = "IE3F10" };

        var refusal = _customs.Decide(CustomsState.Empty, lodge, Now).Notices[0].Document;

        refusal.Id.ShouldBe("IE3N99");
        refusal.Text("error/pointer/messageElementPath").ShouldBe("/IE3F15");
    }

    private static LodgeFiling Lodge(string type)
    {
        var options = new SampleOptions
        {
            Now = Now,
            Lrn = Lrn.Parse("LRN-1"),
            Declarant = Eori.Parse("BE0123456789"),
        };
        return new LodgeFiling(Key, type, new SampleWriter(Pack).Compose(type, options), [], Now.AddSeconds(-1), "0000000000A")
        {
            Instructions = new Instructions { AssessWhenTold = true },
        };
    }

    private static Filing Known(string lrn, string declarant, FilingState state) =>
        new()
        {
            Key = new FilingKey("BE0123456789", "earlier@trader.example.eu"),
            Type = "F10",
            Lrn = lrn,
            Declarant = declarant,
            Mrn = "26BE0000000000AAZ3",
            State = state,
            ReceivedAt = Now,
        };

    private static Filing After(Decision decision) =>
        decision.Events.Aggregate(CustomsState.Empty, (state, happened) => state.After(happened)).Filings[Key];

    // As the trader will read it.
    private static EnsMessage Valid(EnsMessage message, string id)
    {
        message.Id.ShouldBe(id);
        var read = new EnsValidator(Pack).ReadAndValidate(new EnsWriter(Pack).Write(message));
        read.Findings.ShouldBeEmpty();
        return read.Message.ShouldNotBeNull();
    }
}
