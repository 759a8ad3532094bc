using System.Threading.Channels;
using Ics2.Contract.Rehearsals;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Cli.Rehearsing;

/// <summary>
/// The rehearsal under way: hears what scenarios tell, several at a time where no person is led, keeps how far each is, and passes on what
/// the person says.
/// </summary>
internal sealed class RunningRehearsal : IRehearsalGuide
{
    private const int MaxLines = 50_000; // a run of everything tells about ten thousand
    private const int MaxAnswers = 100; // what nobody asks for is not collected for ever

    private readonly Lock _gate = new();
    private readonly List<GuideLine> _lines = [];
    private readonly Dictionary<string, int> _places;
    private readonly RehearsedView[] _scenarios;
    private readonly Action<RehearsalEvent> _tell;
    private readonly Channel<GuideAnswer> _answers = Channel.CreateBounded<GuideAnswer>(
        new BoundedChannelOptions(MaxAnswers) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private RehearsalView _view;

    /// <summary>Begins to listen.</summary>
    /// <param name="view">What is known before.</param>
    /// <param name="scenarios">What will run.</param>
    /// <param name="tell">Takes what happens.</param>
    public RunningRehearsal(RehearsalView view, IReadOnlyList<Scenario> scenarios, Action<RehearsalEvent> tell)
    {
        _scenarios = [.. scenarios.Select(scenario => new RehearsedView(scenario.Id, scenario.Title))];
        _places = scenarios.Index().ToDictionary(one => one.Item.Id, one => one.Index, StringComparer.Ordinal);
        (_view, _tell) = (view, tell);
    }

    /// <summary>How far it is.</summary>
    public RehearsalView View
    {
        get
        {
            lock (_gate)
            {
                return _view with { Scenarios = [.. _scenarios] };
            }
        }
    }

    /// <summary>What it told after the lines that are known.</summary>
    public RehearsalDetail Detail(int after)
    {
        lock (_gate)
        {
            var view = _view with { Scenarios = [.. _scenarios] };
            return new RehearsalDetail(view, [.. _lines.Skip(after)], _lines.Count);
        }
    }

    /// <summary>The folder of a trader that the person was told to set the client up as; null when nobody was told so.</summary>
    public string? FolderOf(string party)
    {
        lock (_gate)
        {
            return _folders.GetValueOrDefault(party);
        }
    }

    /// <summary>A line; null when there is none of that number.</summary>
    public GuideLine? Line(int number)
    {
        lock (_gate)
        {
            return number >= 0 && number < _lines.Count ? _lines[number] : null;
        }
    }

    /// <inheritdoc/>
    public void Tell(GuideLine line)
    {
        lock (_gate)
        {
            if (_lines.Count < MaxLines)
            {
                _lines.Add(line);
            }

            if (line is { Kind: GuideKind.SetUp, Party: { } party, Folder: { } folder })
            {
                _folders[party] = folder;
            }

            if (_places.TryGetValue(line.Scenario, out var place))
            {
                _scenarios[place] = line.Kind switch
                {
                    GuideKind.Scenario => _scenarios[place] with { State = "running" },
                    GuideKind.Verdict => _scenarios[place] with
                    {
                        State = line.Verdict ?? "inconclusive",
                        Reason = line.Text.Length == 0 ? null : line.Text,
                    },
                    _ => _scenarios[place],
                };
            }
        }

        _tell(new RehearsalEvent(_view.Id, RehearsalState.Running, line));
    }

    /// <inheritdoc/>
    public async Task<GuideAnswer> AnswerAsync(CancellationToken cancellationToken) => await _answers.Reader.ReadAsync(cancellationToken);

    /// <summary>Passes on what the person says.</summary>
    public void Answer(GuideAnswer answer) => _answers.Writer.TryWrite(answer);

    /// <summary>It is over.</summary>
    /// <param name="shape">Says how it ended.</param>
    /// <returns>How it ended.</returns>
    public RehearsalView End(Func<RehearsalView, RehearsalView> shape)
    {
        RehearsalView ended;
        lock (_gate)
        {
            ended = _view = shape(_view with { Scenarios = [.. _scenarios] });
            foreach (var (place, scenario) in ended.Scenarios.Index())
            {
                _scenarios[place] = scenario;
            }
        }

        _tell(new RehearsalEvent(ended.Id, ended.State));
        return ended;
    }
}
