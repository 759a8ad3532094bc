using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Registry;

/// <summary>
/// What UUM&amp;DS says about a party and its seal certificate; a refusal becomes EBMS:0004 with the sub-code (as4-profile e).
/// </summary>
/// <param name="Granted">Whether the party may send.</param>
/// <param name="SubCode">
/// <c>A001</c> not registered, or party and certificate do not belong together; <c>A002</c> our technical user was refused; <c>A003</c>
/// UUM&amp;DS is down or failed;
/// <c>A004</c> down, where Domibus tells that apart from failed. Null when granted.
/// </param>
/// <param name="Text">One sentence a developer can act on.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What was there.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record Authorisation(bool Granted, string? SubCode, string Text, string? Expected, string? Found, string? Remedy);

/// <summary>Who says which party may seal with which certificate.</summary>
public interface ISenderRegistry
{
    /// <summary>Asks. Faults of the registry come back as refusals A002 to A004, never as exceptions.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<Authorisation> AuthoriseAsync(TraderPartyId party, X509Certificate2 seal, CancellationToken cancellationToken);
}

/// <summary>Whose words a refusal uses where the ICD and Domibus differ (as4-profile section 2, conflicts 1 and 4).</summary>
public enum RefusalWording
{
    /// <summary>ICD Annex 4: <c>A001</c>; everything that UUM&amp;DS itself fails at is <c>A003</c>.</summary>
    Icd,

    /// <summary>Domibus 5.x: <c>A0001:</c>; a registry that is down is <c>A0004:</c>, one that failed <c>A0003:</c>.</summary>
    Domibus,
}
