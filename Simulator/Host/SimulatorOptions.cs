using System.Net;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Profiles;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.TrustServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Simulator;

/// <summary>How a simulator is started.</summary>
/// <param name="DataFolder">Keeps everything: certificates, registrations, messages, captures. Made when absent.</param>
public sealed record SimulatorOptions(string DataFolder)
{
    /// <summary>Port for AS4; 0 takes a free one.</summary>
    public int As4Port { get; init; }

    /// <summary>Port of the management API; 0 takes a free one.</summary>
    public int ManagementPort { get; init; }

    /// <summary>Address of the management API; null for loopback. Another needs a <see cref="ManagementToken"/>.</summary>
    public IPAddress? ManagementAddress { get; init; }

    /// <summary>What callers of the management API have to show; null to ask nobody, on loopback only.</summary>
    public string? ManagementToken { get; init; }

    /// <summary>
    /// A PostgreSQL database that several simulators share, which then work as one access point; null for SQLite in the data folder.
    /// </summary>
    public PostgresAddress? Store { get; init; }

    /// <summary>
    /// Management API of another simulator, whose certificates and trust services this one uses instead of its own; null for its own.
    /// </summary>
    public Uri? TrustFrom { get; init; }

    /// <summary>Where traders are told to post, when a load balancer stands in front; null for this simulator's own address.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>AS4 parameters.</summary>
    public Profile Profile { get; init; } = Profile.Ics2HtiV2;

    /// <summary>
    /// Data folder of another simulator whose CAs and own certificates a new one takes over, since making their keys takes most of a first
    /// start; null to make new ones.
    /// </summary>
    public string? CertificatesFrom { get; init; }

    /// <summary>
    /// Keys that the traders enrolled here share, because making two for each takes most of a rehearsal; null gives every trader keys of
    /// its
    /// own, as outside. Not for a simulator that others may reach.
    /// </summary>
    public TraderKeys? TraderKeys { get; init; }

    /// <summary>
    /// Folder with other trusted lists, the real EU ones for instance (<c>eu-lotl.xml</c>, <c>lotl-signers.pem</c>, <c>DE.xml</c> ...);
    /// null for those of the test PKI.
    /// </summary>
    public string? ListsFolder { get; init; }

    /// <summary>The clock of everything.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock of customs, if a test moves it; null for <see cref="Clock"/>.</summary>
    public TimeProvider? CustomsClock { get; init; }

    /// <summary>The messages that customs speaks.</summary>
    public SpecPack SpecPack { get; init; } = SpecPack.Embedded();

    /// <summary>Which EORIs exist.</summary>
    public EoriRegisterOptions EoriRegister { get; init; } = new();

    /// <summary>Switches of customs, for example whether a document number may be used again while live.</summary>
    public CustomsOptions Customs { get; init; } = new();

    /// <summary>
    /// What customs does to which message: a YAML file, or <c>default</c> for the one that comes with the simulator, which goes by the
    /// beginning of the LRN.
    /// </summary>
    public string? Playbook { get; init; } = "default";

    /// <summary>
    /// What goes wrong on purpose: a YAML file; null for nothing. Rules can be put in later with <see cref="Ics2Simulator.Chaos"/>.
    /// </summary>
    public string? Chaos { get; init; }

    /// <summary>
    /// Leaves every risk assessment to an explicit action of customs, so that a scenario gets the messages it speaks of and no IE3N03
    /// besides; <c>ics2 serve</c> assesses at once, as customs does.
    /// </summary>
    public bool AssessWhenTold { get; init; } = true;

    /// <summary>How long a risk analysis takes where the playbook says nothing else.</summary>
    public TimeSpan AssessmentTakes { get; init; }

    /// <summary>Time between two tries of a push; null for the profile's.</summary>
    public TimeSpan? PushRetryInterval { get; init; }

    /// <summary>How often a push is tried; null for the profile's.</summary>
    public int? PushAttempts { get; init; }

    /// <summary>How long a pulled message is offered to no other pull while its receipt is awaited.</summary>
    public TimeSpan PullLease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>RSA bits of the seal of customs; counts when the data folder is made, afterwards the seal is what it is.</summary>
    public int SealKeySize { get; init; } = 2048;

    /// <summary>Whether every exchange is written to <c>captures</c>; off for load, where it would measure the file system.</summary>
    public bool Captures { get; init; } = true;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;
}
