using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>Runs beside each other: baseline, what failed, comparison, coverage; and who and what a report names.</summary>
public sealed class OverTimeTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string First => Path.Combine(_folder.Path, "first");

    private string FirstRun => Path.Combine(First, "rehearsal.json");

    public async ValueTask InitializeAsync() =>
        (
            await Ics2Process.RunAsync(
                "rehearse",
                "--scenario",
                "CON-01, SEC-04,CON-05",
                "--client",
                "exec:sh -c 'exit 9' --password=geheim",
                "--product",
                "Suite",
                "--product-version",
                "1",
                "--tester",
                "A. Tester",
                "--archive-password",
                "hush",
                "--report",
                First
            )
        ).ShouldEndWith(1);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_report_says_who_and_what_was_tested_and_with_what_and_no_secret()
    {
        var document = await File.ReadAllTextAsync(FirstRun, Ct);
        using var json = JsonDocument.Parse(document);
        var facts = json.RootElement.GetProperty("facts");

        facts.GetProperty("product").GetString().ShouldBe("Suite");
        facts.GetProperty("productVersion").GetString().ShouldBe("1");
        facts.GetProperty("tester").GetString().ShouldBe("A. Tester");
        facts.GetProperty("specPackDigest").GetString()!.Length.ShouldBe(64);
        facts.GetProperty("runtime").GetString()!.ShouldStartWith(".NET");
        facts.GetProperty("tool").GetString()!.ShouldStartWith("0.");
        facts.GetProperty("commandLine").GetString()!.ShouldContain("--product Suite");
        facts.GetProperty("switches").GetProperty("--archive-password").GetString().ShouldBe("***");
        foreach (var file in new[] { document, await File.ReadAllTextAsync(Path.Combine(First, "report.html"), Ct) })
        {
            file.ShouldNotContain("geheim");
            file.ShouldNotContain("hush");
        }
    }

    [Fact]
    public async Task What_failed_is_run_again_and_compared()
    {
        var second = Path.Combine(_folder.Path, "second");
        var ran = (await Ics2Process.RunAsync("rehearse", "--failed", FirstRun, "--baseline", FirstRun, "--report", second)).ShouldEndWith(
            0
        );

        ran.Output.ShouldContain("2 scenarios: 2 passed"); // SEC-04 was skipped
        ran.Output.ShouldContain("2 mended");
        (await File.ReadAllTextAsync(Path.Combine(second, "report.html"), Ct)).ShouldContain("Mended");
        (await File.ReadAllTextAsync(Path.Combine(second, "summary.md"), Ct)).ShouldContain("- mended: CON-01");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(second, "rehearsal.json"), Ct));
        json.RootElement.GetProperty("baseline").GetProperty("mended").GetArrayLength().ShouldBe(2);

        (await Ics2Process.RunAsync("rehearse", "--failed", Path.Combine(second, "rehearsal.json")))
            .ShouldEndWith(2)
            .Errors.ShouldContain("nothing failed");

        var report = Path.Combine(_folder.Path, "compared");
        var better = (
            await Ics2Process.RunAsync("compare", FirstRun, Path.Combine(second, "rehearsal.json"), "--report", report, "--json")
        ).ShouldEndWith(0);
        await PublishedSchemas.HoldAsync("compare", better.Output);
        Directory
            .EnumerateFiles(report)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["compare.html", "compare.json", "compare.md"]);
        (await Ics2Process.RunAsync("compare", Path.Combine(second, "rehearsal.json"), FirstRun))
            .ShouldEndWith(1)
            .Output.ShouldContain("| CON-01 Ping | pass | fail |");
    }

    [Fact]
    public async Task The_coverage_is_a_document_and_a_list_to_keep()
    {
        await PublishedSchemas.HoldAsync(
            "coverage",
            (await Ics2Process.RunAsync("coverage", "--rehearsal", FirstRun, "--json")).ShouldEndWith(0).Output
        );
        var list = Path.Combine(_folder.Path, "coverage.tsv");
        (await Ics2Process.RunAsync("coverage", "--write", list)).ShouldEndWith(0);
        (await Ics2Process.RunAsync("coverage", "--check", list)).ShouldEndWith(0);
        await File.AppendAllTextAsync(list, "OLD-01\tsource\tOLD-01\n", Ct);
        (await Ics2Process.RunAsync("coverage", "--check", list)).ShouldEndWith(1).Errors.ShouldContain("OLD-01 is gone");
    }

    [Theory]
    [InlineData("rehearse", "--baseline", "{0}/report.html", "no rehearsal.json")]
    [InlineData("rehearse", "--source", "ICD 99", "ics2 coverage")]
    [InlineData("compare", "{0}/rehearsal.json", "{0}/junit.xml", "no rehearsal.json")]
    public async Task What_cannot_be_compared_is_usage(string verb, string option, string value, string says) =>
        (
            await Ics2Process.RunAsync(
                verb,
                option.Replace("{0}", First, StringComparison.Ordinal),
                value.Replace("{0}", First, StringComparison.Ordinal)
            )
        )
            .ShouldEndWith(2)
            .Errors.ShouldContain(says);

    [Fact]
    public async Task Scenarios_are_chosen_by_where_their_requirement_is_written() =>
        (await Ics2Process.RunAsync("rehearse", "--list", "--source", "ICD 4.6.2", "--json"))
            .ShouldEndWith(0)
            .Json.GetProperty("scenarios")
            .EnumerateArray()
            .Select(scenario => scenario.GetProperty("id").GetString())
            .ShouldBe(["CON-03", "SEC-06", "SEC-14"], ignoreOrder: true);
}
