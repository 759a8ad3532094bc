using System.Diagnostics;
using Ics2.Tests.Support;
using YamlDotNet.Serialization;

namespace Ics2.Tests.Cli;

/// <summary>What a CI server would run of the GitHub action and of the GitLab snippet, run here by a shell.</summary>
public sealed class CiSnippetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_action_rehearses_with_its_inputs()
    {
        var action = Read(".github", "actions", "rehearse", "action.yml");
        var step = List(Map(action["runs"])["steps"]).Select(Map).Single(step => step.GetValueOrDefault("id") is "rehearse");
        var inputs = Map(action["inputs"])
            .ToDictionary(input => input.Key, input => (string)Map(input.Value)["default"], StringComparer.Ordinal);
        inputs["arguments"] = "--scenario CON-01,CON-02";
        inputs["product"] = "Our Product $(touch hacked)";
        inputs["product-version"] = "4.2";
        inputs["strict"] = "true";
        inputs["report"] = "the report";

        var ran = await RunAsync(
            (string)step["run"],
            Map(step["env"])
                .Select(pair =>
                    (
                        pair.Key,
                        inputs.Aggregate(
                            (string)pair.Value,
                            (text, input) => text.Replace($"${{{{ inputs.{input.Key} }}}}", input.Value, StringComparison.Ordinal)
                        )
                    )
                )
                .Append(("GITHUB_ACTION_PATH", Repository.PathOf(".github", "actions", "rehearse")))
                .Append(("GITHUB_STEP_SUMMARY", Path.Combine(_folder.Path, "page.md")))
        );

        ran.ShouldBe(0);
        var document = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "the report", "rehearsal.json"), Ct);
        document.ShouldContain("\"product\": \"Our Product $(touch hacked)\"");
        document.ShouldContain("\"strict\": true");
        File.Exists(Path.Combine(_folder.Path, "hacked")).ShouldBeFalse("an input is a value, never a command");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "page.md"), Ct)).ShouldContain("2 scenarios: 2 passed");
    }

    [Fact]
    public async Task The_gitlab_job_rehearses_and_writes_what_it_keeps()
    {
        var job = Map(Read("samples", "ci", "gitlab-ci.yml")["rehearse"]);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "our-client.sh"), "#!/bin/sh\nexit 9\n", Ct);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.Path, "our-client.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        // One scenario of the plan is enough to see that the line is right.
        var ran = await RunAsync(
            string.Join('\n', List(job["script"]).Select(line => $"{line} --scenario CON-01")),
            Map(job["variables"])
                .Select(variable => (variable.Key, (string)variable.Value))
                .Append(("ICS2_CONFORMANCE", Repository.PathOf()))
                .Append(("CI_COMMIT_REF_NAME", "v4"))
        );

        ran.ShouldBe(1); // this client fails, and the job with it
        var artifacts = Map(job["artifacts"]);
        Directory.Exists(Path.Combine(_folder.Path, (string)List(artifacts["paths"])[0])).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, (string)Map(artifacts["reports"])["junit"]), Ct)).ShouldContain(
            "report: report.html#s-CON-01"
        );
    }

    [Fact]
    public void The_workflow_gives_the_action_inputs_that_it_has()
    {
        var inputs = Map(Read(".github", "actions", "rehearse", "action.yml")["inputs"]).Keys;
        var job = Map(Map(Read("samples", "ci", "github-workflow.yml")["jobs"])["rehearse"]);
        List(job["steps"])
            .Select(Map)
            .Where(step => ((string)step["uses"]).Contains("actions/rehearse@", StringComparison.Ordinal))
            .ShouldHaveSingleItem()["with"]
            .ShouldBeOfType<Dictionary<object, object>>()
            .Keys.Cast<string>()
            .ShouldBeSubsetOf(inputs, StringComparer.Ordinal);
    }

    /// <summary>As in a container that was started without a network.</summary>
    [Fact]
    public async Task A_rehearsal_needs_no_network_but_loopback()
    {
        var ran = await RunAsync($"'{Repository.PathOf("ci", "offline.sh")}' --scenario CON-01,CON-03,SEC-10,ACC-01", []);

        Assert.SkipWhen(ran == 77, "no network namespace of one's own can be made here");
        ran.ShouldBe(0);
    }

    private async Task<int> RunAsync(string script, IEnumerable<(string Name, string Value)> variables)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script for bash");
        var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["ICS2"] = Path.Combine(AppContext.BaseDirectory, "ics2");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(output + await errors);
        return process.ExitCode;
    }

    private static Dictionary<string, object> Read(params string[] path) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Repository.PathOf(path)));

    private static Dictionary<string, object> Map(object node) =>
        node as Dictionary<string, object>
        ?? ((Dictionary<object, object>)node).ToDictionary(pair => (string)pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static List<object> List(object node) => (List<object>)node;
}
