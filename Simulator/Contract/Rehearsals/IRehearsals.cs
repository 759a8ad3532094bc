using Ics2.Contract.Traders;

namespace Ics2.Contract.Rehearsals;

/// <summary>
/// Starts rehearsals beside a running simulator and keeps what became of them, one at a time. Whoever starts the simulator brings it along;
/// the management API offers it.
/// </summary>
public interface IRehearsals : IAsyncDisposable
{
    /// <summary>What can be rehearsed, and by whom.</summary>
    RehearsalOffer Offer();

    /// <summary>The last rehearsals, newest first.</summary>
    IReadOnlyList<RehearsalView> Last();

    /// <summary>A rehearsal and what it told; null when there is none of that id.</summary>
    /// <param name="id">Of the rehearsal.</param>
    /// <param name="after">How many lines are known already.</param>
    RehearsalDetail? Find(string id, int after);

    /// <summary>Begins one.</summary>
    /// <param name="request">What, and who is judged.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more; what has begun goes on.</param>
    Task<RehearsalStart> StartAsync(RehearsalRequest request, CancellationToken cancellationToken);

    /// <summary>Interrupts the one under way; it says so, and its report is written.</summary>
    /// <param name="id">Of the rehearsal.</param>
    /// <returns>Whether it was under way.</returns>
    bool Stop(string id);

    /// <summary>Says something to the guide of the one under way.</summary>
    /// <param name="id">Of the rehearsal.</param>
    /// <param name="answer">What the person says.</param>
    /// <returns>Whether a person is led in it.</returns>
    bool Answer(string id, GuideAnswer answer);

    /// <summary>The folder with report and evidence; null when there is none of that id.</summary>
    /// <param name="id">Of the rehearsal.</param>
    string? FolderOf(string id);

    /// <summary>A trader that the person was told to set the client up as, keys included; null when there is none of that id.</summary>
    /// <param name="party">Its party id.</param>
    EnrolledTrader? Trader(string party);

    /// <summary>A file that a line of the guide names; null when it does not, or the file is gone.</summary>
    /// <param name="id">Of the rehearsal.</param>
    /// <param name="line">Which line, from 0.</param>
    /// <param name="file">Which file of it: 0 the document, then the attachments.</param>
    string? FileOf(string id, int line, int file);
}

/// <summary>What starting a rehearsal came to.</summary>
public abstract record RehearsalStart
{
    private RehearsalStart() { }

    /// <summary>It is under way.</summary>
    /// <param name="Rehearsal">As it stands at its beginning.</param>
    public sealed record Begun(RehearsalView Rehearsal) : RehearsalStart;

    /// <summary>The request makes no sense.</summary>
    /// <param name="Why">What was expected, and what was found.</param>
    public sealed record Wrong(string Why) : RehearsalStart;

    /// <summary>It makes sense, and is not allowed here.</summary>
    /// <param name="Why">Why, and what to do instead.</param>
    public sealed record NotAllowed(string Why) : RehearsalStart;

    /// <summary>It cannot be done now.</summary>
    /// <param name="Why">What is in the way.</param>
    public sealed record NotNow(string Why) : RehearsalStart;
}

/// <summary>What a rehearsal stands on.</summary>
/// <param name="Management">Base of the management API, known as soon as it listens.</param>
/// <param name="Tell">Takes what happens, for <c>GET /events</c>.</param>
public sealed record RehearsalPlace(Func<Uri> Management, Action<RehearsalEvent> Tell);
