using Ics2.Ens.Catalogue;

namespace Ics2.StepDefinitions;

/// <summary>
/// The error that a check of the pack leads to, named by check and way of breaking it: <c>C3034</c>, or <c>structure (missing)</c> where
/// there are several ways. The codes come from the pack in force, and those that the live system was seen to use instead will do (F-2).
/// </summary>
/// <param name="settings">Says which pack that is.</param>
public sealed class WantedError(RehearsalSettings settings)
{
    /// <summary>What a step writes for a check, as a part of its expression.</summary>
    public const string Check = "(\\w+(?: \\(\\w+\\))?)";

    /// <summary>The codes that will do, the usual one first.</summary>
    /// <param name="check">As the step writes it.</param>
    /// <exception cref="InvalidOperationException">The pack knows no such check or no such way of breaking it.</exception>
    public IReadOnlyList<string> Codes(string check)
    {
        var words = check.TrimEnd(')').Split(" (");
        var verdicts = settings.SpecPack.Describe(words[0])?.Verdicts ?? [];
        var meant = words.Length == 1 ? verdicts : [.. verdicts.Where(one => string.Equals(one.Breach.ToString(), words[1], Ignore))];
        return meant is [var verdict]
            ? [verdict.Code, .. verdict.Also]
            : throw new InvalidOperationException(
                $"'{check}' names {meant.Count} verdicts of {settings.SpecPack.Version}; write it as 'structure (missing)'."
            );
    }

    /// <summary>Whether errors, as <see cref="Mailbox.Errors"/> lists them, hold that of a check at a place.</summary>
    /// <param name="errors">What customs said.</param>
    /// <param name="check">As the step writes it.</param>
    /// <param name="path">The place.</param>
    public bool IsAmong(string errors, string check, string path) =>
        errors.Split("; ").Intersect(Codes(check).Select(code => $"{code} {path}"), StringComparer.Ordinal).Any();

    /// <summary>What is wanted, to be shown.</summary>
    /// <param name="check">As the step writes it.</param>
    /// <param name="path">The place.</param>
    public string Show(string check, string path) => $"{string.Join(" or ", Codes(check))} {path} ({check}{Trust(check)})";

    private string Trust(string check) =>
        settings.SpecPack.Describe(check.Split(' ')[0])?.Trust switch
        {
            TrustLevel.Field => ", seen in the field",
            TrustLevel.Inferred => ", inferred",
            _ => "",
        };

    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;
}
