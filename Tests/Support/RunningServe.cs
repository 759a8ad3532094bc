using System.Text.Json;

namespace Ics2.Tests.Support;

/// <summary>One <c>ics2 serve</c> and one trader enrolled at it with <c>ics2 enrol</c>, for all tests of the command line.</summary>
public sealed class RunningServe(PkiFixture pki) : IAsyncLifetime
{
    private PreparedData _data = null!;
    private Ics2Process _serve = null!;

    internal JsonElement Ready { get; private set; }

    internal string Data => _data.Data;

    internal string Management => Ready.GetProperty("management").GetString()!;

    internal string Trader => Beside("trader");

    internal Ran Enrolled { get; private set; } = null!;

    /// <summary>A path of the test's own.</summary>
    internal string Beside(string name) => _data.Beside(name);

    /// <summary>An IE3F10 of the trader, written by <c>ics2 sample</c>.</summary>
    internal async Task<string> SampleAsync()
    {
        var file = Beside($"{Guid.NewGuid():N}.xml");
        (
            await Ics2Process.RunAsync(
                "sample",
                "IE3F10",
                "--trader",
                Trader,
                "--lrn",
                "WAIT-" + Guid.NewGuid().ToString("N")[..17],
                "--out",
                file
            )
        ).ShouldEndWith(0);
        return file;
    }

    public async ValueTask InitializeAsync()
    {
        _data = new PreparedData(pki);
        var ready = Beside("ready.json");
        _serve = Ics2Process.Start("serve", "--data", _data.Data, "--port", "0", "--management-port", "0", "--ready-file", ready);
        Ready = await _serve.ReadyAsync(ready);
        Enrolled = await Ics2Process.RunAsync(
            "enrol",
            "--eori",
            "BE0123456789",
            "--out",
            Trader,
            "--pull",
            "--management",
            Management,
            "--json"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _serve.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(nameof(RunningServe))]
public sealed class RunningServeGroup : ICollectionFixture<RunningServe>;
