namespace Ics2.Contract;

/// <summary>The ready file of <c>ics2 serve</c> (cli-json.md): where everything answers, and which process does.</summary>
/// <param name="As4">The AS4 endpoint.</param>
/// <param name="Management">Base of the management API.</param>
/// <param name="Registry">Base of the UUM&amp;DS registry.</param>
/// <param name="Revocation">Base of CRLs and OCSP.</param>
public sealed record ReadyDocument(Uri As4, Uri Management, Uri Registry, Uri TrustedLists, Uri Revocation, int ProcessId)
{
    /// <summary>The pages for a browser.</summary>
    public Uri? Dashboard { get; init; }
}
