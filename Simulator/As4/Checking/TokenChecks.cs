using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.As4.Checking;

/// <summary>The checks on the token that holds the seal certificate (ICD 4.6.2, table 11).</summary>
internal sealed class TokenChecks(Profile profile)
{
    private const string SetMethod =
        "set the token reference method to BinarySecurityToken with the certificate path (PKIPath); a leaf-only token is the most common "
        + "onboarding failure";

    public void Check(CheckList checks, Seal seal)
    {
        var isRightType = seal.TokenType == profile.TokenType;
        checks.Require(
            "seal.token-form",
            "WS-Security 1.1, 6.3; BSP 1.1 R3029",
            "the token is base64 text and nothing else",
            seal.TokenForm is null,
            EbmsErrorCode.PolicyNoncompliance,
            $"text, EncodingType {Algorithms.Base64Encoding}",
            seal.TokenForm ?? "as expected",
            $"The wsse:BinarySecurityToken is not base64 text: {seal.TokenForm}.",
            "write the base64 of the path as the only content of wsse:BinarySecurityToken, with the EncodingType of Base64Binary"
        );
        checks.Require(
            "seal.token-label",
            "ICD 4.6.2, table 11",
            "the token's bytes are what its ValueType says",
            seal.TokenMislabelled is null,
            isRightType ? EbmsErrorCode.FailedAuthentication : EbmsErrorCode.PolicyNoncompliance,
            "bytes and ValueType of one kind",
            seal.TokenMislabelled is null ? "as labelled" : $"{Short(seal.TokenType)} on {seal.TokenMislabelled}",
            $"The token's ValueType says {Short(seal.TokenType)}, its bytes are {seal.TokenMislabelled}.",
            isRightType ? "put the whole chain into the token, as a DER PKIPath, root first" : $"set the ValueType to {profile.TokenType}"
        );
        checks.Require(
            "seal.token-type",
            "ICD 4.6.2, table 11",
            "the token is X509PKIPathv1 with the whole chain, by direct reference",
            isRightType,
            EbmsErrorCode.PolicyNoncompliance,
            profile.TokenType,
            seal.TokenType ?? "none",
            seal.WantedCertificate is null
                ? $"The token is {Short(seal.TokenType)}, not the certificate path."
                : $"The message names its certificate ({Short(seal.TokenType)}: {seal.WantedCertificate}) instead of carrying the certificate path.",
            SetMethod
        );
        CheckLeaf(checks, seal);
        checks.Advise(
            "seal.token-order",
            "X.509 PkiPath; as4-profile b",
            "the path runs from the root to the leaf",
            seal.Leaf is null || seal.TokenCertificates.Count < 2 || ReferenceEquals(seal.TokenCertificates[^1], seal.Leaf),
            "root first, leaf last",
            string.Join(" > ", seal.TokenCertificates.Select(certificate => certificate.Subject)),
            "The path in the token does not run from the root to the leaf.",
            "reverse the path; Domibus does not rely on the order, others do"
        );
        CheckTimestamp(checks, seal);
    }

    /// <summary>What is known of the path without asking whether its CA is accepted.</summary>
    public void CheckPath(CheckList checks, Seal seal)
    {
        if (seal.TokenType != profile.TokenType || seal.Leaf is not { } leaf)
        {
            return;
        }

        var isAlone = seal.TokenCertificates.Count == 1;
        var isSelfIssued = leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData);
        checks.Require(
            "seal.token-chain",
            "ICD 4.6.2, table 11",
            "the token holds the issuers of the seal certificate",
            !isAlone,
            isSelfIssued && profile.Wording == ErrorWording.Domibus
                ? EbmsErrorCode.PolicyNoncompliance
                : EbmsErrorCode.FailedAuthentication,
            "the whole chain, from the root to the end-entity certificate",
            isAlone ? $"only '{leaf.Subject}', issued by '{leaf.Issuer}'" : $"{seal.TokenCertificates.Count} certificates",
            isSelfIssued
                ? "NotTrusted: the seal certificate is self-signed: anyone can make one."
                : "IncompletePath: the chain is not complete: the token holds only the end-entity certificate.",
            isSelfIssued
                ? "order a certificate from a CA on the EU trusted lists or on the national list"
                : "import the issuing CA and root certificates into the key store beside the seal key and send the token as X509PKIPathv1"
        );
    }

    private static void CheckLeaf(CheckList checks, Seal seal)
    {
        // Nothing is wrong with the token itself when the message names a certificate that is not known here.
        if (seal.Leaf is null && seal.WantedCertificate is { } wanted)
        {
            checks.NotChecked(
                "seal.token",
                "ICD 4.6.2",
                "the certificate that sealed is the one that the message names",
                $"it is not in the message: {wanted}",
                "give the certificate as a PEM file with --certificates"
            );
            return;
        }

        checks.Require(
            "seal.token",
            "ICD 4.6.2",
            "the token gives the certificate that sealed",
            seal.Leaf is not null,
            EbmsErrorCode.FailedAuthentication,
            "one leaf certificate",
            seal.TokenFault ?? seal.Leaf?.Subject,
            $"The token gives no certificate: {seal.TokenFault}.",
            "put the DER PKIPath, base64 encoded once, into a wsse:BinarySecurityToken and refer to it directly"
        );
    }

    private static void CheckTimestamp(CheckList checks, Seal seal)
    {
        if (seal.Timestamp is not { } timestamp)
        {
            return;
        }

        checks.Advise(
            "seal.timestamp",
            "as4-profile b",
            "there is no wsu:Timestamp",
            holds: false,
            "none",
            $"created {timestamp.Created ?? "(none)"}, expires {timestamp.Expires ?? "(none)"}",
            "The Security header holds a wsu:Timestamp, which the profile does not have; it is not looked at here, and others refuse it "
                + "once it is out of date.",
            "switch the timestamp action of WS-Security off"
        );
    }

    private static string Short(string? type) =>
        type is null ? "none"
        : type[(type.LastIndexOf('#') + 1)..] is { Length: > 0 } name ? name
        : type;
}
