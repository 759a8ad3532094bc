using System.Text.Json.Serialization;

namespace Ics2.Trust.Preflight;

/// <summary>How a requirement is met.</summary>
public enum PreflightVerdict
{
    /// <summary>It is met.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>Does not apply here.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>Could not be found out.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>It will work, but not well or not for long.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It will be refused.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>One requirement.</summary>
/// <param name="Id">Stable name, as <c>seal-chain-complete</c>.</param>
/// <param name="Certificate"><c>seal</c>, <c>tls</c>, or <c>customs</c> for the seal of customs.</param>
/// <param name="Verdict">Whether it is met.</param>
/// <param name="Evidence">What was found.</param>
/// <param name="Source">Where the requirement comes from.</param>
/// <param name="Remedy">How to mend it; null when there is nothing to mend.</param>
public sealed record PreflightCheck(
    string Id,
    string Certificate,
    PreflightVerdict Verdict,
    string Evidence,
    string Source,
    string? Remedy
);

/// <summary>The <c>preflight</c> document (cli-json.md).</summary>
/// <param name="Verdict">The worst of the checks. Inconclusive ones count as a warning, but for those without which nothing is known of a
/// certificate: whether its CA is accepted. Then the whole is inconclusive.</param>
/// <param name="Checks">Seal first, in the order of the requirements.</param>
public sealed record PreflightReport(PreflightVerdict Verdict, IReadOnlyList<PreflightCheck> Checks)
{
    internal static PreflightReport Of(IReadOnlyList<PreflightCheck> checks)
    {
        var isOpen = checks.Any(check =>
            check is { Verdict: PreflightVerdict.Inconclusive, Id: SealPreflight.CaListedId or TlsPreflight.CaAcceptedId }
        );
        var worst = checks.Max(check => check.Verdict);
        return new PreflightReport(
            worst switch
            {
                PreflightVerdict.Inconclusive or PreflightVerdict.Warning => isOpen
                    ? PreflightVerdict.Inconclusive
                    : PreflightVerdict.Warning,
                PreflightVerdict.Skipped => PreflightVerdict.Passed,
                _ => worst,
            },
            checks
        );
    }
}

/// <summary>JSON of the document.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(PreflightReport))]
public sealed partial class PreflightJson : JsonSerializerContext;
