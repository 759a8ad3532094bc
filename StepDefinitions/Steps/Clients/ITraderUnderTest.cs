using Ics2.As4.Messages;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// What a client says about something it sent. A client that does not tell leaves everything empty; what the access point saw decides.
/// </summary>
/// <param name="MessageId">The id it was sent under.</param>
/// <param name="ReceiptValid">Whether it got a receipt and found it valid.</param>
/// <param name="Error">What customs, or the client itself, said instead.</param>
public sealed record Told(string? MessageId = null, bool? ReceiptValid = null, EbmsError? Error = null);

/// <summary>
/// The client whose conduct a rehearsal judges. Scenarios speak to it through this interface alone, so the same features judge any client.
/// </summary>
public interface ITraderUnderTest
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>Whether it can be told to do something wrong; a client that cannot is spared the scenarios that need it.</summary>
    bool CanMisbehave { get; }

    /// <summary>
    /// The traders that the client stays from scenario to scenario, because a person set it up as them; null for a client that is a new
    /// trader in each.
    /// </summary>
    KeptTraders? Kept => null;

    /// <summary>
    /// Why the client cannot be put to work at all, as a sentence; asked once before a run, so that a wrong path costs a second and not a
    /// run.
    /// </summary>
    /// <returns>Null when it is there.</returns>
    Task<string?> WhyNotThereAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Puts the client to work as an enrolled trader.</summary>
    /// <param name="place">The trader folder, and who takes down what the client does.</param>
    /// <returns>The client at work.</returns>
    Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken);
}

/// <summary>A client at work as one trader.</summary>
public interface ITraderAtWork : IAsyncDisposable
{
    /// <summary>Where customs can push to; null when the trader pulls.</summary>
    Uri? PushUrl { get; }

    /// <summary>
    /// How long a person may take for what a client does at once; null for a client that acts by itself. A person's client writes its own
    /// documents, and sends again when it sees fit.
    /// </summary>
    TimeSpan? HandTime => null;

    /// <summary>Sends the connectivity test.</summary>
    Task<Told> PingAsync(CancellationToken cancellationToken);

    /// <summary>Lodges a document of any type.</summary>
    /// <param name="message">What it is, for example <c>IE3F10</c>; the document itself may be too broken to say.</param>
    /// <param name="attachments">What goes along, PDF or JPEG.</param>
    /// <param name="conduct">What the client does wrong on purpose, only for one that can misbehave; null for nothing.</param>
    Task<Told> LodgeAsync(
        string message,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<Payload> attachments,
        Misconduct? conduct,
        CancellationToken cancellationToken
    );

    /// <summary>Pulls and acknowledges until customs says that nothing waits. Nothing to do for a client that customs pushes to.</summary>
    /// <param name="conduct">What the client does wrong on purpose, only for one that can misbehave; null for nothing.</param>
    /// <param name="channel">Somebody else's channel, only for a client that can misbehave; null for its own.</param>
    Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken);
}
