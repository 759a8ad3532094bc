using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Validation;
using Ics2.Ens.Writing;

namespace Ics2.Ens.Quality;

/// <summary>
/// The common repository's look at the data of a filing or amendment (lifecycle 4.1 steps 6 to 8): texts are cleansed, a text of goods or
/// party, or a mandatory one, of stop words only is refused, and what cleansing changed is checked again. Every finding has code 100.
/// </summary>
/// <param name="pack">The specification, with its lists of stop words.</param>
public sealed class DataQuality(SpecPack pack)
{
    /// <summary>The rule that findings about texts name.</summary>
    public const string Rule = "quality";

    private readonly EnsValidator _validator = new(pack);
    private readonly EnsWriter _writer = new(pack, indent: false);
    private readonly TextQuality _texts = new(pack.Quality);

    /// <summary>Cleanses a message and judges what is left.</summary>
    /// <param name="message">A message that the trader interface has accepted.</param>
    public QualityResult Check(EnsMessage message)
    {
        var findings = new FindingSink(pack, new EnsLimits().MaxFindings);
        if (IsClean(message.Root, findings))
        {
            // What the trader interface found still stands.
            return new QualityResult(message, findings.InOrder()) { Hints = findings.HintsInOrder() };
        }

        var cleansed = new EnsMessage(message.Definition, Cleansed(message.Root, null)!);
        var poor = findings.InOrder();
        var broken = _validator
            .Validate(_writer.Write(cleansed))
            .Where(finding => poor.All(known => !string.Equals(known.Path, finding.Path, StringComparison.Ordinal)))
            .Select(finding =>
                finding.Judged(pack, "quality", Breach.Value) with
                {
                    Text = $"After cleansing: {finding.Text}",
                    Line = null,
                    Column = null,
                }
            );
        return new QualityResult(cleansed, [.. poor, .. broken]) { Hints = findings.HintsInOrder() };
    }

    /// <summary>
    /// What customs says of a message without knowing others: what the trader interface finds, and the quality of the data of a filing or
    /// amendment.
    /// </summary>
    /// <param name="result">What the trader interface finds.</param>
    public ReadResult Beside(ReadResult result)
    {
        if (result.Message is not { Definition: { IsFiling: true } or { IsAmendment: true } } message)
        {
            return result;
        }

        // Customs judges the quality of what the trader interface has accepted; what cleansing breaks would repeat what is told already.
        var quality = Check(message);
        return result with
        {
            Findings = [.. result.Findings, .. quality.Findings.Where(one => result.Findings.Count == 0 || one.Rule is Rule)],
            Hints = [.. result.Hints, .. quality.Hints],
        };
    }

    /// <summary>Judges the texts of an element and all below.</summary>
    /// <returns>False when cleansing changes something.</returns>
    private bool IsClean(EnsElement element, FindingSink findings)
    {
        var clean = true;
        if (TextOf(element) is { } text)
        {
            if (SaysNothing(element, text))
            {
                findings.At(element, Breach.Value, Rule, $"The text '{text}' says nothing.", "a meaningful text");
            }
            else
            {
                var cleansed = _texts.Cleanse(text);
                clean = text.Length > 0 && ReferenceEquals(cleansed, text);
                if (_texts.Doubt(cleansed, KindOf(element)) is { } doubt)
                {
                    findings.Hint(element, Breach.Value, Rule, doubt, "a meaningful text");
                }
            }
        }

        for (var child = element.FirstChild; child is not null; child = child.Next)
        {
            clean &= IsClean(child, findings);
        }

        return clean;
    }

    /// <summary>The cleansed copy of an element; null when nothing of an optional text is left.</summary>
    private EnsElement? Cleansed(EnsElement element, EnsElement? parent)
    {
        var copy = new EnsElement(element.Name, element.Definition, parent, element.Occurrence, element.Line, element.Column)
        {
            Value = element.Value,
        };
        if (TextOf(element) is { } text && !SaysNothing(element, text))
        {
            copy.Value = _texts.Cleanse(text);
            if (copy.Value.Length == 0)
            {
                return null;
            }
        }

        for (var child = element.FirstChild; child is not null; child = child.Next)
        {
            if (Cleansed(child, copy) is { } kept)
            {
                copy.Append(kept);
            }
        }

        return copy;
    }

    private string? TextOf(EnsElement element) =>
        element.Value is { } text && pack.Quality.Elements.ContainsKey(element.Name) ? text : null;

    private StopWordKind KindOf(EnsElement element) => pack.Quality.Elements[element.Name];

    // Such a text stays as it is, for the finding to show.
    private bool SaysNothing(EnsElement element, string text) =>
        (element.Definition is { MinOccurs: > 0 } || (text.Length > 0 && KindOf(element) != StopWordKind.Any))
        && _texts.SaysNothing(_texts.Cleanse(text), KindOf(element));
}

/// <summary>What is left of a message, and what is wrong with it.</summary>
/// <param name="Cleansed">The message with cleansed texts; the original stays as it was.</param>
/// <param name="Findings">Code 100 each; empty when the quality is good enough.</param>
public sealed record QualityResult(EnsMessage Cleansed, IReadOnlyList<ValidationFinding> Findings)
{
    /// <summary>Texts that customs may mind: they contain phrases of the list, or are on a list of low trust.</summary>
    public IReadOnlyList<ValidationFinding> Hints { get; init; } = [];
}
