using System.Text.Json.Nodes;
using Ics2.Load.Engine;
using Ics2.Load.Reporting;
using Ics2.Tests.Support;

namespace Ics2.Tests.Load;

public sealed class LoadReportTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        Threshold.TryParse("p99<4ms", out var threshold, out _).ShouldBeTrue();
        await LoadReportFolder.WriteAsync(VirtualResult.Of(everyFails: 10, [threshold!], new AnswerCounts(90, 89, 1, 0, 2)), _folder.Path);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_document_has_the_names_and_units_that_scripts_rely_on()
    {
        var document = JsonNode.Parse(Text(LoadReportFolder.Json))!;

        document["scenario"]!.GetValue<string>().ShouldBe("scripted");
        document["key"]!.GetValue<string>().ShouldBe("rsa2048");
        document["nodes"]!.GetValue<int>().ShouldBe(1);
        document["store"]!.GetValue<string>().ShouldBe("sqlite");
        document["durationSeconds"]!.GetValue<double>().ShouldBe(1);
        document["completed"]!.GetValue<int>().ShouldBe(90);
        document["errors"]!["EBMS:0004 A001"]!.GetValue<int>().ShouldBe(10);
        document["throughputPerSecond"]!.GetValue<double>().ShouldBeInRange(88, 91);
        foreach (var percentile in new[] { "p50", "p90", "p99", "p999", "max" })
        {
            document["latencyMs"]![percentile]!.GetValue<double>().ShouldBe(5, 0.1);
        }

        var limit = document["limit"]!;
        limit["privateOpsPerSecond"]!.GetValue<double>().ShouldBe(2000);
        limit["publicOpsPerSecond"]!.GetValue<double>().ShouldBe(60_000);
        limit["privateOpsPerExchange"]!.GetValue<double>().ShouldBe(4);
        limit["ceilingPerSecond"]!.GetValue<double>().ShouldBe(333.333, 0.001);
        limit["share"]!.GetValue<double>().ShouldBe(0.27, 0.01);
        document["passed"]!.GetValue<bool>().ShouldBeFalse();
        document["answers"]!["unanswered"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public Task The_document_obeys_its_published_schema() => PublishedSchemas.HoldAsync("load", Text(LoadReportFolder.Json));

    [Fact]
    public void The_page_is_well_formed_escapes_what_others_said_and_needs_nothing_from_outside()
    {
        var html = Text(LoadReportFolder.Html);

        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldContain("&lt;script&gt;");
        html.ShouldNotContain("\u001b");
        html.ShouldNotContain("http://", Case.Insensitive);
        html.ShouldNotContain("https://", Case.Insensitive);
        html.ShouldNotContain("NaN", Case.Sensitive);
        html.ShouldNotContain("∞");
        var body = Rendered.ContentOf(html);
        body.Descendants("figure").Count().ShouldBe(4);
        body.Descendants("figcaption")
            .Select(caption => caption.Element("b")!.Value)
            .ShouldBe(["Throughput", "Latency", "Errors", "Percentiles"]);
        body.Descendants("p").Single(p => p.Attribute("class")?.Value == "outcome bad").Value.ShouldBe("Not passed");
    }

    [Theory]
    [InlineData(false, "outcome good", "Passed")]
    [InlineData(true, "outcome caution", "Load generator was the limit")]
    public async Task A_run_whose_load_generator_was_the_limit_is_no_green_pass(bool saturated, string look, string word)
    {
        var result = VirtualResult.Of() with { Saturation = new Saturation(saturated ? ["it was slow"] : [], []) };

        var page = Rendered.ContentOf(await Rendered.HtmlAsync<LoadPage>((nameof(LoadPage.Result), result)));

        page.Descendants("p")
            .Single(p => p.Attribute("class")?.Value.StartsWith("outcome", StringComparison.Ordinal) == true)
            .ShouldSatisfyAllConditions(p => p.Attribute("class")!.Value.ShouldBe(look), p => p.Value.ShouldBe(word));
    }

    [Fact]
    public void The_course_is_a_table_with_a_line_for_every_slice()
    {
        var lines = Text(LoadReportFolder.Csv).TrimEnd().Split('\n').Select(line => line.Split(',')).ToList();

        lines.ShouldAllBe(line => line.Length == lines[0].Length);
        lines.Skip(1).Sum(line => int.Parse(line[2])).ShouldBe(180); // warm-up included
        lines.Skip(1).Where(line => line[1] == "1").Select(line => line[0]).ShouldBe(["1", "1.25", "1.5", "1.75"]);
    }

    [Fact]
    public void The_summary_keeps_its_table_whatever_others_said()
    {
        var markdown = Text(LoadReportFolder.Markdown);

        markdown.ShouldContain("| Throughput | 9");
        markdown.ShouldContain("**broken**: `p99<4ms`");
        markdown.ShouldNotContain("<script");
        markdown
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .ShouldAllBe(line => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|') == 3);
    }

    private string Text(string file) => File.ReadAllText(Path.Combine(_folder.Path, file));
}
