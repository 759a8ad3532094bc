using System.Globalization;
using Ics2.Customs;
using Ics2.Ens;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>Reads a playbook strictly: every fault is reported with its line, none is passed over.</summary>
internal sealed class PlaybookReader
{
    private readonly List<string> faults = [];
    private readonly string file;

    private PlaybookReader(string file) => this.file = file;

    public static Playbook Read(string text, string file)
    {
        var reader = new PlaybookReader(file);
        var rules = reader.ReadRules(text);
        return reader.faults.Count == 0 ? new Playbook(rules, text) : throw new InvalidDataException(string.Join('\n', reader.faults));
    }

    private List<PlaybookRule> ReadRules(string text)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            yaml.Load(new MergingParser(new Parser(reader)));
        }
        catch (YamlException broken)
        {
            faults.Add($"{file}, line {broken.Start.Line}: no YAML: {broken.Message}");
            return [];
        }

        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            faults.Add($"{file}, line 1: expected one mapping with the key rules");
            return [];
        }

        Known(root, "rules");
        if (Child(root, "rules") is not YamlSequenceNode list)
        {
            Fault(root, "expected rules as a list", null);
            return [];
        }

        List<PlaybookRule> rules = [.. list.Children.Select(ReadRule).OfType<PlaybookRule>()];
        foreach (var twice in rules.GroupBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Fault(list, "expected names that differ", twice.Key);
        }

        return rules;
    }

    private PlaybookRule? ReadRule(YamlNode node)
    {
        if (node is not YamlMappingNode rule)
        {
            Fault(node, "expected a rule with name, when and then", node.ToString());
            return null;
        }

        Known(rule, "name", "about", "when", "then");
        var name = Text(rule, "name");
        var conditions = new List<KeyValuePair<string, string>>();
        if (Child(rule, "when") is YamlMappingNode when)
        {
            Known(when, [.. PlaybookRule.Conditions]);
            conditions.AddRange(PlaybookRule.Conditions.Where(key => Child(when, key) is not null).Select(key => KeyValuePair.Create(key, Text(when, key) ?? "")));
        }

        if (name is null || conditions.Count == 0)
        {
            Fault(rule, $"expected a name, and in when at least one of {string.Join(", ", PlaybookRule.Conditions)}", name);
        }

        var measures = new Measures(this);
        if (Child(rule, "then") is YamlSequenceNode { Children.Count: > 0 } then)
        {
            foreach (var step in then.Children)
            {
                measures.Add(step);
            }
        }
        else
        {
            Fault(rule, $"expected then as a list of {string.Join(", ", Measures.Names)}", null);
        }

        return new PlaybookRule(name ?? "", Text(rule, "about"), conditions, measures.Written, measures.Apply, measures.Fault);
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private string? Text(YamlMappingNode node, string key)
    {
        var child = Child(node, key);
        if (child is not (null or YamlScalarNode))
        {
            Fault(child, $"expected {key} as text", null);
        }

        return (child as YamlScalarNode)?.Value;
    }

    private void Known(YamlMappingNode node, params string[] keys)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !keys.Contains(name)))
        {
            Fault(key, $"expected one of {string.Join(", ", keys)}", key.ToString());
        }
    }

    private void Fault(YamlNode node, string expected, string? found) =>
        faults.Add($"{file}, line {Line(node)}: {expected}{(found is null ? "" : $", found '{found}'")}");

    // A pair inside [ ] is a mapping without a place of its own.
    private static long Line(YamlNode node) => node is YamlMappingNode { Children.Count: > 0 } mapping ? mapping.Children.First().Key.Start.Line : node.Start.Line;

    /// <summary>The measures of one rule.</summary>
    private sealed class Measures(PlaybookReader reader)
    {
        public static readonly string[] Names =
            ["accept", "refuse", "request-information", "request-amendment", "request-screening", "do-not-load", "risk-identified", "control", "assess", "delay", "stay-silent", "transport-fault"];

        private readonly List<Func<Instructions, Instructions>> changes = [];

        public List<string> Written { get; } = [];

        public TransportFault? Fault { get; private set; }

        public Instructions Apply(Instructions standing) => changes.Aggregate(standing, (instructions, change) => change(instructions));

        public void Add(YamlNode step)
        {
            var (name, value) = step switch
            {
                YamlScalarNode scalar => (scalar.Value, null),
                YamlMappingNode { Children.Count: 1 } pair => ((pair.Children.First().Key as YamlScalarNode)?.Value, pair.Children.First().Value),
                _ => (null, null),
            };
            var change = name switch
            {
                "accept" when value is null => instructions => instructions,
                "stay-silent" when value is null => instructions => instructions with { StaySilent = true },
                "risk-identified" when value is null => instructions => instructions with { RiskIdentified = true },
                "control" when value is null => instructions => instructions with { Control = true },
                "assess" when value is YamlScalarNode { Value: "at-once" or "when-told" } when => instructions => instructions with { AssessWhenTold = when.Value == "when-told" },
                "delay" when value is YamlScalarNode { Value: { } text } && Duration(text) is { } delay => instructions => instructions with { Delay = delay },
                "do-not-load" when value is YamlScalarNode { Value: { Length: > 0 } what } => instructions => instructions with { DoNotLoad = what == "first" ? "*" : what },
                "request-information" when value is YamlScalarNode { Value: { Length: > 0 } question } => Ask(new OrderedReferral("RFI", question)),
                "request-amendment" when value is YamlMappingNode amendment => Amend(amendment),
                "request-screening" when value is YamlSequenceNode { Children.Count: <= 9 } methods && methods.Children.All(method => IsCode("CL724", method.ToString())) => Ask(new OrderedReferral("RFS", Methods: [.. methods.Children.Select(method => method.ToString())])),
                "refuse" when value is YamlMappingNode refusal => Refuse(refusal),
                "transport-fault" when Fault is null && value is not null && ReadFault(value) is { } fault => Answering(fault),
                _ => (Func<Instructions, Instructions>?)null,
            };
            if (change is null)
            {
                reader.Fault(step, name is not null && Names.Contains(name) ? $"expected another value for {name}" : $"expected one of {string.Join(", ", Names)}", value?.ToString() ?? name);
                return;
            }

            changes.Add(change);
            Written.Add(value is null ? name! : $"{name} {value}");
        }

        private static Func<Instructions, Instructions> Ask(OrderedReferral referral) => instructions => instructions with { Referrals = instructions.Referrals.Add(referral) };

        private Func<Instructions, Instructions>? Amend(YamlMappingNode node)
        {
            reader.Known(node, "text", "pointer");
            return Ask(new OrderedReferral("AMD", reader.Text(node, "text"), reader.Text(node, "pointer")));
        }

        private Func<Instructions, Instructions>? Refuse(YamlMappingNode node)
        {
            reader.Known(node, "message", "code", "pointer", "text");
            if (reader.Text(node, "message") is not ("IE3N99" or "IE3N01") || reader.Text(node, "code") is not { } code || !IsCode("CL723", code) || reader.Text(node, "text") is not { Length: > 0 } text)
            {
                return null;
            }

            var refusal = new OrderedRefusal(reader.Text(node, "message")!, code, reader.Text(node, "pointer"), text);
            return instructions => instructions with { Refuse = refusal };
        }

        private Func<Instructions, Instructions> Answering(TransportFault fault)
        {
            Fault = fault;
            return instructions => instructions;
        }

        // transport-fault: no-receipt, or transport-fault: { do: http-error, status: 502, times: 1 }
        private TransportFault? ReadFault(YamlNode node)
        {
            if (node is YamlMappingNode mapping)
            {
                reader.Known(mapping, "do", "times", "status");
            }

            var named = node is YamlMappingNode pairs ? reader.Text(pairs, "do") : (node as YamlScalarNode)?.Value;
            var (times, status) = node is YamlMappingNode more ? (reader.Text(more, "times"), reader.Text(more, "status")) : (null, null);
            return named is not null && TransportFault.ByName.TryGetValue(named, out var fault)
                && Number(times, 1, 1000, out var count) && Number(status, 400, 599, out var code) && (code is null || fault == WireFault.HttpError)
                ? new TransportFault(fault, count, code ?? 503)
                : null;
        }

        private static bool Number(string? text, int least, int most, out int? number)
        {
            number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
            return text is null || (number >= least && number <= most);
        }

        private static bool IsCode(string list, string code) => SpecPack.Embedded().CodeList(list)?.Allows(code) == true;

        private static TimeSpan? Duration(string text) => text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1_000_000
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                _ => null,
            }
            : null;
    }
}
