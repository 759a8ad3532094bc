using System.Globalization;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Rules;

namespace Ics2.Ens.Validation;

/// <summary>
/// Compares one element with its row: order, cardinality, format, code list (lifecycle 4.2 A). Every finding says what the table allows.
/// </summary>
internal sealed class StructureCheck(FindingSink findings, DateOnly day)
{
    private const string Rule = "structure";

    /// <summary>A child begins: is it known, is it its turn, is it one too many?</summary>
    public void Open(OpenElement parent, EnsElement child, int row)
    {
        if (parent.Row is not { } table)
        {
            return;
        }

        if (row < 0)
        {
            findings.At(child, Breach.Unused, Rule, WhyUnknown(parent, child), Allowed(table), child.Name);
            return;
        }

        var definition = table.ChildList[row];
        if (child.Occurrence == definition.MaxOccurs + 1)
        {
            var breach = definition.MaxOccurs == 1 ? Breach.Repeated : Breach.TooMany;
            findings.At(
                child,
                breach,
                Rule,
                $"<{child.Name}> occurs too often; {definition.MaxOccurs} at most.",
                Times(definition),
                child.Name
            );
        }
        else if (row < parent.Reached && child.Occurrence <= definition.MaxOccurs)
        {
            var later = table.ChildList[parent.Reached].Tag;
            findings.At(
                child,
                Breach.Unused,
                Rule,
                $"<{child.Name}> stands in the wrong place; it belongs before <{later}>.",
                $"<{child.Name}> before <{later}>",
                child.Name
            );
        }

        parent.Reached = Math.Max(parent.Reached, row);
    }

    /// <summary>A class ends: is everything there that must be?</summary>
    public void CloseClass(OpenElement element)
    {
        var table = element.Row!;
        for (var row = 0; row < table.ChildList.Count; row++)
        {
            var definition = table.ChildList[row];
            if (element.Counts[row] < definition.MinOccurs)
            {
                var what =
                    definition.MinOccurs == 1
                        ? $"<{definition.Tag}> is missing."
                        : $"<{definition.Tag}> occurs too seldom; {definition.MinOccurs} at least.";
                findings.Missing(element.Element, definition, element.Counts[row], Rule, what);
            }
        }

        if (element.StrayText is { } stray)
        {
            ReportStrayText(element, Allowed(table), stray);
        }
    }

    /// <summary>A leaf ends: format and code list.</summary>
    public void CloseLeaf(OpenElement element, ReadOnlySpan<char> text)
    {
        var row = element.Row!;
        var leaf = element.Element;
        if (row.IsDateTime && !element.Wrapped)
        {
            findings.At(
                leaf,
                Breach.Missing,
                Rule,
                "The instant must be wrapped in a <DateTime> element.",
                $"<{row.Tag}><DateTime>2026-11-23T10:00:00Z</DateTime></{row.Tag}>",
                text.ToString()
            );
            return;
        }

        if (element.StrayText is { } stray)
        {
            ReportStrayText(element, "<DateTime>", stray);
        }

        var faults = row.Format!.Check(leaf.Value);
        if (faults != FormatFaults.None)
        {
            Report(leaf, row.Format, faults);
        }

        // One bad value is one finding: of its format, else of the list (of a CUS code: of its form, R3020, else of the list).
        if (faults == FormatFaults.None && row.Codes is { } codes && leaf.Value is { Length: > 0 } value)
        {
            CheckCode(leaf, codes, value);
        }
    }

    private void CheckCode(EnsElement leaf, CodeList codes, string value)
    {
        switch (codes.Standing(value, day))
        {
            case CodeStanding.ByShape:
                findings.Notes.Add(codes.Id, $"{codes.Name}: the list is not complete; checked by shape only", value);
                break;
            case CodeStanding.NotInForce:
                findings.OnlyHere(
                    leaf,
                    codes.Id,
                    $"'{value}' is on the list of {codes.Name}, but not in force on {day:yyyy-MM-dd}.",
                    codes.Explain()
                );
                break;
            case CodeStanding.Unknown when CusCode.HasRule(leaf.Definition!) && CusCode.HasForm(value) && !CusCode.HasCheckDigit(value):
                findings.OnlyHere(
                    leaf,
                    codes.Id,
                    $"'{value}' is not on the list of {codes.Name}; its check digit does not fit.",
                    codes.Explain()
                );
                break;
            case CodeStanding.Unknown when codes.FitsSchema(value):
                findings.OnlyHere(leaf, codes.Id, $"'{value}' is not on the list of {codes.Name} ({codes.Version}).", codes.Explain());
                break;
            case CodeStanding.Unknown when !CusCode.HasRule(leaf.Definition!):
                findings.At(leaf, Breach.Value, codes.Id, $"'{value}' is not on the list of {codes.Name}.", codes.Explain());
                break;
        }
    }

    private void ReportStrayText(OpenElement element, string allowed, string stray) =>
        findings.At(element.Element, Breach.Unused, Rule, $"<{element.Element.Name}> holds elements, not text.", allowed, stray);

    // Of several faults the first gives the code, and the text tells all.
    private void Report(EnsElement leaf, ValueFormat format, FormatFaults faults)
    {
        (FormatFaults Fault, Breach Breach, string Text)[] all =
        [
            (
                FormatFaults.WrongCharacters,
                Breach.Characters,
                format.Kind == ValueKind.Letters ? "The value may hold letters only." : "The value may hold digits only."
            ),
            (
                FormatFaults.BadDecimal,
                Breach.Decimals,
                $"The value is no decimal number with a point and up to {format.Decimals} decimals."
            ),
            (FormatFaults.MissingLeadingDigit, Breach.LeadingDigit, "A digit is missing before the decimal point."),
            (FormatFaults.BadDate, Breach.Value, "The value is no instant."),
            (FormatFaults.TooShort, Breach.TooShort, "The value is too short."),
            (FormatFaults.TooLong, Breach.TooLong, "The value is too long."),
        ];
        var found = Array.FindAll(all, one => faults.HasFlag(one.Fault));
        findings.At(leaf, found[0].Breach, Rule, string.Join(' ', found.Select(one => one.Text)), Explain(format));
    }

    private static string Explain(ValueFormat format) =>
        format.Kind switch
        {
            ValueKind.DateTime => "YYYY-MM-DDThh:mm:ssZ",
            _ => format.Text,
        };

    private static string WhyUnknown(OpenElement parent, EnsElement child) =>
        parent.Row!.IsClass
            ? $"<{child.Name}> is not known inside <{parent.Element.Name}>."
            : $"<{parent.Element.Name}> holds a value, no elements.";

    private static string Allowed(ElementDefinition table) =>
        table.IsClass ? "one of " + string.Join(", ", table.ChildList.Select(child => child.Tag)) : table.Format!.Text;

    private static string Times(ElementDefinition definition) =>
        string.Create(CultureInfo.InvariantCulture, $"{definition.MinOccurs}..{definition.MaxOccurs}");
}
