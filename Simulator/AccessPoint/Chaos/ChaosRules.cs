using System.Globalization;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Chaos;

/// <summary>A rule in force.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Over">Whether its time is over.</param>
public sealed record ChaosInForce(ChaosRule Rule, DateTimeOffset Since, bool Over);

/// <summary>
/// The rules of chaos in force, and what they did. Off until somebody puts a rule in. Safe for use by many threads at once.
/// </summary>
public sealed class ChaosRules
{
    private const int MaxEvents = 10_000;

    private readonly TimeProvider _clock;
    private readonly EventLog _events;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly List<ChaosEvent> _applied = [];
    private readonly Dictionary<(string Rule, string? Party), int> _matches = [];
    private List<(ChaosRule Rule, DateTimeOffset Since)> _rules = [];
    private int _seed;
    private long _numbers;

    internal ChaosRules(TimeProvider clock, EventLog events, ILogger<ChaosRules> log) =>
        (this._clock, this._events, this._log) = (clock, events, log);

    /// <summary>What dice follow from.</summary>
    public int Seed
    {
        get
        {
            lock (_gate)
            {
                return _seed;
            }
        }
    }

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<ChaosInForce> Rules
    {
        get
        {
            lock (_gate)
            {
                return [.. _rules.Select(entry => new ChaosInForce(entry.Rule, entry.Since, IsOver(entry, _clock.GetUtcNow())))];
            }
        }
    }

    /// <summary>What was done, oldest first; the last 10 000.</summary>
    public IReadOnlyList<ChaosEvent> Applied
    {
        get
        {
            lock (_gate)
            {
                return [.. _applied];
            }
        }
    }

    /// <summary>Whether no rule is in, as is normal.</summary>
    internal bool IsOff
    {
        get
        {
            lock (_gate)
            {
                return _rules.Count == 0;
            }
        }
    }

    /// <summary>Puts a rule in force, or another in the place of the one of its name; its counting begins anew.</summary>
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    public void Put(ChaosRule rule)
    {
        if (rule.Fault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(rule));
        }

        lock (_gate)
        {
            Forget(rule.Name);
            _rules = [.. _rules.Where(entry => entry.Rule.Name != rule.Name), (rule, _clock.GetUtcNow())];
        }
    }

    /// <summary>Takes a rule back.</summary>
    /// <returns>False when there was none of that name.</returns>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            return _rules.RemoveAll(entry => entry.Rule.Name == name) > 0;
        }
    }

    /// <summary>Puts these rules in the place of all.</summary>
    /// <param name="plan">The rules.</param>
    public void Replace(ChaosPlan plan)
    {
        lock (_gate)
        {
            (_seed, _rules) = (plan.Seed, [.. plan.Rules.Select(rule => (rule, _clock.GetUtcNow()))]);
            _matches.Clear();
        }
    }

    /// <summary>What was done to a message.</summary>
    internal IReadOnlyList<ChaosEvent> On(string messageId)
    {
        lock (_gate)
        {
            return [.. _applied.Where(one => one.MessageId == messageId)];
        }
    }

    /// <summary>The rule to be followed in a case, if any; that it is, is noted.</summary>
    internal (ChaosRule Rule, long Number)? Follow(Func<ChaosEffect, bool> kind, string? party, string action, string? messageId)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var entry in _rules.Where(entry => kind(entry.Rule.Do) && entry.Rule.IsFor(party, action) && !IsOver(entry, now)))
            {
                var rule = entry.Rule;
                var match = _matches[(rule.Name, party)] = _matches.GetValueOrDefault((rule.Name, party)) + 1;
                if (rule.Often.Follows(match, string.Create(CultureInfo.InvariantCulture, $"{_seed}|{rule.Name}|{party}|{match}")))
                {
                    return (rule, Note(new ChaosEvent(++_numbers, now, rule.Name, rule.Do.Name(), party, action, messageId, null)));
                }
            }

            return null;
        }
    }

    /// <summary>Whether the access point is out of order for a party; nothing is noted.</summary>
    internal bool IsOut(string party)
    {
        lock (_gate)
        {
            return _rules.Exists(entry =>
                entry.Rule is { Do: ChaosEffect.Outage, Action: null } && entry.Rule.IsFor(party, "") && !IsOver(entry, _clock.GetUtcNow())
            );
        }
    }

    /// <summary>Notes what came of an application.</summary>
    internal void Tell(long number, string outcome)
    {
        lock (_gate)
        {
            var at = _applied.Count == 0 ? -1 : (int)(number - _applied[0].Number);
            if (at >= 0)
            {
                _applied[at] = _applied[at] with { Outcome = _applied[at].Outcome is { } before ? $"{before}; {outcome}" : outcome };
                _events.Tell("chaos", _applied[at]);
            }
        }

        _log.LogWarning("Chaos {Number}: {Outcome}", number, outcome);
    }

    private static bool IsOver((ChaosRule Rule, DateTimeOffset Since) entry, DateTimeOffset now) =>
        entry.Rule.For is { } period && now >= entry.Since + period;

    private void Forget(string name)
    {
        foreach (var key in _matches.Keys.Where(key => key.Rule == name).ToList())
        {
            _matches.Remove(key);
        }
    }

    private long Note(ChaosEvent one)
    {
        if (_applied.Count == MaxEvents)
        {
            _applied.RemoveRange(0, MaxEvents / 10);
        }

        _applied.Add(one);
        _events.Tell("chaos", one);
        _log.LogWarning(
            "Chaos {Number}: {Rule} does {Effect} to {Party}, {Action} {MessageId}",
            one.Number,
            one.Rule,
            one.Do,
            LogText.OneLine(one.Party ?? "somebody"),
            LogText.OneLine(one.Action),
            LogText.OneLine(one.MessageId ?? "")
        );
        return one.Number;
    }
}
