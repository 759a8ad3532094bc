using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.TrustServices;

/// <summary>How an enrolment registers the seal in UUM&amp;DS.</summary>
public enum RegistrationFlavour
{
    /// <summary>For the trader's EORI, in the state of the party id, authorised for ICS2.</summary>
    Good,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>For somebody else's EORI.</summary>
    OtherParty,

    /// <summary>In another Member State than the party id says.</summary>
    OtherState,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>Ended.</summary>
    Ended,

    /// <summary>Without the authorisation for ICS2.</summary>
    NotIcs2,

    /// <summary>Properly, but the registry is down whenever it is asked about this party.</summary>
    RegistryDown,

    /// <summary>Properly, but the registry refuses the technical user of the access point whenever it is asked about this party.</summary>
    UserRefused,
}

/// <summary>What of a trader customs answers.</summary>
public enum AnsweredAt
{
    /// <summary>The message it lodges.</summary>
    Message,

    /// <summary>Its pull request; the message before was accepted.</summary>
    Pull,

    /// <summary>Its receipt for what customs said about the message, which was accepted.</summary>
    Receipt,
}

/// <summary>A way to enrol a trader, good or wrong: what <c>ics2 enrol --flavour NAME</c> takes.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Outcome">What the access point then answers, in the wording of the ICD: <c>accepted</c>, <c>handshake refused</c>, or code
/// and cause.</param>
public sealed record EnrolFlavour(string Name, string Text, string Outcome)
{
    /// <summary>A part of the refusal that tells it from that of every other flavour; null when nothing is refused with words.</summary>
    public string? Cause { get; init; }

    /// <summary>What customs answers so.</summary>
    public AnsweredAt At { get; init; }

    /// <summary>What the built-in client then does wrong, for <c>conduct</c> of <c>trader.json</c>; null for nothing.</summary>
    public string? Conduct { get; init; }

    /// <summary>The seal to issue.</summary>
    public SealFlavour Seal { get; init; } = SealFlavour.Qualified;

    /// <summary>The TLS certificate to issue.</summary>
    public TlsFlavour Tls { get; init; } = TlsFlavour.Good;

    /// <summary>The registration to make.</summary>
    public RegistrationFlavour Registered { get; init; } = RegistrationFlavour.Good;

    /// <summary>How the registry fails when it is asked about this party.</summary>
    public ServiceFault RegistryFault =>
        Registered switch
        {
            RegistrationFlavour.RegistryDown => ServiceFault.Unavailable,
            RegistrationFlavour.UserRefused => ServiceFault.Refused,
            _ => ServiceFault.None,
        };

    /// <summary>What to register; null for nothing.</summary>
    public Registration? Registration(TraderPartyId party, X509Certificate2 seal)
    {
        var good = new Registration(party.Eori, seal.Fingerprint(), party.RegisteringState, Subject: seal.Subject);
        return Registered switch
        {
            RegistrationFlavour.None => null,
            RegistrationFlavour.OtherParty => good with { Eori = party.IssuingState + "999999999999999" },
            RegistrationFlavour.OtherState => good with { MemberState = party.RegisteringState is "DE" ? "FR" : "DE" },
            RegistrationFlavour.Suspended => good with { Status = RegistrationStatus.Suspended },
            RegistrationFlavour.Ended => good with { Status = RegistrationStatus.Ended },
            RegistrationFlavour.NotIcs2 => good with { Ics2 = false },
            _ => good,
        };
    }
}
