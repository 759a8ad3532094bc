using System.Collections.Concurrent;
using Ics2.StepDefinitions.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ics2.Tests.Steps.Clients;

/// <summary>A webhook as a vendor would write one, with the built-in client behind it.</summary>
internal sealed class HookedTrader : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ITraderAtWork> _traders = new(StringComparer.Ordinal);
    private readonly DirectoryInfo _folders = Directory.CreateTempSubdirectory("ics2-hooked-");
    private int _stopped;

    private HookedTrader(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public int Stopped => _stopped;

    public static async Task<HookedTrader> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var hook = new HookedTrader(builder.Build());
        hook._app.MapPost("/start", hook.Start);
        hook._app.MapPost("/ping", hook.Ping);
        hook._app.MapPost("/send", hook.Send);
        hook._app.MapPost("/pull", hook.Pull);
        hook._app.MapPost("/stop", hook.Stop);
        await hook._app.StartAsync();
        return hook;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folders.Delete(recursive: true);
    }

    // As on another machine: from the files that came along, not from the folder.
    private async Task<IResult> Start(StartCall call, CancellationToken cancellationToken)
    {
        var folder = _folders.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        foreach (var (name, content) in call.Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
        }

        var trader = await new BuiltinTrader().StartAsync(Workplace.Open(folder), cancellationToken);
        _traders[call.Trader] = trader;
        return Results.Json(new { pushUrl = trader.PushUrl });
    }

    private async Task<IResult> Ping(TraderCall call, CancellationToken cancellationToken) =>
        Say(await _traders[call.Trader].PingAsync(cancellationToken));

    private async Task<IResult> Send(SendCall call, CancellationToken cancellationToken) =>
        Say(await _traders[call.Trader].LodgeAsync(call.Action, call.Document, [], null, cancellationToken));

    private Task Pull(TraderCall call, CancellationToken cancellationToken) =>
        _traders[call.Trader].CollectAsync(conduct: null, channel: null, cancellationToken);

    private async Task Stop(TraderCall call)
    {
        await _traders[call.Trader].DisposeAsync();
        Interlocked.Increment(ref _stopped);
    }

    private static IResult Say(Told told) => Results.Json(new { told.MessageId, receipt = new { valid = told.ReceiptValid } });

    private sealed record StartCall(string Trader, Dictionary<string, byte[]> Files);

    private sealed record TraderCall(string Trader);

    private sealed record SendCall(string Trader, string Action, byte[] Document);
}
