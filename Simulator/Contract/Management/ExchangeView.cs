namespace Ics2.Contract.Management;

/// <summary>What <c>GET /exchanges</c> answers.</summary>
/// <param name="Exchanges">Newest first.</param>
public sealed record ExchangeList(IReadOnlyList<ExchangeView> Exchanges);

/// <summary>
/// One HTTP exchange at the edge of the access point, refused or not: what a trader posted and what it got back, or what customs pushed and
/// what the trader answered. The one document that API, pages, evidence and archive show (cli-json.md).
/// </summary>
/// <param name="Id">Its name at this node; rises with time.</param>
/// <param name="At">When the request was received or sent.</param>
/// <param name="Party">The trader: whom the request claims to be from, the owner of the channel for a pull, the recipient of a push; null
/// when it could not be read.</param>
/// <param name="Direction"><c>in</c> for what a trader posted, <c>out</c> for what customs pushed.</param>
/// <param name="Kind">What was posted: <c>userMessage</c>, <c>pullRequest</c>, <c>receipt</c> or <c>error</c>; <c>unreadable</c> when not
/// even that could be read.</param>
/// <param name="Action">Its action, user messages only.</param>
/// <param name="MessageId">Its AS4 message id.</param>
/// <param name="RefToMessageId">The message that it is about.</param>
/// <param name="Verdict"><c>accepted</c>, <c>refused</c>, or <c>unanswered</c> for a push to which no answer came.</param>
/// <param name="Answer">What came back.</param>
public sealed record ExchangeView(
    string Id,
    DateTimeOffset At,
    string? Party,
    string Direction,
    string Kind,
    string? Action,
    string? MessageId,
    string? RefToMessageId,
    string Verdict,
    ExchangeAnswer Answer
)
{
    /// <summary>Which time the same party sends, or is sent, this message.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How long it took from the last byte of the request to the answer.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Status and headers.</summary>
    public ExchangeHttp? Http { get; init; }

    /// <summary>The connection it went over.</summary>
    public ExchangeTls? Tls { get; init; }

    /// <summary>The check that ended it; empty when none did. All of them stand in its inspection.</summary>
    public IReadOnlyList<CheckView> Checks { get; init; } = [];

    /// <summary>What chaos did to it; null for nothing.</summary>
    public IReadOnlyList<ChaosEvent>? Chaos { get; init; }

    /// <summary>Where the bytes of the request are had, relative to the API; null where they are no longer kept.</summary>
    public string? Request { get; init; }

    /// <summary>Where the bytes of the answer are had; null where there are none, or they are no longer kept.</summary>
    public string? Response { get; init; }

    /// <summary>Length of the request's body.</summary>
    public int RequestBytes { get; init; }

    /// <summary>Length of the answer's body.</summary>
    public int ResponseBytes { get; init; }

    /// <summary>Which other node saw it, where several work as one; null for the node that was asked.</summary>
    public string? Node { get; init; }

    /// <summary>Whether customs posted it.</summary>
    /// <returns>False for what a trader posted.</returns>
    public bool IsPush() => Direction == "out";
}

/// <summary>What came back on the connection, and why, in fields.</summary>
/// <param name="Kind"><c>receipt</c>, <c>message</c> (to a pull), <c>error</c> or <c>none</c>.</param>
/// <param name="MessageId">Id of the message of customs that a pull brought.</param>
/// <param name="Action">Its action, for example <c>IE3R01</c>.</param>
/// <param name="Code">ebMS code of the error, for example <c>EBMS:0004</c>.</param>
/// <param name="Severity"><c>failure</c> or <c>warning</c>.</param>
/// <param name="Text">One sentence: what is wrong.</param>
/// <param name="Detail">The whole ErrorDetail, or why a push failed.</param>
public sealed record ExchangeAnswer(
    string Kind,
    string? MessageId = null,
    string? Action = null,
    string? Code = null,
    string? Severity = null,
    string? Text = null,
    string? Detail = null
);

/// <summary>The HTTP side of an exchange. Header names are as they came; a header that came several times has its values joined by a
/// comma.</summary>
/// <param name="Status">Of the answer; null when none came.</param>
/// <param name="RequestHeaders">Those of the request.</param>
/// <param name="ResponseHeaders">Those of the answer.</param>
public sealed record ExchangeHttp(
    int? Status,
    IReadOnlyDictionary<string, string> RequestHeaders,
    IReadOnlyDictionary<string, string> ResponseHeaders
);

/// <summary>The TLS connection of an exchange.</summary>
/// <param name="Version">For example <c>TLS 1.3</c>.</param>
/// <param name="Cipher">IANA name of the cipher suite; null where the platform does not tell.</param>
/// <param name="Subject">Subject of the certificate that the trader showed.</param>
public sealed record ExchangeTls(string Version, string? Cipher, string? Subject);

/// <summary>One check (cli-json.md): what was asked, what was found, and how to mend it.</summary>
/// <param name="Id">Stable id, for example <c>header.agreement</c>.</param>
/// <param name="Verdict"><c>passed</c>, <c>warning</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Expected">What the profile asks for.</param>
/// <param name="Actual">What was found.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Source">Document and section.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record CheckView(string Id, string Verdict, string? Expected, string? Actual, string Text, string? Source, string? Remedy);
