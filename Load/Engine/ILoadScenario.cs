namespace Ics2.Load.Engine;

/// <summary>
/// What one unit of load does. Plain asynchronous code that knows no engine: the built-in engine and NBomber run the same classes. Called
/// by many at once.
/// </summary>
public interface ILoadScenario : IAsyncDisposable
{
    /// <summary>Its name on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>RSA private operations so far, counted where they happen.</summary>
    PrivateOperations Operations { get; }

    /// <summary>Who was answered how often; null where nothing is answered.</summary>
    AnswerCounts? Answers { get; }

    /// <summary>Does it once.</summary>
    /// <param name="exchange">Which one; takes the marks on the way.</param>
    /// <param name="cancellationToken">Its time is over: stop at once.</param>
    /// <returns>How it ended. What goes wrong in the exchange is a value; an exception is a bug of the scenario.</returns>
    Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken);
}

/// <summary>RSA private operations, by whose key did them.</summary>
/// <param name="Trader">By the traders' seal keys.</param>
/// <param name="Customs">By the seal key of customs, counted by what it sealed and we received.</param>
public sealed record PrivateOperations(long Trader, long Customs)
{
    /// <summary>Both.</summary>
    public long Total => Trader + Customs;
}

/// <summary>The book of filings: every acknowledged one has to be answered, and once.</summary>
/// <param name="Acknowledged">Filings with a valid receipt.</param>
/// <param name="Answered">Filings with an answer.</param>
/// <param name="Unanswered">Filings with a receipt and, so far, no answer.</param>
/// <param name="Duplicates">Answers beyond the first, each a message of its own.</param>
/// <param name="Late">Answers that came when nobody waited any more.</param>
public sealed record AnswerCounts(long Acknowledged, long Answered, long Unanswered, long Duplicates, long Late);

/// <summary>What went wrong.</summary>
/// <param name="Kind">A short word for counting, from a small set: an ebMS code, an HTTP status, <c>time-out (receipt)</c>.</param>
/// <param name="Text">The same for people, with expected and found.</param>
public sealed record Failure(string Kind, string Text);

/// <summary>How one exchange ended.</summary>
/// <param name="Label">What kind of exchange it was; a scenario with one kind says its name.</param>
/// <param name="Failure">Null when it went well.</param>
public sealed record ExchangeOutcome(string Label, Failure? Failure = null)
{
    /// <summary>
    /// What follows by the timetable of customs, not by ours, such as an intervention three seconds later. It occupies no client and does
    /// not count as latency;
    /// its failure counts.
    /// </summary>
    public Func<CancellationToken, Task<Failure?>>? Afterwards { get; init; }
}
