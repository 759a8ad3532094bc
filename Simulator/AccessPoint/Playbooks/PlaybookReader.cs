using System.Globalization;
using Ics2.AccessPoint.Settings;
using Ics2.Contract;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>
/// Reads a playbook strictly: every fault is reported with its line, none is passed over. What it orders customs to say is judged by the
/// pack in force, whose codes may be others than those of the embedded one.
/// </summary>
internal sealed class PlaybookReader
{
    private readonly StrictYaml _yaml;
    private readonly SpecPack _pack;

    private PlaybookReader(string file, SpecPack pack) => (_yaml, _pack) = (new StrictYaml(file), pack);

    public static Playbook Read(string text, string file, SpecPack pack)
    {
        var reader = new PlaybookReader(file, pack);
        return reader._yaml.Done(new Playbook(reader.ReadRules(text), text));
    }

    private List<PlaybookRule> ReadRules(string text)
    {
        if (_yaml.Root(text) is not { } root)
        {
            return [];
        }

        _yaml.Known(root, "rules");
        return _yaml.Rules(root, ReadRule, rule => rule.Name);
    }

    private PlaybookRule ReadRule(YamlMappingNode rule)
    {
        _yaml.Known(rule, "name", "about", "when", "then");
        var name = _yaml.Text(rule, "name");
        var conditions = new List<KeyValuePair<string, string>>();
        if (StrictYaml.Child(rule, "when") is YamlMappingNode when)
        {
            _yaml.Known(when, [.. PlaybookRule.Conditions]);
            conditions.AddRange(
                PlaybookRule
                    .Conditions.Where(key => StrictYaml.Child(when, key) is not null)
                    .Select(key => KeyValuePair.Create(key, _yaml.Text(when, key) ?? ""))
            );
        }

        if (name is null || conditions.Count == 0)
        {
            _yaml.Fault(rule, $"expected a name, and in when at least one of {string.Join(", ", PlaybookRule.Conditions)}", name);
        }

        var measures = new Measures(_yaml, _pack);
        if (StrictYaml.Child(rule, "then") is YamlSequenceNode { Children.Count: > 0 } then)
        {
            foreach (var step in then.Children)
            {
                measures.Add(step);
            }
        }
        else
        {
            _yaml.Fault(rule, $"expected then as a list of {string.Join(", ", Measures.Names)}");
        }

        return new PlaybookRule(name ?? "", _yaml.Text(rule, "about"), conditions, measures.Written, measures.Apply, measures.Fault);
    }

    /// <summary>The measures of one rule.</summary>
    private sealed class Measures(StrictYaml yaml, SpecPack pack)
    {
        public static readonly string[] Names =
        [
            "accept",
            "refuse",
            "request-information",
            "request-amendment",
            "request-screening",
            "do-not-load",
            "risk-identified",
            "control",
            "linking-time",
            "assess",
            "delay",
            "stay-silent",
            "transport-fault",
        ];

        private readonly List<Func<Instructions, Instructions>> _changes = [];

        public List<string> Written { get; } = [];

        public TransportFault? Fault { get; private set; }

        public Instructions Apply(Instructions standing) => _changes.Aggregate(standing, (instructions, change) => change(instructions));

        public void Add(YamlNode step)
        {
            var (name, value) = step switch
            {
                YamlScalarNode scalar => (scalar.Value, null),
                YamlMappingNode { Children.Count: 1 } pair => (
                    (pair.Children.First().Key as YamlScalarNode)?.Value,
                    pair.Children.First().Value
                ),
                _ => (null, null),
            };
            var change = name switch
            {
                "accept" when value is null => instructions => instructions,
                "stay-silent" when value is null => instructions => instructions with { StaySilent = true },
                "risk-identified" when value is null => instructions => instructions with { RiskIdentified = true },
                "control" when value is null => instructions => instructions with { Control = true },
                "control" when value is YamlMappingNode where => Control(where),
                "assess" when value is YamlScalarNode { Value: "at-once" or "when-told" } when => instructions =>
                    instructions with
                    {
                        AssessWhenTold = when.Value == "when-told",
                    },
                "linking-time"
                    when value is YamlScalarNode { Value: { } wait }
                        && Durations.TryParse(wait, out var linking)
                        && linking > TimeSpan.Zero => instructions => instructions with { LinkingTime = linking },
                "delay" when value is YamlScalarNode { Value: { } text } && Durations.TryParse(text, out var delay) => instructions =>
                    instructions with
                    {
                        Delay = delay,
                    },
                "do-not-load" when value is YamlScalarNode { Value: { Length: > 0 } what } => instructions =>
                    instructions with
                    {
                        DoNotLoad = what == "first" ? "*" : what,
                    },
                "request-information" when value is YamlScalarNode { Value: { Length: > 0 } question } => Ask(
                    new OrderedReferral("RFI", question)
                ),
                "request-information" when value is YamlMappingNode information => Ask("RFI", information),
                "request-amendment" when value is YamlMappingNode amendment => Ask("AMD", amendment),
                "request-screening"
                    when value is YamlSequenceNode { Children.Count: <= 9 } methods
                        && methods.Children.All(method => IsCode("CL724", PlainYaml.Shown(method))) => Ask(
                    new OrderedReferral("RFS", Methods: [.. methods.Children.Select(method => PlainYaml.Shown(method))])
                ),
                "refuse" when value is YamlMappingNode refusal => Refuse(refusal),
                "transport-fault" when Fault is null && value is not null && ReadFault(value) is { } fault => Answering(fault),
                _ => (Func<Instructions, Instructions>?)null,
            };
            if (change is null)
            {
                yaml.Fault(
                    step,
                    name is not null && Names.Contains(name)
                        ? $"expected another value for {name}{(name is "delay" or "linking-time" ? ", for example 30s" : "")}"
                        : $"expected one of {string.Join(", ", Names)}",
                    value is null ? name : PlainYaml.Shown(value)
                );
                return;
            }

            _changes.Add(change);
            Written.Add(value is null ? name! : $"{name} {value}");
        }

