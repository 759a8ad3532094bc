using Ics2.As4.Messages;
using Ics2.Trader;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Clients;

/// <summary>How a request of the trader ended, as the trader saw it.</summary>
/// <param name="MessageId">The id it was sent under; null when nothing was sent.</param>
/// <param name="ReceiptValid">Whether a valid receipt came; null when none did.</param>
/// <param name="ReceiptId">The receipt's own id.</param>
/// <param name="Error">What customs, or the trader itself, said instead.</param>
/// <param name="Attempts">How often it was sent.</param>
public sealed record Answered(string? MessageId, bool? ReceiptValid, string? ReceiptId, EbmsError? Error, int Attempts);

/// <summary>The client whose conduct a rehearsal judges. Scenarios speak to it through this interface alone, so the same features judge any client.</summary>
public interface ITraderUnderTest
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>Puts the client to work as an enrolled trader.</summary>
    /// <param name="folder">The trader folder.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The client at work.</returns>
    Task<ITraderAtWork> StartAsync(string folder, CancellationToken ct);
}

/// <summary>A client at work as one trader.</summary>
public interface ITraderAtWork : IAsyncDisposable
{
    /// <summary>Where customs can push to; null when the trader pulls.</summary>
    Uri? PushUrl { get; }

    /// <summary>Sends the connectivity test.</summary>
    /// <param name="ct">Gives up.</param>
    Task<Answered> PingAsync(CancellationToken ct);

    /// <summary>Lodges a document.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="conduct">What the client does wrong on purpose; null for nothing.</param>
    /// <param name="ct">Gives up.</param>
    Task<Answered> FileAsync(ReadOnlyMemory<byte> xml, Misconduct? conduct, CancellationToken ct);

    /// <summary>Asks a channel once.</summary>
    /// <param name="channel">The channel; null for the trader's own.</param>
    /// <param name="conduct">What the client does wrong on purpose; null for nothing.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The message, or what customs said instead.</returns>
    Task<(ReceivedCustomsMessage? Message, EbmsError? Error)> PullAsync(Mpc? channel, Misconduct? conduct, CancellationToken ct);

    /// <summary>Waits for the next message that customs pushes, or pulls until one is there.</summary>
    /// <param name="ct">Gives up.</param>
    Task<ReceivedCustomsMessage> ReceiveAsync(CancellationToken ct);
}
