using System.Text;
using System.Text.Json.Serialization;

namespace Ics2.Contract.Traders;

/// <summary>How customs hands its messages to this trader, chosen at enrolment (as4-profile, fact 7).</summary>
public enum ReplyChannel
{
    /// <summary>The trader asks for them on its own channel.</summary>
    Pull,

    /// <summary>Customs posts them to the trader's URL.</summary>
    Push,
}

/// <summary>
/// <c>trader.json</c>: who the trader is, where customs is, and which files hold keys and trust (cli-json.md). Paths are relative to the
/// folder.
/// </summary>
public sealed record TraderSettings
{
    /// <summary>EORI of the operator of the trader's access point.</summary>
    public required string Eori { get; init; }

    /// <summary>Party id as in <c>eb:From</c>: the EORI, or one of the longer forms of ICD 4.2.2.1.</summary>
    public required string PartyId { get; init; }

    /// <summary>URL of the access point of customs.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Push or pull.</summary>
    public required ReplyChannel Channel { get; init; }

    /// <summary>The trader's own pull channel; null when customs pushes.</summary>
    public string? Mpc { get; init; }

    /// <summary>Where customs pushes to; null when the trader pulls.</summary>
    public Uri? PushUrl { get; init; }

    /// <summary>PKCS#12 with the seal key, its certificate and its whole chain.</summary>
    public required KeyFile Seal { get; init; }

    /// <summary>PKCS#12 with the TLS key, used as client and, when customs pushes, as server.</summary>
    public required KeyFile Tls { get; init; }

    /// <summary>PEM file: roots of the TLS certificates of customs.</summary>
    public required string TlsTrust { get; init; }

    /// <summary>PEM file: roots of the seal of customs.</summary>
    public required string SealTrust { get; init; }

    /// <summary>The agreement under which the trader exchanges messages; null for that of interface version 2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Agreement { get; init; }

    /// <summary>
    /// Whose seal customs' is; null in folders of before, whose client then goes by the roots alone and says so.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SealOwner? CustomsSeal { get; init; }

    /// <summary>
    /// What the built-in client does wrong on purpose: names of misconducts with commas between them; null for
    /// nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Conduct { get; init; }
}

/// <summary>
/// Whose seal is to be believed: a trader's may come from the same root (field F-12). Not the certificate itself, which changes every few
/// years.
/// </summary>
/// <param name="Subject">Distinguished name of the seal certificate, for example <c>CN=sti-taxud, O=European Commission, C=EU</c>; in any
/// order.</param>
/// <param name="Issuer">Distinguished name of the CA that issued it.</param>
public sealed record SealOwner([property: JsonRequired] string Subject, [property: JsonRequired] string Issuer);

/// <summary>A PKCS#12 file and its password.</summary>
/// <param name="File">Path, relative to the folder.</param>
/// <param name="Password">Never printed.</param>
public sealed record KeyFile([property: JsonRequired] string File, [property: JsonRequired] string Password)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("File = ").Append(File).Append(", Password = ***");
        return true;
    }
}
