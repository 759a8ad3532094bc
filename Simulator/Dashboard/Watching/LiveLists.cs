using Ics2.Contract.Management;

namespace Ics2.Dashboard.Watching;

/// <summary>What the lists say of what happened before anybody watched, or while nobody could.</summary>
/// <param name="Exchanges">Newest first.</param>
/// <param name="Refusals">TLS handshakes that failed.</param>
/// <param name="Filings">Newest first.</param>
/// <param name="Outgoing">Messages of customs, newest first.</param>
internal sealed record LiveLists(
    IReadOnlyList<ExchangeView> Exchanges,
    IReadOnlyList<TlsRefusal> Refusals,
    IReadOnlyList<FilingView> Filings,
    IReadOnlyList<MessageView> Outgoing
)
{
    private const int Page = 1000; // the most that a list gives at once
    private const int MostFilings = 200;

    /// <summary>Reads them.</summary>
    /// <param name="customs">Where.</param>
    /// <param name="cancellationToken">They are no longer wanted.</param>
    public static async Task<LiveLists> ReadAsync(ICustomsManagement customs, CancellationToken cancellationToken) =>
        new(
            await ExchangesAsync(customs, cancellationToken),
            (await customs.TlsRefusalsAsync(cancellationToken)).Refusals,
            await customs.FilingsAsync(limit: MostFilings, cancellationToken: cancellationToken),
            await customs.MessagesAsync("out", limit: Page, cancellationToken: cancellationToken)
        );

    /// <summary>Has a record begin anew with them.</summary>
    /// <param name="record">What it held before is forgotten.</param>
    public void Fill(LiveRecord record)
    {
        record.Clear();
        foreach (var message in Outgoing)
        {
            record.Add(message);
        }

        record.Merge(Exchanges, Refusals.Select(LiveRow.Of));
        foreach (var filing in Filings)
        {
            record.Add(filing);
        }
    }

    /// <summary>All exchanges that a node keeps, page by page.</summary>
    /// <param name="customs">The node.</param>
    /// <param name="cancellationToken">They are no longer wanted.</param>
    public static async Task<IReadOnlyList<ExchangeView>> ExchangesAsync(ICustomsManagement customs, CancellationToken cancellationToken)
    {
        var all = new List<ExchangeView>();
        while (true)
        {
            var cursor = all.Count == 0 ? null : new Cursor(Before: all[^1].Id);
            var page = await customs.ExchangesAsync(limit: Page, cursor: cursor, cancellationToken: cancellationToken);
            all.AddRange(page);
            if (page.Count < Page || all.Count >= LiveRecord.Kept)
            {
                return all;
            }
        }
    }
}
