using System.Collections.Concurrent;
using System.Reflection;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A rule at one row of one table.</summary>
/// <param name="Row">The row it belongs to.</param>
/// <param name="Path">The way from the class where it is judged to the row; empty when that is the row itself.</param>
/// <param name="OwnerPath">The way to the class that holds the row; empty when that is the class itself.</param>
internal sealed record RuleBinding(Rule Rule, ElementDefinition Row, string Path, string OwnerPath);

/// <summary>All rules, bound to the rows of the tables.</summary>
internal sealed class RuleBook
{
    private readonly ConcurrentDictionary<string, MessageRules> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> _rules = AllRules().ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>One instance of every rule class in the assembly.</summary>
    public static IEnumerable<Rule> AllRules() =>
        typeof(Rule)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RuleAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Rule)Activator.CreateInstance(type)!);

    /// <summary>The rules of a message, bound once.</summary>
    /// <exception cref="SpecPackException">A table names a rule that the product does not know.</exception>
    public MessageRules Of(MessageDefinition message) =>
        _messages.GetOrAdd(message.Id, static (_, arg) => arg.Book.Bind(arg.Message), (Book: this, Message: message));

    private MessageRules Bind(MessageDefinition message)
    {
        var rules = new MessageRules(message);
        foreach (var row in message.Root.DescendantsAndSelf())
        {
            foreach (var id in row.Rules)
            {
                var rule =
                    _rules.GetValueOrDefault(id)
                    ?? throw new SpecPackException($"messages/{message.Id}.txt: {row.Path} names {id}, which the product does not know.");
                rules.Bind(rule, row);
            }
        }

        return rules;
    }
}

/// <summary>The rules of one message, and what has to stay in memory for them.</summary>
internal sealed class MessageRules
{
    // A class that may occur more often is forgotten as soon as it has been read and judged.
    private const int MaxKept = 99;

    private readonly List<RuleBinding>?[] _bindings;
    private readonly int[] _wantedAbove;

    public MessageRules(MessageDefinition message)
    {
        var count = message.ElementCount;
        _bindings = new List<RuleBinding>?[count];
        _wantedAbove = new int[count];
        Array.Fill(_wantedAbove, int.MaxValue);
    }

    /// <summary>The rules to judge at the end of a class; null when there are none.</summary>
    public List<RuleBinding>? JudgedAt(ElementDefinition row) => _bindings[row.Index];

    public void Bind(Rule rule, ElementDefinition row)
    {
        var at = rule.DecidedAt(row);
        var binding = new RuleBinding(rule, row, Way(at, row), ReferenceEquals(at, row) ? "" : Way(at, row.Parent!));
        (_bindings[at.Index] ??= []).Add(binding);
        Want(at, row);
        foreach (var also in rule.AlsoReads(row))
        {
            Want(at, also);
        }
    }

    /// <summary>
    /// Forgets of a class that was judged what no rule further up asks for.
    /// </summary>
    /// <returns>False when the class itself can go.</returns>
    public bool Prune(EnsElement element)
    {
        var row = element.Definition!;
        if (row.MaxOccurs <= MaxKept)
        {
            return true;
        }

        if (_wantedAbove[row.Index] >= row.Depth)
        {
            return false;
        }

        PruneInside(element, row.Depth);
        return true;
    }

    private void PruneInside(EnsElement element, int depth)
    {
        element.Retain(child => child.Definition is { } row && _wantedAbove[row.Index] < depth);
        for (var child = element.FirstChild; child is not null; child = child.Next)
        {
            PruneInside(child, depth);
        }
    }

    private void Want(ElementDefinition at, ElementDefinition row)
    {
        for (var step = row; step is not null && !ReferenceEquals(step, at); step = step.Parent)
        {
            _wantedAbove[step.Index] = Math.Min(_wantedAbove[step.Index], at.Depth);
        }
    }

    private static string Way(ElementDefinition from, ElementDefinition to) =>
        ReferenceEquals(from, to) ? "" : to.Path[(from.Path.Length + 1)..];
}
