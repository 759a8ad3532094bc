using System.Diagnostics.CodeAnalysis;
using Ics2.Contract;
using Ics2.Contract.Management;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ics2.AccessPoint.Settings;

/// <summary>A YAML file with a list of named rules, read strictly: every fault is reported with its line, none is passed over.</summary>
/// <param name="file">Its name, for the reports.</param>
internal sealed class StrictYaml(string file)
{
    private readonly List<LineFault> _faults = [];

    /// <summary>Reads the mapping at the root.</summary>
    /// <returns>The mapping, or null when there is none; the fault is noted.</returns>
    public YamlMappingNode? Root(string text)
    {
        YamlStream yaml;
        try
        {
            yaml = PlainYaml.Load(text);
        }
        catch (YamlException broken)
        {
            _faults.Add(new LineFault(broken.Start.Line, $"no YAML: {broken.Message}"));
            return null;
        }

        if (yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode root)
        {
            return root;
        }

        _faults.Add(new LineFault(1, "expected one mapping with the key rules"));
        return null;
    }

    /// <summary>Reads the rules of a mapping; their names have to differ.</summary>
    public List<T> Rules<T>(YamlMappingNode root, Func<YamlMappingNode, T?> read, Func<T, string> name)
        where T : class
    {
        if (Child(root, "rules") is not YamlSequenceNode list)
        {
            Fault(root, "expected rules as a list");
            return [];
        }

        var rules = new List<T>();
        foreach (var node in list.Children)
        {
            if (node is not YamlMappingNode mapping)
            {
                Fault(node, "expected a rule", PlainYaml.Shown(node));
            }
            else if (read(mapping) is { } rule)
            {
                rules.Add(rule);
            }
        }

        foreach (var twice in rules.GroupBy(name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Fault(list, "expected names that differ", twice.Key);
        }

        return rules;
    }

    public static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    public string? Text(YamlMappingNode node, string key)
    {
        var child = Child(node, key);
        if (child is not (null or YamlScalarNode))
        {
            Fault(child, $"expected {key} as text");
        }

        return (child as YamlScalarNode)?.Value;
    }

    public void Known(YamlMappingNode node, params string[] keys)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !keys.Contains(name)))
        {
            Fault(key, $"expected one of {string.Join(", ", keys)}", PlainYaml.Shown(key));
        }
    }

    public void Fault(YamlNode node, string expected, string? found = null) =>
        _faults.Add(new LineFault(Line(node), $"{expected}{(found is null ? "" : $", found '{found}'")}"));

    /// <summary>Gives what was read, when nothing is wrong with it.</summary>
    /// <exception cref="InvalidDataException">Something is; the message names every faulty line, and what was expected there. Inside it is a
    /// <see cref="FaultyLinesException"/>.</exception>
    public T Done<T>(T read) =>
        _faults.Count == 0
            ? read
            : throw new InvalidDataException(
                string.Join('\n', _faults.Select(fault => $"{file}, line {fault.Line}: {fault.Text}")),
                new FaultyLinesException(_faults)
            );

    // A pair inside [ ] is a mapping without a place of its own.
    private static long Line(YamlNode node) =>
        node is YamlMappingNode { Children.Count: > 0 } mapping ? mapping.Children.First().Key.Start.Line : node.Start.Line;
}

/// <summary>What is wrong with a text, line by line, for whoever shows the text.</summary>
/// <param name="lines">Every fault, at least one.</param>
[SuppressMessage("Design", "CA1032", Justification = "Always thrown with the faults.")]
[SuppressMessage("Design", "CA1064", Justification = "It only travels inside an InvalidDataException, which is sealed.")]
internal sealed class FaultyLinesException(IReadOnlyList<LineFault> lines) : Exception("Lines of it are wrong.")
{
    /// <summary>Every fault.</summary>
    public IReadOnlyList<LineFault> Lines { get; } = lines;

    /// <summary>The refusal that names them.</summary>
    public static Fault Of(InvalidDataException wrong) =>
        new(wrong.Message) { Lines = (wrong.InnerException as FaultyLinesException)?.Lines };
}
