namespace Ics2.Contract.Management;

/// <summary>What <c>GET /filings/{mrn}/actions</c> answers.</summary>
/// <param name="Choices">What an officer may want to do, in the order of a filing's life.</param>
public sealed record ActionChoices(IReadOnlyList<ActionChoice> Choices);

/// <summary>Something that an officer can do with a filing, or why not now.</summary>
/// <param name="Label">What it is called on a button.</param>
/// <param name="Request">What to post to <c>/filings/{mrn}/actions</c>.</param>
/// <param name="Why">Why customs refuses it as things stand; null when it does not.</param>
public sealed record ActionChoice(string Label, ActionRequest Request, string? Why)
{
    /// <summary>Whether it can be done now.</summary>
    public bool IsAllowed => Why is null;
}
