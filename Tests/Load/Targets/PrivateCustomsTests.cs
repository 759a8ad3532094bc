using Ics2.Load.Targets;

namespace Ics2.Tests.Load.Targets;

public sealed class PrivateCustomsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_ends_at_once_is_quoted()
    {
        var why = await StartAsync(new ServeCommand("dotnet", ["no-such-verb"]));

        why.ShouldContain("did not get ready");
        why.ShouldContain("no-such-verb");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named() =>
        (await StartAsync(new ServeCommand("no-such-program-anywhere", ["serve"]))).ShouldContain("no-such-program-anywhere");

    private static async Task<string> StartAsync(ServeCommand command) =>
        (
            await Should.ThrowAsync<TargetException>(() => PrivateCustoms.StartAsync(command, data: null, store: null, keySize: 2048, Ct))
        ).Message;
}
