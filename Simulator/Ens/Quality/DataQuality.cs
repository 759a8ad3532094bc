using System.Text;

namespace Ics2.Ens;

/// <summary>
/// The common repository's look at the data of a filing or amendment (lifecycle 4.1 steps 6 to 8): texts are cleansed, a mandatory text of stop
/// words only is refused, and what cleansing changed is checked again. Every finding has code 100.
/// </summary>
/// <param name="pack">The specification, with its lists of stop words.</param>
public sealed class DataQuality(SpecPack pack)
{
    private readonly EnsValidator _validator = new(pack);
    private readonly EnsWriter _writer = new(pack);

    /// <summary>Cleanses a message and judges what is left.</summary>
    /// <param name="message">A message that the trader interface has accepted.</param>
    public QualityResult Check(EnsMessage message)
    {
        var findings = new FindingSink(new EnsLimits().MaxFindings);
        var changed = false;
        var cleansed = new EnsMessage(message.Definition, Cleanse(message.Root, null, findings, ref changed)!);
        var poor = findings.InOrder();
        if (!changed)
        {
            return new QualityResult(cleansed, poor); // what the trader interface found still stands
        }

        var broken = _validator.Validate(_writer.Write(cleansed))
            .Where(finding => poor.All(known => !string.Equals(known.Path, finding.Path, StringComparison.Ordinal)))
            .Select(finding => finding with { Code = ErrorCode.DataQuality, Text = $"After cleansing: {finding.Text}", Line = null, Column = null });
        return new QualityResult(cleansed, [.. poor, .. broken]);
    }

    /// <summary>The cleansed copy of an element; null when nothing of an optional text is left.</summary>
    private EnsElement? Cleanse(EnsElement element, EnsElement? parent, FindingSink findings, ref bool changed)
    {
        var copy = new EnsElement(element.Name, element.Definition, parent, element.Occurrence, element.Line, element.Column) { Value = element.Value };
        if (element.Value is { } text && pack.Quality.Elements.Contains(element.Name))
        {
            copy.Value = Cleanse(text);
            var saysNothing = copy.Value.Length == 0 || IsStopWords(copy.Value);
            if (saysNothing && element.Definition is { MinOccurs: > 0 })
            {
                copy.Value = text;
                findings.At(copy, ErrorCode.DataQuality, "quality", $"The text '{text}' says nothing.", "a meaningful text");
            }
            else if (copy.Value.Length == 0)
            {
                changed = true;
                return null;
            }

            changed |= !string.Equals(copy.Value, text, StringComparison.Ordinal);
        }

        for (var child = element.FirstChild; child is not null; child = child.Next)
        {
            if (Cleanse(child, copy, findings, ref changed) is { } kept)
            {
                copy.Append(kept);
            }
        }

        return copy;
    }

    /// <summary>Control characters go, white space becomes single spaces, punctuation is cut from both ends.</summary>
    private string Cleanse(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character);
            if (isSpace ? clean.Length > 0 && clean[^1] != ' ' : !char.IsControl(character))
            {
                clean.Append(isSpace ? ' ' : character);
            }
        }

        return clean.ToString().Trim([' ', .. pack.Quality.Stripped]);
    }

    private bool IsStopWords(string text)
    {
        // Punctuation between words separates them; inside a word (N/A) it belongs to it.
        var rest = $" {text.ToUpperInvariant()} ".Replace(", ", "  ", StringComparison.Ordinal).Replace("; ", "  ", StringComparison.Ordinal).Replace(". ", "  ", StringComparison.Ordinal);
        foreach (var word in pack.Quality.StopWords)
        {
            rest = rest.Replace($" {word} ", "  ", StringComparison.Ordinal);
        }

        return string.IsNullOrWhiteSpace(rest) || string.IsNullOrWhiteSpace(Cleanse(rest));
    }
}

/// <summary>What is left of a message, and what is wrong with it.</summary>
/// <param name="Cleansed">The message with cleansed texts; the original stays as it was.</param>
/// <param name="Findings">Code 100 each; empty when the quality is good enough.</param>
public sealed record QualityResult(EnsMessage Cleansed, IReadOnlyList<ValidationFinding> Findings);
