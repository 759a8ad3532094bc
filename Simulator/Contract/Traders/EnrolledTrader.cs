using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ics2.Contract.Traders;

/// <summary>What an enrolment asks for.</summary>
/// <param name="PartyId">EORI, or one of the longer forms of as4-profile a3.</param>
/// <param name="Channel">How the trader gets its messages.</param>
/// <param name="PushUrl">Where to push; https.</param>
/// <param name="Flavour">A flavour by its name, as <c>ics2 enrol --explain</c> lists them: what kind of certificates and registration the
/// trader gets, good or wrong in a chosen way.</param>
/// <param name="KeySize">RSA bits of the seal: 2048, 3072 or 4096.</param>
/// <param name="OwnSeal">The vendor's own seal certificate with its chain, PEM or DER, instead of an issued one; its key stays with the
/// vendor.</param>
/// <param name="OwnTlsCa">The CA of the vendor's own TLS certificate, PEM or DER, or that certificate itself.</param>
public sealed record EnrolmentRequest(
    string PartyId,
    ReplyChannel Channel = ReplyChannel.Pull,
    Uri? PushUrl = null,
    string Flavour = "qualified",
    int KeySize = 2048,
    byte[]? OwnSeal = null,
    byte[]? OwnTlsCa = null
)
{
    /// <summary>Whether the trader holds an AEOS authorisation, so that it may be warned of controls (IE3N09).</summary>
    public bool AeoSecurity { get; init; }
}

/// <summary>Everything that makes a trader folder.</summary>
/// <param name="Settings">What <c>trader.json</c> says.</param>
/// <param name="Tls">PKCS#12 with the TLS key and its chain.</param>
/// <param name="TlsTrust">PEM: roots of the access point's TLS certificate.</param>
/// <param name="SealTrust">PEM: roots of the seal of customs.</param>
/// <param name="Seal">PKCS#12 with the seal key and its whole chain; null when the vendor brought its own.</param>
public sealed record EnrolledTrader(TraderSettings Settings, byte[] Tls, string TlsTrust, string SealTrust, byte[]? Seal = null)
{
    /// <summary>JSON of both records as <c>POST /enrolments</c> exchanges them.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
}
