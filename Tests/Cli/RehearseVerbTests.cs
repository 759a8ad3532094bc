using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>What the rehearsal says of its own faults and of the client's, as a user sees it.</summary>
public sealed class RehearseVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--client", "exec:no-such-program-anywhere", "no program 'no-such-program-anywhere'")]
    [InlineData("--client", "exec:{0}/plain.txt", "may not be executed")]
    [InlineData("--client", "http://127.0.0.1:1/", "Nobody listens at 127.0.0.1:1")]
    [InlineData("--report", "{0}/plain.txt", "--report {0}/plain.txt cannot be written")]
    [InlineData("--archive", "{0}/plain.txt/archive.zip", "--archive {0}/plain.txt/archive.zip cannot be written")]
    [InlineData("--attach", "http://127.0.0.1:1/", "no simulator answers there")]
    public async Task What_cannot_work_is_said_before_the_run_with_exit_code_3(string option, string value, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs paths and modes of Unix.");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "plain.txt"), "no folder, no program", Ct);

        var ran = await Ics2Process.RunAsync("rehearse", option, Fill(value), "--json");

        ran.ShouldEndWith(3);
        var error = ran.Json.GetProperty("error");
        error.GetProperty("text").GetString()!.ShouldContain(Fill(text));
        error.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        ran.Errors.ShouldNotContain("report:");

        string Fill(string pattern) => pattern.Replace("{0}", _folder.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_before_anything_is_made()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var data = Path.Combine(_folder.Path, "data");

        var ran = await Ics2Process.RunAsync("serve", "--port", port, "--data", data, "--json");

        ran.ShouldEndWith(3).Json.GetProperty("error").GetProperty("text").GetString()!.ShouldContain($"--port {port}: 127.0.0.1:{port}");
        Directory.Exists(Path.Combine(data, "pki")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_was_there_is_not_lost_when_the_run_cannot_begin()
    {
        var archive = Path.Combine(_folder.Path, "archive.zip");
        await File.WriteAllTextAsync(archive, "of the last run", Ct);
        (await Ics2Process.RunAsync("rehearse", "--client", "exec:no-such-program-anywhere", "--archive", archive)).ShouldEndWith(3);
        (await File.ReadAllTextAsync(archive, Ct)).ShouldBe("of the last run");
    }

    [Fact]
    public async Task A_failing_step_says_what_was_not_seen_and_what_the_client_did()
    {
        var client = await ShellScript.WriteAsync(
            _folder.Path,
            $"""
            case $1 in
              send) exec "{Path.Combine(AppContext.BaseDirectory, "ics2")}" "$@" ;;
              pull) echo "401 from the proxy" >&2; exit 1 ;;
            esac
            """
        );

        var ran = await Ics2Process.RunAsync("rehearse", "--client", $"exec:{client}", "--scenario", "ACC-03", "--json");

        var scenario = ran.ShouldEndWith(1).Json.GetProperty("scenarios")[0];
        scenario.GetProperty("verdict").GetString().ShouldBe("fail");
        var reason = scenario.GetProperty("reason").GetString()!;
        reason.ShouldContain("IE3R01 waits, but no pull request came in 15 s");
        reason.ShouldContain("the client's last call: 'pull' as BE");
        reason.ShouldContain("ended with exit code 1 after");
        reason.ShouldEndWith("wrote to standard error: 401 from the proxy");
        var calls = scenario.GetProperty("clientCalls").EnumerateArray().ToList();
        calls.Select(call => call.GetProperty("what").GetString()).ShouldBe(["send IE3F12", "pull"]);
        calls[1].GetProperty("times").GetInt32().ShouldBeInRange(10, 100); // asked again, but not a thousand times
        calls[1].GetProperty("errors").GetString().ShouldBe("401 from the proxy\n");
    }

    [Fact]
    public async Task A_proxy_in_the_environment_changes_nothing()
    {
        var ran = await Ics2Process.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["http_proxy"] = "http://127.0.0.1:1",
                ["https_proxy"] = "http://127.0.0.1:1",
                ["all_proxy"] = "http://127.0.0.1:1",
                ["no_proxy"] = "",
            },
            "rehearse",
            "--scenario",
            "CON-03",
            "--client",
            $"exec:{Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ics2.exe" : "ics2")}"
        );
        ran.ShouldEndWith(0);
    }

    [Fact]
    public async Task What_was_found_out_is_told_also_where_it_cannot_be_kept()
    {
        var report = Path.Combine(_folder.Path, "report");
        var client = await ShellScript.WriteAsync(_folder.Path, $"rm -rf '{report}'; echo > '{report}'");

        var ran = await Ics2Process.RunAsync(
            "rehearse",
            "--client",
            $"exec:{client}",
            "--scenario",
            "CON-02",
            "--report",
            report,
            "--json"
        );

        ran.ShouldEndWith(3).Json.GetProperty("scenarios").GetArrayLength().ShouldBe(1);
        ran.Json.GetProperty("problems")
            .EnumerateArray()
            .Select(problem => problem.GetString()!)
            .ShouldContain(problem => problem.Contains("The report could not be written whole", StringComparison.Ordinal));
    }
}
