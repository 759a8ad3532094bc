using System.Globalization;
using Ics2.Contract;
using Ics2.Rehearsal.Running.Gherkin;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ics2.Rehearsal.Plans;

/// <summary>Reads a plan strictly: every fault is reported with its line, none is passed over.</summary>
internal sealed class PlanReader
{
    public const int LongestText = 100_000;

    private static readonly string[] Keys = ["name", "title", "tags", "scenarios"];

    private readonly List<string> _faults = [];
    private readonly string _file;

    private PlanReader(string file) => _file = file;

    public static RehearsalPlan Read(string text, string file, Predicate<string> knows)
    {
        var reader = new PlanReader(file);
        var plan = reader.Parse(text) is { } root ? reader.Plan(root, knows) : null;
        return plan is not null && reader._faults.Count == 0 ? plan : throw new InvalidDataException(string.Join('\n', reader._faults));
    }

    private YamlMappingNode? Parse(string text)
    {
        YamlStream yaml;
        try
        {
            yaml = PlainYaml.Load(text);
        }
        catch (YamlException broken)
        {
            Fault(broken.Start.Line, $"no YAML: {broken.Message}");
            return null;
        }

        if (yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode root)
        {
            return root;
        }

        Fault(1, $"expected one mapping with {string.Join(", ", Keys)}");
        return null;
    }

    private RehearsalPlan Plan(YamlMappingNode root, Predicate<string> knows)
    {
        foreach (var key in root.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !Keys.Contains(name)))
        {
            Fault(key.Start.Line, $"expected one of {string.Join(", ", Keys)}, found '{PlainYaml.Shown(key)}'");
        }

        TagExpression? tags = null;
        if (Text(root, "tags") is { } expression && !TagExpression.TryParse(expression.Value!, out tags, out var why))
        {
            Fault(expression.Start.Line, why);
        }

        var ids = new List<string>();
        foreach (var item in Items(root))
        {
            if (item is not YamlScalarNode { Value: { Length: > 0 } id })
            {
                Fault(item.Start.Line, "expected the id of a scenario, such as CON-01");
            }
            else if (!knows(id))
            {
                Fault(item.Start.Line, $"there is no scenario '{id}'; 'ics2 rehearse --list' shows all");
            }
            else
            {
                ids.Add(id);
            }
        }

        if (tags is null && ids.Count == 0 && _faults.Count == 0)
        {
            Fault(1, "the plan chooses nothing: give scenarios, a list of ids, or tags, such as '@connectivity and not @push'");
        }

        var name = Text(root, "name")?.Value ?? Path.GetFileNameWithoutExtension(_file);
        return new RehearsalPlan(name, Text(root, "title")?.Value ?? name, tags, ids);
    }

    private IEnumerable<YamlNode> Items(YamlMappingNode root)
    {
        switch (Child(root, "scenarios"))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return list.Children;
            case var other:
                Fault(other.Start.Line, "expected scenarios as a list of ids");
                return [];
        }
    }

    private YamlScalarNode? Text(YamlMappingNode root, string key)
    {
        var child = Child(root, key);
        if (child is not (null or YamlScalarNode { Value.Length: > 0 }))
        {
            Fault(child.Start.Line, $"expected {key} as text");
        }

        return child is YamlScalarNode { Value.Length: > 0 } text ? text : null;
    }

    private static YamlNode? Child(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private void Fault(long line, string text) => _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{_file}, line {line}: {text}"));
}
