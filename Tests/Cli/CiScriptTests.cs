using System.Diagnostics;
using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>What the GitHub action and the GitLab snippet run, run here.</summary>
public sealed partial class CiScriptTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Report => Path.Combine(_folder.Path, "the report");

    private string Page => Path.Combine(_folder.Path, "page.md");

    [Fact]
    public async Task The_script_rehearses_writes_reports_and_fills_the_page_of_the_job()
    {
        (await RunAsync("--scenario", "CON-01")).ShouldBe(0);

        File.Exists(Path.Combine(Report, "junit.xml")).ShouldBeTrue();
        (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken)).ShouldContain("# ICS2 rehearsal: passed");
        (await File.ReadAllLinesAsync(Page + ".out", TestContext.Current.CancellationToken)).ShouldBe([$"report={Report}", "exit-code=0"]);
    }

    [Fact]
    public async Task A_failed_rehearsal_fails_the_job_and_a_summary_of_an_earlier_one_is_not_shown()
    {
        Directory.CreateDirectory(Report);
        await File.WriteAllTextAsync(Path.Combine(Report, "summary.md"), "old", TestContext.Current.CancellationToken);
        (await RunAsync("--scenario", "NO-99")).ShouldBe(2);
        File.Exists(Page).ShouldBeFalse();

        var expected = Path.Combine(_folder.Path, "known.txt");
        await File.WriteAllTextAsync(expected, "CON-01 not that it would", TestContext.Current.CancellationToken);
        (await RunAsync("--scenario", "CON-01", "--expected-failures", expected)).ShouldBe(1);
        (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken)).ShouldContain("**Unexpected pass:** CON-01");
    }

    [Fact]
    public void The_action_runs_this_script_with_options_that_exist_and_inputs_that_are_declared()
    {
        var action = File.ReadAllText(Repository.PathOf(".github", "actions", "rehearse", "action.yml"));
        action.ShouldContain("$GITHUB_ACTION_PATH/../../../ci/rehearse.sh");
        File.Exists(Repository.PathOf("ci", "rehearse.sh")).ShouldBeTrue();
        Inputs()
            .Matches(action)
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal)
            .ShouldAllBe(name => Regex.IsMatch(action, $"^  {name}:$", RegexOptions.Multiline, TimeSpan.FromMinutes(1)));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script for bash");
        var start = new ProcessStartInfo("bash", [Repository.PathOf("ci", "rehearse.sh"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ICS2"] = Path.Combine(AppContext.BaseDirectory, "ics2");
        start.Environment["ICS2_REPORT"] = Report;
        start.Environment["GITHUB_STEP_SUMMARY"] = Page;
        start.Environment["GITHUB_OUTPUT"] = Page + ".out";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(output + await errors);
        return process.ExitCode;
    }

    [GeneratedRegex(@"\$\{\{ inputs\.(?<name>[a-z-]+) \}\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Inputs();
}
