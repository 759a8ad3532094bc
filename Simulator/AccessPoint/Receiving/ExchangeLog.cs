using System.Globalization;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Receiving;

/// <summary>One exchange and its bytes.</summary>
/// <param name="View">What was seen; without id, attempt and links, which the log gives.</param>
/// <param name="Request">What was posted.</param>
/// <param name="Response">What was answered; null when nothing was.</param>
/// <param name="Folder">Where both were captured; null where nothing is.</param>
internal sealed record SeenExchange(ExchangeView View, WireMessage Request, WireMessage? Response, string? Folder)
{
    /// <summary>Bytes that it keeps in memory.</summary>
    public int Size => Request.Body.Length + (Response?.Body.Length ?? 0);
}

/// <summary>
/// The last exchanges, in memory. The bytes of the latest are kept up to a sum; those of earlier ones are found in their captures, where
/// exchanges are captured.
/// </summary>
internal sealed class ExchangeLog(long keptBytes, EventLog events)
{
    private const int Kept = 5000;

    private readonly Lock _gate = new();
    private readonly Queue<(ExchangeView View, string? Folder)> _last = new();
    private readonly Queue<long> _withBytes = new();
    private readonly Dictionary<long, (WireMessage Request, WireMessage? Response)> _bytes = [];
    private readonly Dictionary<(string Direction, string? Party, string MessageId), int> _attempts = [];
    private long _numbers;
    private long _size;

    /// <summary>Notes an exchange that is over.</summary>
    public void Add(SeenExchange seen)
    {
        ExchangeView view;
        lock (_gate)
        {
            var number = ++_numbers;
            view = Numbered(seen, number);
            if (keptBytes > 0)
            {
                _bytes[number] = (seen.Request, seen.Response);
                _withBytes.Enqueue(number);
                _size += seen.Size;
            }

            _last.Enqueue((view, seen.Folder));
            Trim();
        }

        events.Tell("exchange", view);
    }

    /// <summary>The exchanges of a party, or of all, newest first.</summary>
    /// <param name="after">Only later ones, those nearest to it.</param>
    /// <param name="before">Only earlier ones.</param>
    public IReadOnlyList<ExchangeView> Last(string? party, int limit, long? after = null, long? before = null)
    {
        lock (_gate)
        {
            var chosen = _last
                .Select(seen => seen.View)
                .Where(view =>
                    (party is null || view.Party == party)
                    && (after is null || Number(view) > after)
                    && (before is null || Number(view) < before)
                );
            return [.. (after is null ? chosen.TakeLast(limit) : chosen.Take(limit)).Reverse()];
        }
    }

    /// <summary>An exchange by its id; null when it is not, or no longer, known.</summary>
    public ExchangeView? Find(string id)
    {
        lock (_gate)
        {
            return _last.FirstOrDefault(seen => seen.View.Id == id).View;
        }
    }

    /// <summary>Its bytes; null when they are not kept.</summary>
    public ExchangeBytes? Bytes(string id)
    {
        lock (_gate)
        {
            var (view, folder) = _last.FirstOrDefault(seen => seen.View.Id == id);
            return view is null ? null
                : _bytes.TryGetValue(Number(view), out var both) ? new ExchangeBytes(view, both.Request, both.Response, null)
                : folder is null ? null
                : new ExchangeBytes(view, null, null, folder);
        }
    }

    private static long Number(ExchangeView view) => long.Parse(view.Id, CultureInfo.InvariantCulture);

    private ExchangeView Numbered(SeenExchange seen, long number)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var held = keptBytes > 0 || seen.Folder is not null;
        var view = seen.View with
        {
            Id = id,
            Request = held ? $"exchanges/{id}/request" : null,
            Response = held && seen.Response is not null ? $"exchanges/{id}/response" : null,
            RequestBytes = seen.Request.Body.Length,
            ResponseBytes = seen.Response?.Body.Length ?? 0,
        };
        return view is not { Direction: "in", MessageId: { } messageId }
            ? view
            : view with
            {
                Attempt = _attempts[(view.Direction, view.Party, messageId)] =
                    _attempts.GetValueOrDefault((view.Direction, view.Party, messageId)) + 1,
            };
    }

    private void Trim()
    {
        while (_size > keptBytes && _withBytes.TryDequeue(out var oldest))
        {
            _bytes.Remove(oldest, out var both);
            _size -= both.Request.Body.Length + (both.Response?.Body.Length ?? 0);
        }

        while (_last.Count > Kept)
        {
            var gone = _last.Dequeue().View;
            if (gone.MessageId is { } id && _attempts.GetValueOrDefault((gone.Direction, gone.Party, id)) == gone.Attempt)
            {
                _attempts.Remove((gone.Direction, gone.Party, id));
            }
        }
    }
}

/// <summary>Where the bytes of an exchange are: in memory, or captured in a folder.</summary>
internal sealed record ExchangeBytes(ExchangeView View, WireMessage? Request, WireMessage? Response, string? Folder);
