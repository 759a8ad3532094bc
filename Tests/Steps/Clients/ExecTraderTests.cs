using Ics2.Contract.Traders;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;

namespace Ics2.Tests.Steps.Clients;

/// <summary>Commands that do what a rehearsal cannot want: each ends with the reason, none hangs.</summary>
public sealed class ExecTraderTests : IDisposable
{
    private readonly TraderWorld _world = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_does_not_exist_is_named() =>
        (await FailsAsync(["/nowhere/at-all"])).ShouldContain("at-all ping could not be started");

    [Fact]
    public async Task A_command_that_is_killed_says_so_and_what_it_printed() =>
        (await FailsAsync(Shell("echo out of memory >&2; kill -9 $$"))).ShouldBe("sh ping died with exit code 137: out of memory");

    [Fact]
    public async Task A_command_that_hangs_is_killed_with_its_children()
    {
        var mark = Path.Combine(_world.Path, "still-there");
        (await FailsAsync(Shell($"(sleep 3; touch '{mark}') & wait"), TimeSpan.FromSeconds(1))).ShouldBe("sh ping did not end within 1 s");
        File.Exists(mark).ShouldBeFalse();
    }

    [Fact]
    public async Task A_listener_that_does_not_listen_is_told() =>
        (await FailsAsync(Shell("exit 0"), push: true)).ShouldContain("does not listen on port");

    [Theory]
    [InlineData("exit 3")]
    [InlineData("yes | head -c 3000000")]
    [InlineData("echo '{ \"messageId\": 7 }'")]
    [InlineData("echo '[]'")]
    public async Task What_a_command_prints_and_returns_decides_nothing(string script)
    {
        SkipWithoutShell();
        await using var client = await StartAsync(Shell(script), TimeSpan.FromSeconds(20));
        (await client.PingAsync(Ct)).ShouldBe(new Told());
    }

    [Fact]
    public async Task A_command_may_tell_what_it_thinks_of_the_receipt()
    {
        SkipWithoutShell();
        await using var client = await StartAsync(
            Shell("""echo '{ "messageId": "a@b", "receipt": { "messageId": "c@d", "valid": true }, "attempts": 1 }'"""),
            TimeSpan.FromSeconds(20)
        );
        (await client.PingAsync(Ct)).ShouldBe(new Told("a@b", ReceiptValid: true));
    }

    [Fact]
    public async Task A_command_gets_the_document_its_action_and_the_attachments()
    {
        SkipWithoutShell();
        await using var client = await StartAsync(
            Shell("""shift 0; for word; do echo "$word"; done > "$0/arguments" """, _world.Path),
            TimeSpan.FromSeconds(20)
        );
        await client.LodgeAsync("IE3R02", "<IE3R02/>"u8.ToArray(), [new("scan-1", "application/pdf", "%PDF"u8.ToArray())], null, Ct);
        var words = await File.ReadAllLinesAsync(Path.Combine(_world.Path, "arguments"), Ct);
        words.Where(word => !Path.IsPathRooted(word)).ShouldBe(["send", "--trader", "--action", "IE3R02", "--wait", "0s", "--attach"]);
        Path.GetFileName(words[1]).ShouldBe("IE3R02.xml");
        (await File.ReadAllTextAsync(words[1], Ct)).ShouldBe("<IE3R02/>");
        Path.GetFileName(words[^1]).ShouldBe("scan-1.pdf");
    }

    public void Dispose() => _world.Dispose();

    private static string[] Shell(string script, params string[] more) => ["/bin/sh", "-c", script, .. more];

    private static void SkipWithoutShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");

    private Task<ITraderAtWork> StartAsync(string[] command, TimeSpan limit) =>
        new ExecTrader(command, limit).StartAsync(Workplace.Open(_world.Path), Ct);

    private async Task<string> FailsAsync(string[] command, TimeSpan? limit = null, bool push = false)
    {
        SkipWithoutShell();
        using var pushed = push ? new TraderWorld(ReplyChannel.Push) : null;
        return (
            await Should.ThrowAsync<ClientFailedException>(async () =>
            {
                await using var client = await new ExecTrader(command, limit ?? TimeSpan.FromSeconds(20)).StartAsync(
                    Workplace.Open((pushed ?? _world).Path),
                    Ct
                );
                await client.PingAsync(Ct);
            })
        ).Message;
    }
}
