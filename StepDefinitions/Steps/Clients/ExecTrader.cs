using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Rehearsal.Running.Results;
using Ics2.Trader.Conduct;

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
    private const int MaxQuoted = 500;

    /// <inheritdoc/>
    public string Name { get; } = "exec:" + Secrets.Of(trader: null).BlankIn(string.Join(' ', command));

    /// <inheritdoc/>
    public bool CanMisbehave => false;

    /// <inheritdoc/>
    public Task<string?> WhyNotThereAsync(CancellationToken cancellationToken) => Task.FromResult(ProgramSearch.WhyMissing(command[0]));

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client at work is the caller's.")]
    public async Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken)
    {
        var client = new AtWork(command, timeLimit, place);
        if (place.Settings.Channel == ReplyChannel.Push)
        {
            try
            {
                await client.ListenAsync(cancellationToken);
            }
            catch
            {
                await client.DisposeAsync();
                throw;
            }
        }

        return client;
    }

    private sealed class AtWork(IReadOnlyList<string> command, TimeSpan timeLimit, Workplace place) : ITraderAtWork
    {
        private int _documents;
        private ClientProcess? _listener;
        private Task _listening = Task.CompletedTask;
        private volatile bool _ending;

        public Uri? PushUrl { get; private set; }

        public async Task ListenAsync(CancellationToken cancellationToken)
        {
            var port = FreePort();
            string[] arguments = ["listen", "--trader", place.Folder, "--port", port.ToString(CultureInfo.InvariantCulture)];
            var call = place.Begin("listen", Line(arguments));
            _listener = Start(arguments, call);
            _listening = UntilItEndsAsync(_listener, call);
            if (!await _listener.ListensAsync(port, timeLimit, cancellationToken))
            {
                _listener.Kill();
                await _listening;
                throw Failed(arguments, string.Create(CultureInfo.InvariantCulture, $"does not listen on port {port}"), _listener);
            }

            PushUrl = new UriBuilder("https", "localhost", port, "/as4").Uri;
        }

        public Task<Told> PingAsync(CancellationToken cancellationToken) =>
            RunAsync("ping", ["ping", "--trader", place.Folder], cancellationToken);

        public async Task<Told> LodgeAsync(
            string message,
            ReadOnlyMemory<byte> document,
            IReadOnlyList<Payload> attachments,
            Misconduct? conduct,
            CancellationToken cancellationToken
        )
        {
            var number = Interlocked.Increment(ref _documents).ToString(CultureInfo.InvariantCulture);
            var outbox = Directory.CreateDirectory(Path.Combine(place.Folder, "outbox", number)).FullName;
            var file = Path.Combine(outbox, message + ".xml");
            await File.WriteAllBytesAsync(file, document, cancellationToken);
            List<string> arguments = ["send", file, "--trader", place.Folder, "--action", message, "--wait", "0s"];
            foreach (var attachment in attachments)
            {
                var path = Path.Combine(outbox, attachment.ContentId + (attachment.MimeType == "application/pdf" ? ".pdf" : ".jpg"));
                await File.WriteAllBytesAsync(path, attachment.Content, cancellationToken);
                arguments.AddRange(["--attach", path]);
            }

            return await RunAsync($"send {message}", arguments, cancellationToken);
        }

        public async Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken)
        {
            if (_listener is null)
            {
                await RunAsync("pull", ["pull", "--trader", place.Folder], cancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_listener is not null)
            {
                _ending = true;
                _listener.Kill();
                await _listening;
                _listener.Dispose();
            }
        }

        private async Task<Told> RunAsync(string what, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        {
            var call = place.Begin(what, Line(arguments));
            using var process = Start(arguments, call);
            ProcessEnd end;
            try
            {
                end = await process.EndAsync(timeLimit, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await process.EndNowAsync();
                call.End("was ended with the scenario", one => process.Describe(one, place.Secrets));
                throw;
            }

            var told = Read(process.Document(), out var remark);
            call.End(end.Outcome, one => process.Describe(one with { ExitCode = end.ExitCode, Remark = remark }, place.Secrets));
            return end.Failed ? throw Failed(arguments, end.Outcome, process) : told;
        }

        private ClientProcess Start(IReadOnlyList<string> arguments, OpenCall call)
        {
            try
            {
                return ClientProcess.Start(command, arguments);
            }
            catch (Exception fault) when (fault is ClientFailedException or HarnessFaultException)
            {
                call.End("could not be started", one => one with { Remark = fault.Message });
                throw;
            }
        }

        // A listener that dies in the middle of a scenario is told then.
        private async Task UntilItEndsAsync(ClientProcess listener, OpenCall call)
        {
            var end = await listener.EndAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
            call.End(
                _ending ? "was ended with the scenario" : end.Outcome,
                one => listener.Describe(one with { ExitCode = _ending ? null : end.ExitCode }, place.Secrets)
            );
        }

        private string Line(IReadOnlyList<string> arguments) =>
            string.Join(' ', command.Concat(arguments).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));

        private ClientFailedException Failed(IReadOnlyList<string> arguments, string how, ClientProcess process)
        {
            var call = process.Describe(
                new ClientCall
                {
                    At = default,
                    Party = "",
                    What = "",
                    Outcome = "",
                },
                place.Secrets
            );
            var said = call.Errors is { Text.Length: > 0 } errors ? $": {errors.End(MaxQuoted)}" : "";
            return new ClientFailedException($"{Path.GetFileName(command[0])} {arguments[0]} {how}{said}");
        }

        // A client may print the document of 'ics2 send --json'; one that prints anything else tells nothing.
        private static Told Read(string? output, out string? remark)
        {
            remark = null;
            try
            {
                if (output is not null)
                {
                    return JsonSerializer.Deserialize<ClientSays>(output, ClientSays.Json)?.Tell() ?? new Told();
                }
            }
            catch (JsonException wrong)
            {
                remark = output!.AsSpan().TrimStart() is ['{', ..]
                    ? $"its output is not the one document of 'ics2 send --json', so it tells nothing: {wrong.Message}"
                    : null;
            }

            return new Told();
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
