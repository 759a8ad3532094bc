using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Management;

/// <summary>The profile in the words of a P-Mode, for one trader.</summary>
internal static class PModes
{
    /// <summary>What a trader's product has to be told.</summary>
    /// <param name="profile">The AS4 parameters.</param>
    /// <param name="endpoint">Where traders post.</param>
    /// <param name="party">The trader's party id.</param>
    public static PModeView For(Profile profile, Uri endpoint, string party) =>
        new([
            new("URL", endpoint.ToString(), "TLS both ways, with the certificate of tls.p12"),
            new("exchange", "one-way, push"),
            new("From: party id", party),
            new("From: type", profile.TraderPartyIdType),
            new("From: role", profile.TraderRole),
            new("To: party id", profile.CustomsPartyId),
            new("To: type", profile.CustomsPartyIdType),
            new("To: role", profile.CustomsRole),
            new("agreement", profile.Agreement, "no pmode attribute"),
            new("agreement: type", profile.AgreementType),
            new("service", profile.ServiceToCustoms, $"from customs {profile.ServiceToTrader}"),
            new("service: type", profile.ServiceType),
            new("action", "IE3F10", "the id of the message"),
            new("pull channel (MPC)", Mpc.ForParty(profile.MpcToTrader, party).Value),
            new(
                "payload",
                $"{profile.BusinessMimeType}, {profile.CharacterSet}, {profile.CompressionType}",
                "one part, the SOAP Body is empty"
            ),
            new("signature", profile.SignatureAlgorithm, "eb:Messaging, the Body and every part; not encrypted"),
            new("digest", profile.DigestAlgorithm),
            new("canonical form", profile.Canonicalisation),
            new("token", profile.TokenType, "the whole chain, referenced directly"),
            new("receipt", "signed, in the HTTP response, with non-repudiation information"),
            new(
                "repetition",
                $"{profile.Attempts} attempts, {profile.TraderRetryInterval.TotalSeconds:0} s apart",
                "with the same MessageId"
            ),
        ]);
}
