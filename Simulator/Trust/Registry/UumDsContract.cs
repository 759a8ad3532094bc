using System.Text.Json.Serialization;

namespace Ics2.Trust.Registry;

/// <summary>Where a registration stands.</summary>
public enum RegistrationStatus
{
    /// <summary>In force.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Taken out for a while by the Member State.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Over for good.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}

/// <summary>One seal certificate registered for one EORI; an EORI may have several (ICD 4.6.3).</summary>
/// <param name="Eori">EORI of the system owner.</param>
/// <param name="Sha256">SHA-256 fingerprint of the certificate, capital hexadecimal.</param>
/// <param name="MemberState">Where it was registered, ISO 3166-1 alpha-2.</param>
/// <param name="Status">Where the registration stands.</param>
/// <param name="Ics2">Whether the EORI is authorised for ICS2, and not for other systems only.</param>
/// <param name="From">In force from this instant; null for always.</param>
/// <param name="Until">In force up to this instant; null for no end.</param>
/// <param name="Subject">Subject of the certificate, for people.</param>
public sealed record Registration(
    string Eori,
    string Sha256,
    string MemberState,
    RegistrationStatus Status = RegistrationStatus.Active,
    bool Ics2 = true,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    string? Subject = null
);

/// <summary>All registrations asked for.</summary>
/// <param name="Registrations">Sorted by EORI and fingerprint.</param>
public sealed record RegistrationList(IReadOnlyList<Registration> Registrations);

/// <summary>What is asked about a sender: the triple of as4-profile section 1, fact 5.</summary>
/// <param name="PartyId">From/PartyId as sent.</param>
/// <param name="Sha256">Fingerprint of the seal certificate.</param>
public sealed record AuthorisationQuestion(string PartyId, string Sha256);

/// <summary>The registry's answer.</summary>
/// <param name="Granted">Whether the party may send with the certificate.</param>
/// <param name="Reason">Short word for programs: <c>unregistered</c>, <c>otherParty</c>, <c>otherState</c>, <c>suspended</c>, <c>ended</c>,
/// <c>outsideValidity</c>, <c>notIcs2</c>, <c>malformed</c>.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Expected">What would have been granted.</param>
/// <param name="Found">What was asked or is registered.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record AuthorisationAnswer(
    bool Granted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason,
    string Text,
    string? Expected = null,
    string? Found = null,
    string? Remedy = null
);

/// <summary>How an access point's technical user asks for a token.</summary>
public sealed record TokenRequest(string User, string Secret);

/// <summary>A bearer token.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record TokenGrant(string Token, DateTimeOffset ExpiresAt);

/// <summary>Suspends, ends or reactivates a registration.</summary>
public sealed record StatusChange(RegistrationStatus Status);

/// <summary>Why the registry refuses a request.</summary>
/// <param name="Error">What is wrong and what would be right.</param>
public sealed record RegistryProblem(string Error);

/// <summary>JSON of the registry: camelCase, absent values omitted.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(RegistrationList))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(AuthorisationQuestion))]
[JsonSerializable(typeof(AuthorisationAnswer))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenGrant))]
[JsonSerializable(typeof(StatusChange))]
[JsonSerializable(typeof(RegistryProblem))]
public sealed partial class UumDsJson : JsonSerializerContext;
