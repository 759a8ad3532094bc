using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trader.Conduct;
using Ics2.Trader.Settings;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// A vendor's client behind a command. It is started with the arguments that <c>ics2</c> itself takes, so <c>exec:ics2</c> is a valid
/// client:
/// <c>CMD send FILE --trader DIR --action MESSAGE --wait 0s [--attach FILE]</c>, <c>CMD pull --trader DIR</c>, <c>CMD ping --trader
/// DIR</c>,
/// <c>CMD listen --trader DIR --port N</c>. What it prints is kept as evidence and decides nothing (Clients/README.md).
/// </summary>
/// <param name="command">Program and leading arguments.</param>
/// <param name="timeLimit">Longest that one command may take; then it is killed with everything it started.</param>
public sealed class ExecTrader(IReadOnlyList<string> command, TimeSpan timeLimit) : ITraderUnderTest
{
    /// <inheritdoc/>
    public string Name => "exec:" + string.Join(' ', command);

    /// <inheritdoc/>
    public bool CanMisbehave => false;

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client at work is the caller's.")]
    public async Task<ITraderAtWork> StartAsync(string folder, CancellationToken cancellationToken)
    {
        TraderSettings settings;
        using (var trader = TraderFolder.Open(folder))
        {
            settings = trader.Settings;
        }

        var client = new AtWork(command, timeLimit, folder);
        if (settings.Channel == ReplyChannel.Push)
        {
            await client.ListenAsync(cancellationToken);
        }

        return client;
    }

    private sealed class AtWork(IReadOnlyList<string> command, TimeSpan timeLimit, string folder) : ITraderAtWork
    {
        private int _documents;
        private ClientProcess? _listener;

        public Uri? PushUrl { get; private set; }

        public async Task ListenAsync(CancellationToken cancellationToken)
        {
            var port = FreePort();
            _listener = ClientProcess.Start(command, ["listen", "--trader", folder, "--port", port.ToString(CultureInfo.InvariantCulture)]);
            await _listener.WaitForPortAsync(port, timeLimit, cancellationToken);
            PushUrl = new UriBuilder("https", "localhost", port, "/as4").Uri;
        }

        public Task<Told> PingAsync(CancellationToken cancellationToken) => RunAsync(["ping", "--trader", folder], cancellationToken);

        public async Task<Told> LodgeAsync(
            string message,
            ReadOnlyMemory<byte> document,
            IReadOnlyList<Payload> attachments,
            Misconduct? conduct,
            CancellationToken cancellationToken
        )
        {
            var outbox = Directory
                .CreateDirectory(Path.Combine(folder, "outbox", (++_documents).ToString(CultureInfo.InvariantCulture)))
                .FullName;
            var file = Path.Combine(outbox, message + ".xml");
            await File.WriteAllBytesAsync(file, document, cancellationToken);
            List<string> arguments = ["send", file, "--trader", folder, "--action", message, "--wait", "0s"];
            foreach (var attachment in attachments)
            {
                var path = Path.Combine(outbox, attachment.ContentId + (attachment.MimeType == "application/pdf" ? ".pdf" : ".jpg"));
                await File.WriteAllBytesAsync(path, attachment.Content, cancellationToken);
                arguments.AddRange(["--attach", path]);
            }

            return await RunAsync(arguments, cancellationToken);
        }

        public async Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken)
        {
            if (_listener is null)
            {
                await RunAsync(["pull", "--trader", folder], cancellationToken);
            }
        }

        public ValueTask DisposeAsync()
        {
            _listener?.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<Told> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        {
            using var process = ClientProcess.Start(command, arguments);
            return Read(await process.EndAsync(timeLimit, cancellationToken));
        }

        // A client may print the document of 'ics2 send --json'; one that prints anything else tells nothing.
        private static Told Read(string output)
        {
            try
            {
                return JsonSerializer.Deserialize<ClientSays>(output, ClientSays.Json)?.Tell() ?? new Told();
            }
            catch (JsonException)
            {
                return new Told();
            }
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
