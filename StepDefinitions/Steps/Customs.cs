using System.Net.Http.Json;
using Ics2.StepDefinitions.Hosting;

namespace Ics2.StepDefinitions.Steps;

/// <summary>A message as the access point saw it.</summary>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Party">The trader's party id.</param>
/// <param name="Action">For example <c>IE3R01</c>.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="RefTo">The message it answers.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it was received or made.</param>
/// <param name="Attempts">How often it was pushed or offered.</param>
public sealed record SeenMessage(string Direction, string Party, string Action, string MessageId, string? RefTo, string State, DateTimeOffset At, int? Attempts);

/// <summary>The customs side of a rehearsal, asked over the management API like any outsider would.</summary>
public sealed class Customs : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Connects to a simulator.</summary>
    /// <param name="simulator">The running simulator.</param>
    public Customs(Ics2Simulator simulator)
    {
        Simulator = simulator;
        _http = new HttpClient { BaseAddress = simulator.AccessPoint.Management };
    }

    /// <summary>The simulator itself, for enrolments.</summary>
    public Ics2Simulator Simulator { get; }

    /// <summary>What was exchanged with a trader, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<SeenMessage>> MessagesAsync(string partyId, CancellationToken ct)
    {
        var list = await _http.GetFromJsonAsync<MessageList>(new Uri($"messages?limit=1000&party={Uri.EscapeDataString(partyId)}", UriKind.Relative), ct);
        return [.. (list?.Messages ?? []).Reverse()]; // it lists the newest first
    }

    /// <summary>The bytes of a message as on the wire.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ct">Gives up.</param>
    public Task<byte[]> RawAsync(SeenMessage message, CancellationToken ct) =>
        _http.GetByteArrayAsync(new Uri($"messages/{Uri.EscapeDataString(message.MessageId)}/raw?party={Uri.EscapeDataString(message.Party)}", UriKind.Relative), ct);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private sealed record MessageList(IReadOnlyList<SeenMessage> Messages);
}
