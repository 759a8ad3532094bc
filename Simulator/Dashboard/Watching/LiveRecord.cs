using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;

namespace Ics2.Dashboard.Watching;

/// <summary>What is known of what happened: bounded, the oldest goes first. For one thread at a time.</summary>
internal sealed class LiveRecord
{
    /// <summary>The most rows that are kept.</summary>
    public const int Kept = 10_000;

    private const int KeptFilings = 2_000;

    private readonly HashSet<(string? Node, string Id)> _known = [];
    private readonly SortedDictionary<string, string> _missing = new(StringComparer.Ordinal);
    private Queue<(LiveRow Row, ExchangeView? Exchange)> _rows = new();
    private readonly Dictionary<(string Party, string MessageId), FilingView> _filings = [];
    private readonly Dictionary<string, MessageView> _outgoing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    private int _rehearsed;
    private int _rehearsalsChanged;

    /// <summary>Begins anew; what refusals say is still true.</summary>
    public void Clear()
    {
        Forget(node: null);
        _filings.Clear();
        _outgoing.Clear();
        _rehearsed++; // one may have gone on meanwhile
        _rehearsalsChanged++;
    }

    public void Add(ExchangeView exchange)
    {
        if (!_known.Add((exchange.Node, exchange.Id)))
        {
            return;
        }

        Add(LiveRow.Of(exchange), exchange);
        var delivered =
            exchange.Verdict != "accepted" ? null
            : exchange.Kind == "receipt" ? exchange.RefToMessageId
            : exchange.IsPush() ? exchange.MessageId
            : null;
        if (delivered is not null && _outgoing.TryGetValue(delivered, out var message))
        {
            _outgoing[delivered] = message with { State = "delivered" };
        }
    }

    public void Add(LiveRow row, ExchangeView? exchange = null)
    {
        _rows.Enqueue((row, exchange));
        if (_rows.Count > Kept && _rows.Dequeue().Exchange is { } gone)
        {
            _known.Remove((gone.Node, gone.Id));
        }
    }

    /// <summary>Adds what may have happened before what is known, and puts all of it into the order of time.</summary>
    public void Merge(IEnumerable<ExchangeView> exchanges, IEnumerable<LiveRow> others)
    {
        foreach (var exchange in exchanges)
        {
            Add(exchange);
        }

        foreach (var row in others)
        {
            Add(row);
        }

        _rows = new Queue<(LiveRow, ExchangeView?)>(_rows.OrderBy(one => one.Row.At));
    }

    /// <summary>Forgets what happened at one node; what happened at others is read from there.</summary>
    /// <param name="node">Its name; null for the one that serves the pages.</param>
    public void Forget(string? node)
    {
        _rows = new Queue<(LiveRow, ExchangeView?)>(_rows.Where(one => one.Row.Node != node));
        _known.RemoveWhere(one => one.Node == node);
    }

    /// <summary>What another node tells of cannot be had, or can be again.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="why">Why not; null when nothing is missing.</param>
    public void Miss(string node, string? why)
    {
        if (why is null)
        {
            _missing.Remove(node);
        }
        else
        {
            _missing[node] = why;
        }
    }

    public void Add(MessageView message)
    {
        _outgoing[message.MessageId] = message;
        if (_outgoing.Count > Kept)
        {
            var oldest = _outgoing.MinBy(one => one.Value.At).Key;
            _outgoing.Remove(oldest);
            _said.Remove(oldest);
        }
    }

    public void Add(FilingView filing)
    {
        _filings[(filing.Party, filing.MessageId)] = filing;
        if (_filings.Count > KeptFilings)
        {
            _filings.Remove(_filings.MinBy(one => one.Value.ReceivedAt).Key);
        }
    }

    public void Add(RehearsalEvent went)
    {
        _rehearsed++;
        _rehearsalsChanged += went.Line is null ? 1 : 0;
    }

    /// <summary>Whether what a refusal says is still to be read.</summary>
    public bool Wants(MessageView message) => Refusals.Is(message.Action) && !_said.ContainsKey(message.MessageId);

    /// <summary>What a refusal says.</summary>
    public void Say(MessageView message, string says) => _said[message.MessageId] = says;

    /// <summary>What there is to see.</summary>
    public LiveView Look()
    {
        var rows = _rows.ToArray();
        Array.Reverse(rows);
        return new LiveView(
            [.. rows.Select(one => Said(one.Row))],
            [.. rows.Select(one => one.Exchange).OfType<ExchangeView>()],
            [
                .. _filings
                    .Values.OrderByDescending(filing => filing.ReceivedAt)
                    .ThenByDescending(filing => filing.MessageId, StringComparer.Ordinal),
            ],
            _outgoing.Values.Count(message => message.State == "waiting"),
            Away: null
        )
        {
            Rehearsed = _rehearsed,
            RehearsalsChanged = _rehearsalsChanged,
            Missing = [.. _missing.Select(one => (one.Key, one.Value))],
        };
    }

    private LiveRow Said(LiveRow row) => row.Brings is { } id && _said.TryGetValue(id, out var said) ? row with { Says = said } : row;
}

/// <summary>What there is to see at an instant.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Exchanges">Newest first.</param>
/// <param name="Filings">Newest first.</param>
/// <param name="Waiting">Messages of customs that wait for their receipt.</param>
/// <param name="Away">Why customs cannot be watched; null when it can.</param>
public sealed record LiveView(
    IReadOnlyList<LiveRow> Rows,
    IReadOnlyList<ExchangeView> Exchanges,
    IReadOnlyList<FilingView> Filings,
    int Waiting,
    string? Away
)
{
    /// <summary>How often a rehearsal went on; whoever shows one reads it again when this changes.</summary>
    public int Rehearsed { get; init; }

    /// <summary>Other nodes whose exchanges are not among the rows, and why.</summary>
    public IReadOnlyList<(string Node, string Why)> Missing { get; init; } = [];

    /// <summary>How often one began or ended.</summary>
    public int RehearsalsChanged { get; init; }

    /// <summary>Before anything was read.</summary>
    public static LiveView Nothing { get; } = new([], [], [], 0, Away: null);
}
