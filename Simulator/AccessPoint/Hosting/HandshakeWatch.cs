using System.Net;
using System.Text;
using Ics2.AccessPoint.Receiving;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Stands around the TLS of a port and tells of every handshake that comes to nothing, which the client sees as a broken connection only.
/// A client certificate that is not accepted is told by <see cref="MutualTls"/>, which knows more about it.
/// </summary>
internal sealed class HandshakeWatch(TlsRefusals refusals, HandshakeLogs stack, HandshakeGate gate, TimeProvider clock)
{
    // A client may look for its chain before it says hello; too many that wait are closed before.
    private static readonly TimeSpan FirstBytesTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(130); // Kestrel's for a connection without a request
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private static readonly byte[] HandshakeFailure = [21, 3, 1, 0, 2, 2, 40]; // a fatal alert (RFC 5246, 7.2)

    private readonly object _shaken = new();
    private readonly object _turn = new();

    /// <summary>Where clients are to post, once that is known.</summary>
    public Uri? Url { get; set; }

    private string Address => Url?.ToString() ?? "the https URL of AS4";

    /// <summary>Watches a port that speaks TLS.</summary>
    /// <param name="listen">The port.</param>
    /// <param name="useTls">Has it speak TLS.</param>
    public void AroundTls(ListenOptions listen, Action useTls)
    {
        listen.Use(next => connection => WatchAsync(connection, next));
        useTls();
        listen.Use(next => connection => ShakenAsync(connection, next));
    }

    /// <summary>Watches a port that speaks plain HTTP.</summary>
    public void AroundPlain(ListenOptions listen) => listen.Use(next => connection => TurnTlsAwayAsync(connection, next));

    private async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await FirstAsync(connection) is not { } first)
        {
            return;
        }

        if (first.HttpLine is { } line)
        {
            var plain = HandshakeFault.Plain(line, Address);
            Add(connection, plain);
            await SayAsync(connection, Encoding.ASCII.GetBytes(Page(plain)));
            return;
        }

        using var turn = await gate.EnterAsync(AddressOf(connection), () => Close(connection), connection.ConnectionClosed);
        if (turn is null)
        {
            Add(connection, HandshakeFault.Crowded(), isProbe: true);
            connection.Abort();
            return;
        }

        connection.Items[_turn] = turn;
        var heard = stack.Listen();
        await next(connection);
        if (connection.Items.ContainsKey(_shaken) || connection.Items.ContainsKey(MutualTls.RefusedHere))
        {
            return;
        }

        Add(connection, first.IsTls ? HandshakeFault.Of(first, heard.Cause, Address) : HandshakeFault.NotTls(first));
    }

    // Only a connection whose handshake is over comes this far.
    private async Task ShakenAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var heard = stack.Stop();
        connection.Items[_shaken] = true;
        (connection.Items[_turn] as IDisposable)?.Dispose();
        var since = clock.GetTimestamp();
        if (await IsEndedAsync(connection, heard))
        {
            // Some stacks, .NET's on Linux among them, judge the server when the handshake is over, and say nothing then.
            if (clock.GetElapsedTime(since) < AtOnce)
            {
                Add(connection, HandshakeFault.AfterHandshake(heard?.Cause, Address));
            }

            return;
        }

        await next(connection);
    }

    private static async Task<bool> IsEndedAsync(ConnectionContext connection, HandshakeLogs.Heard? heard)
    {
        var input = connection.Transport.Input;
        using var patience = new CancellationTokenSource(IdleTimeout);
        try
        {
            var read = await input.ReadAsync(patience.Token);
            var isEnded = read.Buffer.IsEmpty && read.IsCompleted;
            input.AdvanceTo(read.Buffer.Start);
            return isEnded;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            _ = heard is null ? null : heard.Cause ??= gone;
            return true;
        }
    }

    private async Task TurnTlsAwayAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await PeekAsync(connection) is { IsTls: true } first)
        {
            Add(connection, HandshakeFault.TlsToPlain(first, $"http://{connection.LocalEndPoint}/", Address));
            await SayAsync(connection, HandshakeFailure);
            return;
        }

        await next(connection);
    }

    // Null for a connection that said nothing, which has been told of.
    private async Task<FirstBytes?> FirstAsync(ConnectionContext connection)
    {
        using var silent = gate.Silent(AddressOf(connection), () => Close(connection));
        var first = await PeekAsync(connection);
        if (first is { Bytes.IsEmpty: false })
        {
            return first;
        }

        Add(connection, HandshakeFault.Silent(inTime: first is not null), isProbe: true);
        return null;
    }

    // Null when the time is over.
    private static async Task<FirstBytes?> PeekAsync(ConnectionContext connection)
    {
        // Not the end of the connection: what came before it is still to be read.
        using var patience = new CancellationTokenSource(FirstBytesTimeout);
        try
        {
            return await FirstBytes.PeekAsync(connection.Transport.Input, patience.Token);
        }
        catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException)
        {
            return new FirstBytes(ReadOnlyMemory<byte>.Empty);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Close(ConnectionContext connection) =>
        connection.Abort(new ConnectionAbortedException("Too many connections of this address are not authenticated yet."));

    private static string AddressOf(ConnectionContext connection) =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } ? address.ToString() : "";

    private static async Task SayAsync(ConnectionContext connection, byte[] bytes)
    {
        try
        {
            await connection.Transport.Output.WriteAsync(bytes, connection.ConnectionClosed);
            await connection.Transport.Output.CompleteAsync();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // it did not wait for the answer
        }
    }

    private static string Page(HandshakeFault fault)
    {
        var text = $"{fault.Reason} {fault.Remedy}\n";
        return $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}";
    }

    private void Add(ConnectionContext connection, HandshakeFault fault, bool isProbe = false) =>
        refusals.Add(
            new TlsRefusal(
                clock.GetUtcNow(),
                connection.RemoteEndPoint?.ToString(),
                Subject: null,
                fault.Reason,
                fault.Expected,
                fault.Found,
                fault.Remedy
            ),
            isProbe
        );
}
