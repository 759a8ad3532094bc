using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Validation;

/// <summary>Values that their code list has but this message cannot take: code 14 (lifecycle 4.2 A).</summary>
internal static class PositionCheck
{
    public static void Check(MessageDefinition message, EnsElement leaf, FindingSink findings)
    {
        var allowed = (leaf.Name, message.Id) switch
        {
            ("SpecificCircumstanceIndicator", _) => message.SpecificCircumstance,
            ("ModeOfTransport", "IE3N06") when leaf.Value is not ("1" or "4" or "8") => "1, 4 or 8", // DEC-41
            _ => null,
        };
        if (
            allowed is not null
            && leaf.Definition!.Codes is { } codes
            && codes.Names(leaf.Value)
            && !string.Equals(leaf.Value, allowed, StringComparison.Ordinal)
        )
        {
            findings.At(leaf, Breach.NotHere, codes.Id, $"'{leaf.Value}' cannot stand in {message.Id}.", allowed);
        }
    }
}
