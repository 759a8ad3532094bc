using System.Text.Json;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;

namespace Ics2.Tests.Steps.Clients;

/// <summary>What a client did is taken down, whatever it wrote: bounded, harmless and without secrets.</summary>
public sealed class ClientCallTests : IDisposable
{
    private readonly NotedCalls _calls = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _calls.Dispose();

    [Fact]
    public async Task True_and_false_read_differently()
    {
        await _calls.PingAsync("exit 0");
        await _calls.PingAsync("echo no such host >&2; exit 1");

        var (first, second) = (_calls.Evidence.ClientCalls[0], _calls.Evidence.ClientCalls[1]);
        (first.ExitCode, second.ExitCode).ShouldBe((0, 1));
        first.Describe().ShouldContain($"'ping' as {TraderPki.Eori} ended with exit code 0 after");
        first.Describe().ShouldEndWith("and wrote nothing");
        second.Describe().ShouldContain("ended with exit code 1 after");
        second.Describe().ShouldEndWith("and wrote to standard error: no such host");
        first.Command!.ShouldContain($"--trader {_calls.Folder}");
    }

    [Fact]
    public async Task A_client_that_prints_a_gigabyte_is_kept_by_its_beginning_and_its_end()
    {
        await _calls.PingAsync("echo begun; head -c 1000000000 /dev/zero | tr '\\0' x; echo; echo ended");

        var output = _calls.Last.Output!;
        output.Bytes.ShouldBe(1_000_000_013);
        output.LeftOut.ShouldBe(output.Bytes - (64 * 1024));
        output.Text.Length.ShouldBeInRange(64 * 1024, 65 * 1024);
        output.Text.ShouldStartWith("begun\nxxx");
        output.Text.ShouldContain($"[… {output.LeftOut} of {output.Bytes} bytes left out …]");
        output.Text.ShouldEndWith("xxx\nended\n");
    }

    [Fact]
    public async Task Binary_and_escape_sequences_are_made_visible()
    {
        await _calls.PingAsync("printf '\\377\\000\\033[2Jred\\r\\nname \\342\\200\\256txt'");
        _calls.Last.Output!.Text.ShouldBe("\\xff\\u0000\\u001b[2Jred\nname \\u202etxt");
    }

    [Fact]
    public async Task Secrets_are_blanked_in_what_is_shown_and_in_every_file()
    {
        var password = TraderPki.Password;
        await _calls.PingAsync(
            $"""
            cat "{_calls.Folder}/trader.json"
            echo 'connecting with --api-token abc.def and password=hunter2'
            printf -- '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n'
            echo {password} >&2
            """
        );
        var call = _calls.Last;
        call.Output!.Text.ShouldNotContain(password);
        call.Errors!.Text.ShouldBe("***\n");
        call.Output.Text.ShouldContain("\"seal.p12\"");
        call.Output.Text.ShouldContain("--api-token *** and password=***\n***\n");
        _calls.Evidence.SaveClientCalls();
        foreach (var file in _calls.Evidence.Files)
        {
            (await File.ReadAllTextAsync(Path.Combine(_calls.Folder, "evidence", Path.GetFileName(file.Path)), Ct)).ShouldNotContain(
                password
            );
        }
    }

    [Fact]
    public async Task A_client_that_answers_twice_is_told_why_it_tells_nothing()
    {
        (await _calls.PingAsync("""echo '{ "messageId": "a@b" }'; echo '{ "messageId": "a@b" }'""")).ShouldBe(new Told());
        _calls.Last.Remark!.ShouldContain("is not the one document of 'ics2 send --json'");
    }

    [Fact]
    public async Task A_client_that_never_answers_is_ended_and_what_it_wrote_until_then_is_kept()
    {
        var thrown = await Should.ThrowAsync<ClientFailedException>(
            _calls.PingAsync("echo connecting to the proxy; sleep 60", TimeSpan.FromSeconds(1))
        );
        thrown.Message.ShouldBe("sh ping did not end within 1 s");
        _calls.Last.Outcome.ShouldBe("did not end within 1 s");
        _calls.Last.Output!.Text.ShouldBe("connecting to the proxy\n");
    }

    [Fact]
    public async Task What_a_client_left_running_does_not_keep_the_call_open()
    {
        await _calls.PingAsync("sleep 8 & echo done");
        _calls.Last.Duration.ShouldBeLessThan(TimeSpan.FromSeconds(7));
        _calls.Last.Output!.Text.ShouldBe("done\n");
        _calls.Last.Remark.ShouldBe("something that it started keeps its output open");
    }

    [Fact]
    public async Task The_same_call_again_and_again_is_counted()
    {
        await _calls.PingAsync("exit 7");
        await _calls.PingAsync("exit 7");
        await _calls.PingAsync("exit 8");
        _calls.Evidence.ClientCalls.Select(call => (call.ExitCode, call.Times)).ShouldBe([(7, 2), (8, 1)], ignoreOrder: false);
    }

    [Fact]
    public async Task Calls_are_kept_as_lines_for_programs_and_as_text_for_people()
    {
        await _calls.PingAsync("echo fine; exit 4");
        _calls.Evidence.SaveClientCalls();

        var folder = Path.Combine(_calls.Folder, "evidence");
        using var line = JsonDocument.Parse(
            (await File.ReadAllLinesAsync(Path.Combine(folder, "client.jsonl"), Ct)).ShouldHaveSingleItem()
        );
        line.RootElement.GetProperty("exitCode").GetInt32().ShouldBe(4);
        line.RootElement.GetProperty("output").GetProperty("text").GetString().ShouldBe("fine\n");
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "client.txt"), Ct);
        text.ShouldContain("ended with exit code 4");
        text.ShouldContain("  standard output (5 bytes):\n    fine\n");
    }

    [Fact]
    public async Task A_command_speaks_to_this_machine_without_a_proxy_and_keeps_its_own_exceptions()
    {
        await _calls.PingAsync("echo $NO_PROXY; echo $no_proxy");
        var lines = _calls.Last.Output!.Text.TrimEnd().Split('\n');
        lines[0].ShouldBe(lines[1]);
        string[] loopback = ["localhost", "127.0.0.1", "::1"];
        loopback.ShouldBeSubsetOf(lines[0].Split(','), StringComparer.Ordinal);

        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["no_proxy"] = "intranet.example, localhost" };
        LoopbackEnvironment.AddTo(environment);
        environment["NO_PROXY"].ShouldBe("intranet.example,localhost,127.0.0.1,::1");
    }
}
