using System.Globalization;
using Ics2.AccessPoint.Settings;
using Ics2.Contract;
using YamlDotNet.RepresentationModel;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Reads rules of chaos strictly, as <see cref="Playbooks.PlaybookReader"/> reads a playbook.</summary>
internal sealed class ChaosReader
{
    private static readonly string[] Keys = ["name", "about", "when", "often", "for", "do"];

    private readonly StrictYaml _yaml;

    private ChaosReader(string file) => _yaml = new StrictYaml(file);

    public static ChaosPlan Read(string text, string file)
    {
        var reader = new ChaosReader(file);
        return reader._yaml.Done(reader.ReadPlan(text));
    }

    /// <summary>Reads one rule that got its name elsewhere.</summary>
    /// <exception cref="InvalidDataException">It makes no sense.</exception>
    public static ChaosRule ReadRule(string text, string name)
    {
        var reader = new ChaosReader(name);
        var rule = reader._yaml.Root(text) is { } root ? reader.ReadRule(root, name) : null;
        return reader._yaml.Done(rule!);
    }

    private ChaosPlan ReadPlan(string text)
    {
        if (_yaml.Root(text) is not { } root)
        {
            return ChaosPlan.None;
        }

        _yaml.Known(root, "seed", "rules");
        var written = _yaml.Text(root, "seed");
        if (!int.TryParse(written ?? "0", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            _yaml.Fault(StrictYaml.Child(root, "seed")!, "expected seed as a whole number", written);
        }

        return new ChaosPlan(seed, _yaml.Rules(root, rule => ReadRule(rule, name: null), rule => rule.Name));
    }

    private ChaosRule? ReadRule(YamlMappingNode node, string? name)
    {
        _yaml.Known(node, Keys);
        var when = StrictYaml.Child(node, "when") as YamlMappingNode;
        if (when is not null)
        {
            _yaml.Known(when, "party", "action");
        }
        else if (StrictYaml.Child(node, "when") is { } wrong)
        {
            _yaml.Fault(wrong, "expected when as party, action or both", PlainYaml.Shown(wrong));
        }

        var rule = ReadEffect(node, name ?? _yaml.Text(node, "name") ?? "");
        if (ChaosFrequency.TryParse(_yaml.Text(node, "often")) is not { } often)
        {
            _yaml.Fault(
                StrictYaml.Child(node, "often")!,
                "expected often as always, first N, every N or probability P (0 to 1)",
                _yaml.Text(node, "often")
            );
            return null;
        }

        TimeSpan? period = Durations.TryParse(_yaml.Text(node, "for"), out var limit) ? limit : null;
        if (period is null && StrictYaml.Child(node, "for") is { } endless)
        {
            _yaml.Fault(endless, "expected for as 30s, 10m or 1h", PlainYaml.Shown(endless));
        }

        rule = rule is null
            ? null
            : rule with
            {
                About = _yaml.Text(node, "about"),
                Party = when is null ? null : _yaml.Text(when, "party"),
                Action = when is null ? null : _yaml.Text(when, "action"),
                Often = often,
                For = period,
            };
        if (rule?.Fault() is { } fault)
        {
            _yaml.Fault(node, fault);
        }

        return rule;
    }

    // do: lose-receipt, or with its measure: do: { late-receipt: 5s }
    private ChaosRule? ReadEffect(YamlMappingNode node, string name)
    {
        var (word, measure) = StrictYaml.Child(node, "do") switch
        {
            YamlScalarNode scalar => (scalar.Value, null),
            YamlMappingNode { Children.Count: 1 } pair => (
                (pair.Children.First().Key as YamlScalarNode)?.Value,
                PlainYaml.Shown(pair.Children.First().Value)
            ),
            _ => (null, null),
        };
        var place = StrictYaml.Child(node, "do") ?? node;
        if (word is null || !ChaosEffects.ByName.TryGetValue(word, out var effect))
        {
            _yaml.Fault(place, "expected do as one of " + string.Join(", ", ChaosEffects.ByName.Keys), word);
            return null;
        }

        var rule = new ChaosRule(name, effect);
        if (measure is null)
        {
            return rule;
        }

        if (effect.TakesTime() && Durations.TryParse(measure, out var delay))
        {
            return rule with { Delay = delay };
        }

        if (effect == ChaosEffect.HttpError && int.TryParse(measure, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return rule with { Status = status };
        }

        _yaml.Fault(
            place,
            effect.TakesTime() ? $"expected {word} with a duration as 5s"
                : effect == ChaosEffect.HttpError ? $"expected {word} with a status as 503"
                : $"expected {word} without a value",
            measure
        );
        return null;
    }
}
