namespace Ics2.As4.Messages;

/// <summary>
/// A protocol failure as a value: what goes on the wire as <c>eb:Error</c>, together with what a person needs in order to mend it.
/// </summary>
/// <param name="Code">The ebMS code with its fixed texts.</param>
/// <param name="Description">One sentence: what is wrong.</param>
public sealed record EbmsError(EbmsErrorCode Code, string Description)
{
    /// <summary>The check that refused, for example <c>seal.body-signed</c>.</summary>
    public string? CheckId { get; init; }

    /// <summary>What the profile asks for.</summary>
    public string? Expected { get; init; }

    /// <summary>What the message holds.</summary>
    public string? Found { get; init; }

    /// <summary>How to mend it, in one sentence.</summary>
    public string? Remedy { get; init; }

    /// <summary>Where the rule comes from, for example <c>ICD 4.6.2</c>.</summary>
    public string? Source { get; init; }

    /// <summary>UUM&amp;DS sub-code as it stands on the wire (<c>A001</c> or <c>A0001</c>), when the sender was not authorised.</summary>
    public string? SubCode { get; init; }

    /// <summary>The message the error speaks of, where one could be read.</summary>
    public string? RefToMessageInError { get; init; }

    /// <summary>
    /// The SOAP 1.2 fault code that goes with it in the Body: <c>Receiver</c> as Domibus answers, or <c>MustUnderstand</c>.
    /// </summary>
    public string FaultCode { get; init; } = "Receiver";

    /// <summary>Severity; the code's own unless a partner stated another.</summary>
    public ErrorSeverity Severity { get; init; } = Code.Severity;

    /// <summary>The text of <c>eb:ErrorDetail</c> as a partner sent it; for our own errors it is composed.</summary>
    public string? ReceivedDetail { get; init; }

    /// <summary>
    /// The text of <c>eb:ErrorDetail</c>: sub-code first (that is where Domibus puts it), then rule, expectation, finding and remedy.
    /// </summary>
    public string Detail => ReceivedDetail ?? Compose();

    /// <inheritdoc/>
    public override string ToString() => $"{Code.Code} {Code.ShortDescription}: {Detail}";

    private string Compose()
    {
        var parts = new List<string>(5) { SubCode is null ? Description : $"{SubCode}: {Description}" };
        if (Expected is not null)
        {
            parts.Add($"expected: {Expected}");
        }

        if (Found is not null)
        {
            parts.Add($"found: {Found}");
        }

        if (Remedy is not null)
        {
            parts.Add($"remedy: {Remedy}");
        }

        if (CheckId is not null || Source is not null)
        {
            parts.Add($"rule: {string.Join(", ", new[] { CheckId, Source }.Where(part => part is not null))}");
        }

        parts[0] = parts.Count > 1 ? parts[0].TrimEnd('.') : parts[0];
        return string.Join("; ", parts);
    }
}
