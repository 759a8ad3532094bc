using Ics2.Load.Engine;
using Ics2.Load.Scenarios;
using Ics2.Trader.Messages;

namespace Ics2.Tests.Load;

public sealed class ScenarioTests
{
    private static readonly DateTimeOffset Begun = TimeProvider.System.GetUtcNow();
    private static readonly RunTag Tag = new(Begun);

    [Fact]
    public async Task Sealing_counts_one_private_operation_per_exchange()
    {
        await using var scenario = new SealingScenario(2048);
        var engine = new LoadEngine(scenario, VirtualRun.Hold(LoadShape.Closed, 1, seconds: 1), new EngineOptions(), TimeProvider.System);
        var run = await engine.RunAsync(TestContext.Current.CancellationToken);

        run.Errors.ShouldBeEmpty();
        run.Completed.ShouldBeGreaterThan(0);
        scenario.Operations.ShouldBe(new PrivateOperations(run.EverCompleted, 0));
        run.Steps.ShouldHaveSingleItem().Name.ShouldBe("sealed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(35)]
    [InlineData(46_655)]
    [InlineData(78_364_164_095)]
    public void The_number_of_an_exchange_is_read_back_from_its_reference(long number)
    {
        Tag.NumberOf(Tag.Lrn("WAIT-", number)).ShouldBe(number);
        new RunTag(Begun.AddSeconds(1)).NumberOf(Tag.Lrn("WAIT-", number)).ShouldBeNull();
        Tag.NumberOf("S2611230340041").ShouldBeNull();
        Tag.NumberOf(null).ShouldBeNull();
    }

    [Theory]
    [InlineData("IE3F10")]
    [InlineData("IE3F11")]
    [InlineData("IE3F13")]
    [InlineData("IE3F50")]
    public void A_filled_template_is_a_valid_filing_with_references_of_its_own(string message)
    {
        var template = new DocumentTemplate(message, new() { Houses = 3, Now = TimeProvider.System.GetUtcNow() }, "WAIT-", Tag);
        var copies = new[] { template.Fill(1), template.Fill(78_364_164_095) };
        var documents = copies
            .Select(copy => new Ics2.Ens.Validation.EnsValidator(Ics2.Ens.Catalogue.SpecPack.Embedded()).ReadAndValidate(copy))
            .ToList();

        documents.ShouldAllBe(document => document.Findings.Count == 0);
        System.Text.Encoding.UTF8.GetString(copies[1]).ShouldContain($"<LRN>{template.Lrn(78_364_164_095)}</LRN>");
        var numbers = copies
            .SelectMany(copy =>
                System
                    .Xml.Linq.XDocument.Parse(System.Text.Encoding.UTF8.GetString(copy))
                    .Descendants()
                    .Where(element => element.Name.LocalName is "documentNumber" or "LRN")
            )
            .Select(element => element.Value)
            .ToList();
        numbers.Count.ShouldBeGreaterThan(2);
        numbers.Distinct(StringComparer.Ordinal).Count().ShouldBe(numbers.Count);
    }

    [Fact]
    public async Task What_overtakes_the_answer_that_tells_its_mrn_is_not_lost()
    {
        var desk = new ReplyRouter(new AnswerLedger(), Tag);
        var expectation = desk.Expect("WAIT-1");
        desk.Arrived(Message("IE3Q02", lrn: null, "26BE0000000000001A"));
        desk.Arrived(Message("IE3Q02", lrn: null, "26BE0000000000002A"));
        desk.Arrived(Message("IE3R01", "WAIT-1", "26BE0000000000001A"));
        desk.Arrived(Message("IE3N03", lrn: null, "26BE0000000000001A"));

        foreach (var action in new[] { "IE3R01", "IE3Q02", "IE3N03" })
        {
            (await expectation.NextAsync(TestContext.Current.CancellationToken)).Action.ShouldBe(action);
        }
    }

    [Fact]
    public void The_book_tells_the_unanswered_the_doubly_answered_and_the_late()
    {
        var book = new AnswerLedger();
        foreach (var number in new long[] { 0, 1, 2, 3_000_000 })
        {
            book.Acknowledge(number);
        }

        book.Answer(0, awaited: true);
        book.Answer(1, awaited: false);
        book.Answer(1, awaited: false);
        book.Answer(3_000_000, awaited: true);
        book.Answer(9, awaited: true); // its receipt was lost

        book.Counts.ShouldBe(new AnswerCounts(Acknowledged: 4, Answered: 4, Unanswered: 1, Duplicates: 1, Late: 1));
        book.Acknowledge(9);
        book.Counts.Unanswered.ShouldBe(1);
    }

    [Fact]
    public void The_shares_of_the_mix_add_up() => MixedScenario.Kinds.Sum(kind => kind.Share).ShouldBe(100);

    private static ReceivedCustomsMessage Message(string action, string? lrn, string mrn) =>
        new()
        {
            Action = action,
            MessageId = $"{action}-{mrn}",
            ReceivedAt = DateTimeOffset.UnixEpoch,
            SealValid = true,
            Lrn = lrn,
            Mrn = mrn,
            Xml = "<x/>",
        };
}
