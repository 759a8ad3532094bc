using Ics2.AccessPoint.Settings;
using Ics2.TrustServices;

namespace Ics2.Simulator;

/// <summary>How a simulator is started: what its access point is told, and where certificates and trust come from.</summary>
public sealed record SimulatorOptions : AccessPointSettings
{
    /// <summary>
    /// Begins with what suits a test: the playbook that comes with the simulator, and every risk assessment left to an explicit action of
    /// customs, so that a scenario gets the messages it speaks of and no IE3N03 besides; <c>ics2 serve</c> assesses at once, as customs
    /// does.
    /// </summary>
    /// <param name="dataFolder">Keeps everything: certificates, registrations, messages, captures. Made when absent.</param>
    public SimulatorOptions(string dataFolder)
        : base(dataFolder) => (Playbook, AssessWhenTold) = ("default", true);

    /// <summary>
    /// Management API of another simulator, whose certificates and trust services this one uses instead of its own; null for its own.
    /// </summary>
    public Uri? TrustFrom { get; init; }

    /// <summary>The token of that other simulator's management API, which gives out its certificates to nobody else.</summary>
    public string? TrustToken { get; init; }

    /// <summary>Where traders are told to post, when a load balancer stands in front; null for this simulator's own address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// Data folder of another simulator whose CAs and own certificates a new one takes over, since making their keys takes most of a first
    /// start; null to make new ones.
    /// </summary>
    public string? CertificatesFrom { get; init; }

    /// <summary>
    /// Keys that the traders enrolled here share, because making two for each takes most of a rehearsal; null gives every trader keys of
    /// its own, as outside. Not for a simulator that others may reach.
    /// </summary>
    public TraderKeys? TraderKeys { get; init; }

    /// <summary>
    /// Folder with other trusted lists, the real EU ones for instance (<c>eu-lotl.xml</c>, <c>lotl-signers.pem</c>, <c>DE.xml</c> ...);
    /// null for those of the test PKI.
    /// </summary>
    public string? ListsFolder { get; init; }

    /// <summary>What the seal of customs looks like; of a simulator with <see cref="TrustFrom"/>, the other one's.</summary>
    public CustomsSealKind CustomsSeal { get; init; }

    /// <summary>RSA bits of the seal of customs; counts when the data folder is made, afterwards the seal is what it is.</summary>
    public int SealKeySize { get; init; } = 2048;
}
