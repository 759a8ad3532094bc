using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Results;
using Ics2.Tests.Support;

namespace Ics2.Tests.Rehearsal;

public sealed class ComparisonTests
{
    private const string Hostile = "<b>Suite</b> | 1";

    private static readonly RehearsalDocument Before = MadeRun.Of(
        MadeRun.Scenario("CON-01", Verdict.Pass),
        MadeRun.Scenario("CON-02", Verdict.Fail, "no receipt"),
        MadeRun.Scenario("CON-03", Verdict.Pass, seconds: 1),
        MadeRun.Scenario("CON-04", Verdict.Pass),
        MadeRun.Scenario("CON-05", Verdict.Inconclusive, "no network"),
        MadeRun.Scenario("CON-06", Verdict.Pass),
        MadeRun.Scenario("CON-08", Verdict.Fail, "no receipt")
    );

    private static readonly RehearsalDocument Now = MadeRun.Of(
        MadeRun.Scenario("CON-01", Verdict.Fail, "no receipt"),
        MadeRun.Scenario("CON-02", Verdict.Pass),
        MadeRun.Scenario("CON-03", Verdict.Pass, seconds: 2.6),
        MadeRun.Scenario("CON-04", Verdict.Warning, "another code"),
        MadeRun.Scenario("CON-05", Verdict.Fail, "no receipt"),
        MadeRun.Scenario("CON-07", Verdict.Pass),
        MadeRun.Scenario("CON-08", Verdict.Skipped, "does not pull")
    ) with
    {
        Facts = new RunFacts { Product = Hostile },
    };

    [Fact]
    public void A_later_run_says_what_is_new_mended_and_slower()
    {
        var changes = RunComparison.Of(Before, Now);

        Ids(changes.NewFailures).ShouldBe("CON-01");
        Ids(changes.Mended).ShouldBe("CON-02");
        Ids(changes.Slower).ShouldBe("CON-03");
        Ids(changes.Changed).ShouldBe("CON-04 CON-05 CON-08"); // what is no longer run is not mended
        Ids(changes.Added).ShouldBe("CON-07");
        Ids(changes.Gone).ShouldBe("CON-06");
        changes.NewFailures[0].Describe().ShouldBe("pass then, fail now: no receipt");
        changes.Slower[0].Describe().ShouldBe("1.00 s then, 2.60 s now");
        RunComparison.Of(Now, Now).Describe().ShouldEndWith("0 newly failed, 0 mended, 0 otherwise, 0 slower, 0 new, 0 gone");
    }

    [Fact]
    public void A_little_slower_is_noise() =>
        RunComparison
            .Of(
                MadeRun.Of(MadeRun.Scenario("CON-01", Verdict.Pass, seconds: 0.1)),
                MadeRun.Of(MadeRun.Scenario("CON-01", Verdict.Pass, seconds: 0.5))
            )
            .Slower.ShouldBeEmpty();

    [Fact]
    public async Task Runs_stand_side_by_side_in_every_form()
    {
        var document = ComparisonDocument.Of([("a.json", Before), ("b.json", Now), ("c.json", Now)]);

        document.Worse.ShouldBe(["CON-01"]);
        document.Runs.Select(run => run.Name).ShouldBe(["builtin", $"{Hostile}, 2026-03-01T12:00:00Z", $"{Hostile}, 2026-03-01T12:00:00Z"]);
        document.Scenarios.Single(scenario => scenario.Id == "CON-06").Differs.ShouldBeFalse(); // not run is no verdict
        document
            .Scenarios.Single(scenario => scenario.Id == "CON-02")
            .Runs.Select(cell => cell.Verdict)
            .ShouldBe([Verdict.Fail, Verdict.Pass, Verdict.Pass]);
        var rows = document.ToMarkdown().Split('\n').Where(line => line.StartsWith("| CON", StringComparison.Ordinal)).ToArray();
        rows[0].ShouldBe("| CON-01 Title of CON-01 | pass | fail | fail |");
        rows.Length.ShouldBe(5);
        document.ToMarkdown().ShouldNotContain("<b>");
        var page = Rendered.ContentOf(await Rendered.HtmlAsync<ComparisonPage>((nameof(ComparisonPage.Document), document)));
        page.Descendants("table").Count().ShouldBe(3);
        page.Value.ShouldContain(Hostile);
    }

    [Fact]
    public void A_document_of_an_earlier_run_is_read_and_another_one_is_not()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "rehearsal.json");
        File.WriteAllText(file, Before.ToJson());
        RehearsalDocument.Read(file).Scenarios.Count.ShouldBe(7);
        RehearsalDocument.Read(file).Facts.ShouldBeNull(); // older versions have none

        foreach (var other in new[] { "", "null", "[]", "{}", """{"scenarios":null}""", "<html>", new string('[', 100_000) })
        {
            File.WriteAllText(file, other);
            Should.Throw<InvalidDataException>(() => RehearsalDocument.Read(file)).Message.ShouldContain("no rehearsal.json");
        }
    }

    private static string Ids(IEnumerable<ScenarioChange> changes) => string.Join(' ', changes.Select(change => change.Id));
}
