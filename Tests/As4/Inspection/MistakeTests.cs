using Ics2.As4.Checking;
using Ics2.As4.Inspection;
using Ics2.Cli.Output;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection;

/// <summary>
/// More than a hundred things that AS4 products can be set to: each is named in the first line of the explanation, with a remedy, and the
/// access point answers what was predicted.
/// </summary>
public sealed class MistakeTests(PkiFixture pki)
{
    public static TheoryData<string> Ids => [.. ProductMistake.All.Select(mistake => mistake.Id)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProductSettings Right => new() { Seal = pki.Trader.Seal.Certificate, Chain = [.. pki.Trader.Seal.Chain] };

    [Fact]
    public void There_are_more_than_a_hundred() =>
        ProductMistake.All.Select(mistake => mistake.Id).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(100);

    [Fact]
    public async Task Without_a_mistake_the_message_passes_without_a_word()
    {
        await using var bench = new ReceivingBench(pki);
        var message = Product.Write(Right);

        var report = await new Inspector(bench.Profile, trust: bench.Trust).InspectAsync(message, cancellationToken: Ct);

        report.Checks.Where(check => check.Verdict != CheckVerdict.Passed).ShouldBeEmpty();
        InspectText.Headline(report).ShouldBe("the access point would answer a receipt");
        (await bench.PostAsync(message)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("part labelled application/xml")]
    [InlineData("part labelled application/octet-stream")]
    [InlineData("type without quotes")]
    [InlineData("empty conversation id")]
    public Task What_products_of_the_field_write_is_taken_with_a_warning__F_18(string id)
    {
        ProductMistake.All.Single(mistake => mistake.Id == id).Code.ShouldBeEmpty("it is no refusal");
        return A_mistake_is_named_in_the_first_line_with_a_remedy(id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_mistake_is_named_in_the_first_line_with_a_remedy(string id)
    {
        var mistake = ProductMistake.All.Single(candidate => candidate.Id == id);
        await using var bench = new ReceivingBench(pki);
        var message = Product.Write(mistake.Change(Right));

        // As somebody has it who has neither lists nor a registry at hand.
        var offline = new Inspector(
            bench.Profile,
            trust: new Ics2.AccessPoint.Receiving.SenderTrust(bench.Profile, judge: null, registry: null)
        );
        var report = await offline.InspectAsync(message, cancellationToken: Ct);

        var headline = InspectText.Headline(report);
        headline.ShouldContain(mistake.Named, Case.Sensitive);
        (report.Error?.Code.Code ?? "").ShouldBe(mistake.Code, headline);
        var remedy = report.Error is { } error ? error.Remedy : report.Checks.First(check => check.Verdict == CheckVerdict.Warning).Remedy;
        remedy.ShouldNotBeNullOrEmpty();
        remedy.ShouldContain(mistake.Remedy);
        await Prediction.ShouldHoldAsync(bench, message);
    }
}
