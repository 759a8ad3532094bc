using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// What a scenario leaves behind for whoever doubts the verdict: files, and a timeline of the messages seen. Ask for it in a constructor.
/// </summary>
public sealed partial class Evidence(RehearsedScenario scenario)
{
    private const int LongestName = 100;
    private const int MaxCalls = 200;

    private readonly Lock _gate = new();
    private readonly List<EvidenceFile> _files = [];
    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<ClientCall> _calls = [];
    private readonly List<ExchangeEvidence> _exchanges = [];
    private ExchangeFiles? _exchangeFiles;
    private int _callsOfEarlierSteps;

    /// <summary>The files saved so far.</summary>
    public IReadOnlyList<EvidenceFile> Files
    {
        get
        {
            lock (_gate)
            {
                return [.. _files];
            }
        }
    }

    /// <summary>The entries noted so far, in order of time.</summary>
    public IReadOnlyList<TimelineEntry> Timeline
    {
        get
        {
            lock (_gate)
            {
                return [.. _timeline.OrderBy(entry => entry.At)];
            }
        }
    }

    /// <summary>What the client under test was asked so far, in the order in which it came to an end.</summary>
    public IReadOnlyList<ClientCall> ClientCalls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The exchanges kept so far.</summary>
    public IReadOnlyList<ExchangeEvidence> Exchanges
    {
        get
        {
            lock (_gate)
            {
                return [.. _exchanges];
            }
        }
    }

    /// <summary>Saves what the client was asked, for people and for programs; nothing where it was never asked.</summary>
    public void SaveClientCalls()
    {
        if (ClientCalls is { Count: > 0 } calls)
        {
            Save(ClientCallFiles.Lines, ClientCallFiles.ToLines(calls));
            Save(ClientCallFiles.Text, ClientCallFiles.ToText(calls));
        }
    }

    /// <summary>A step begins.</summary>
    internal void BeginStep()
    {
        lock (_gate)
        {
            _callsOfEarlierSteps = _calls.Count;
        }
    }

    /// <summary>What the client was asked since the step began.</summary>
    internal IReadOnlyList<ClientCall> CallsOfStep()
    {
        lock (_gate)
        {
            return [.. _calls.Skip(_callsOfEarlierSteps)];
        }
    }

    /// <summary>Saves bytes as they are.</summary>
    /// <param name="name">A file name such as <c>request.as4</c>; letters that file systems dislike are replaced, a name that is taken gets
    /// a number.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>The path of the file.</returns>
    public string Save(string name, ReadOnlySpan<byte> content)
    {
        var safe = FileName(name);
        lock (_gate)
        {
            var unique = safe;
            for (
                var number = 2;
                _files.Exists(file => string.Equals(Path.GetFileName(file.Path), unique, StringComparison.OrdinalIgnoreCase));
                number++
            )
            {
                unique = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileNameWithoutExtension(safe)}-{number}{Path.GetExtension(safe)}"
                );
            }

            return Write(name, unique, content);
        }
    }

    /// <summary>Keeps an exchange with customs in a folder of its own: the record, and the bytes of both sides.</summary>
    /// <param name="request">The request as <c>ics2 inspect</c> reads it; null when nobody has its bytes any more.</param>
    /// <param name="response">The answer; null when there was none, or nobody has its bytes any more.</param>
    /// <param name="inspection">What the trader sent, explained while lists and registry were at hand; null when nobody could.</param>
    public void Keep(ExchangeView exchange, byte[]? request, byte[]? response, InspectionDocument? inspection = null)
    {
        lock (_gate)
        {
            _exchangeFiles ??= new ExchangeFiles((folder, name, content) => Write($"{folder}/{name}", $"{folder}/{name}", content.Span));
            _exchanges.Add(_exchangeFiles.Keep(exchange, request, response, inspection));
        }
    }

    /// <summary>Saves text as UTF-8.</summary>
    /// <param name="name">A file name.</param>
    /// <param name="content">The text.</param>
    /// <returns>The path of the file.</returns>
    public string Save(string name, string content) => Save(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Notes something that was seen on the wire.</summary>
    /// <param name="entry">What was seen.</param>
    public void Note(TimelineEntry entry)
    {
        lock (_gate)
        {
            _timeline.Add(entry);
        }
    }

    /// <summary>
    /// Notes a call of the client. One that went like the last is counted with it, for a client that is asked again until something
    /// happens.
    /// </summary>
    /// <param name="call">The call, when it has ended.</param>
    public void Note(ClientCall call)
    {
        lock (_gate)
        {
            if (_calls.Count > _callsOfEarlierSteps && _calls[^1] is var last && call.IsLike(last))
            {
                _calls[^1] = last with { Times = last.Times + 1, Duration = last.Duration + call.Duration };
            }
            else if (_calls.Count < MaxCalls)
            {
                _calls.Add(call);
            }
            else
            {
                // The last one is what explains a failure.
                _calls[^1] = call with
                {
                    Remark = $"more than {MaxCalls} different calls; some before this one are left out",
                };
            }
        }
    }

    private string Write(string name, string below, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(scenario.EvidenceFolder, below);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        _files.Add(new EvidenceFile(name, $"{Path.GetFileName(scenario.EvidenceFolder)}/{below}"));
        return path;
    }

    /// <summary>A name that every file system takes.</summary>
    internal static string FileName(string name)
    {
        var safe = Unsafe().Replace(name, "-").TrimStart('.').TrimEnd('.');
        return safe.Length switch
        {
            0 => "file",
            > LongestName => safe[^LongestName..].TrimStart('.'),
            _ => safe,
        };
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Unsafe();
}
