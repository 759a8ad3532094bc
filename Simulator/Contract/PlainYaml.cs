using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Ics2.Contract;

/// <summary>
/// YAML as people write rules (playbook, chaos, plans): no anchors and aliases, with which a few lines stand for gigabytes, nothing nested without end, and
/// no more text than a person writes. Whatever is refused is refused at its place, before anything grows.
/// </summary>
public static class PlainYaml
{
    /// <summary>Most characters of a file.</summary>
    public const int MaxLength = 256 * 1024;

    private const int MaxDepth = 16;
    private const int MaxShown = 60;

    /// <summary>Reads documents.</summary>
    /// <exception cref="YamlException">It is no YAML, or not plain; the message says what, the start where.</exception>
    public static YamlStream Load(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new YamlException(new Mark(0, 1, 1), new Mark(0, 1, 1), $"expected at most {MaxLength} characters, found {text.Length}");
        }

        using var reader = new StringReader(text);
        var yaml = new YamlStream();
        var parser = new PlainParser(new Parser(reader));
        try
        {
            yaml.Load(parser);
            return yaml;
        }
        catch (Exception unforeseen) when (unforeseen is InvalidOperationException or ArgumentException or OverflowException)
        {
            // The library fails on some texts in other ways than it says (found by fuzzing).
            var at = parser.Current?.End ?? new Mark(0, 1, 1);
            throw new YamlException(at, at, "what stands here cannot be read", unforeseen);
        }
    }

    /// <summary>A node as a fault shows it: a short text as it is, never the whole of something big.</summary>
    public static string Shown(YamlNode node) =>
        node switch
        {
            YamlScalarNode { Value: { } text } => Cut(text),
            YamlSequenceNode { Children: { Count: > 0 and <= 9 } items } when items.All(item => item is YamlScalarNode) => Cut(
                $"[{string.Join(", ", items.Select(Shown))}]"
            ),
            YamlSequenceNode list => $"a list of {list.Children.Count}",
            YamlMappingNode mapping => $"a mapping of {mapping.Children.Count}",
            _ => "nothing",
        };

    private static string Cut(string text) => text.Length > MaxShown ? text[..MaxShown] + "…" : text;

    private sealed class PlainParser(Parser parser) : IParser
    {
        private int _depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!parser.MoveNext())
            {
                return false;
            }

            switch (Current)
            {
                case AnchorAlias or NodeEvent { Anchor.IsEmpty: false }:
                    throw Refused("anchors and aliases are not taken; write it out");
                case MappingStart or SequenceStart when ++_depth > MaxDepth:
                    throw Refused($"nested more than {MaxDepth} deep");
                case MappingEnd or SequenceEnd:
                    _depth--;
                    break;
                default:
                    break;
            }

            return true;
        }

        private YamlException Refused(string why) => new(Current!.Start, Current.End, why);
    }
}