        private static Func<Instructions, Instructions> Ask(OrderedReferral referral) =>
            instructions => instructions with { Referrals = instructions.Referrals.Add(referral) };

        // control, or control: { office: BE101000, place: Terminal 5, warn-aeo: yes }
        private Func<Instructions, Instructions>? Control(YamlMappingNode node)
        {
            yaml.Known(node, "office", "place", "warn-aeo");
            var (office, place, warn) = (yaml.Text(node, "office"), yaml.Text(node, "place"), yaml.Text(node, "warn-aeo"));
            return warn is null or "yes" or "no"
                ? instructions =>
                    instructions with
                    {
                        Control = true,
                        ControlOffice = office,
                        ControlPlace = place,
                        WarnAeo = warn is "yes",
                    }
                : null;
        }

        // documents: { N730: CMR-1, N380: INV-7 }, by type of CL013
        private Func<Instructions, Instructions>? Ask(string type, YamlMappingNode node)
        {
            yaml.Known(node, "text", "pointer", "code", "type", "documents");
            var documents = new List<DocumentReference>();
            if (StrictYaml.Child(node, "documents") is { } listed)
            {
                if (listed is not YamlMappingNode { Children.Count: > 0 } pairs)
                {
                    return null;
                }

                foreach (var (key, number) in pairs.Children)
                {
                    if (!IsCode("CL013", PlainYaml.Shown(key)) || number is not YamlScalarNode { Value: { Length: > 0 and <= 70 } value })
                    {
                        return null;
                    }

                    documents.Add(new DocumentReference(value, PlainYaml.Shown(key)));
                }
            }

            return Ask(
                new OrderedReferral(type, yaml.Text(node, "text"), yaml.Text(node, "pointer"))
                {
                    Code = yaml.Text(node, "code"),
                    InformationType = yaml.Text(node, "type"),
                    Documents = [.. documents],
                }
            );
        }

        private Func<Instructions, Instructions>? Refuse(YamlMappingNode node)
        {
            yaml.Known(node, "message", "code", "pointer", "text");
            if (
                yaml.Text(node, "message") is not ("IE3N99" or "IE3N01")
                || yaml.Text(node, "code") is not { } code
                || !IsCode("CL723", code)
                || yaml.Text(node, "text") is not { Length: > 0 } text
            )
            {
                return null;
            }

            var refusal = new OrderedRefusal(yaml.Text(node, "message")!, code, yaml.Text(node, "pointer"), text);
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
                yaml.Known(mapping, "do", "times", "status");
            }

            var named = node is YamlMappingNode pairs ? yaml.Text(pairs, "do") : (node as YamlScalarNode)?.Value;
            var (times, status) = node is YamlMappingNode more ? (yaml.Text(more, "times"), yaml.Text(more, "status")) : (null, null);
            return
                named is not null
                && TransportFault.ByName.TryGetValue(named, out var fault)
                && Number(times, 1, 1000, out var count)
                && Number(status, 400, 599, out var code)
                && (code is null || fault == WireFault.HttpError)
                ? new TransportFault(fault, count, code ?? 503)
                : null;
        }

        private static bool Number(string? text, int least, int most, out int? number)
        {
            number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
            return text is null || (number >= least && number <= most);
        }

        private bool IsCode(string list, string code) => pack.CodeList(list)?.Allows(code) == true;
    }
}
