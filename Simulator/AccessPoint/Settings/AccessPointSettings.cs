using System.Net;
using Ics2.As4.Profiles;
using Ics2.Contract.Rehearsals;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.AccessPoint.Settings;

/// <summary>
/// What the customs side can be told, by <c>ics2 serve</c> or by a program that starts it: each switch is one property here, for the access
/// point and for the whole simulator alike.
/// </summary>
/// <param name="DataFolder">Keeps messages and captures, and of a simulator certificates and registrations besides; made when
/// absent.</param>
public record AccessPointSettings(string DataFolder)
{
    /// <summary>The store's file in the data folder, where it is no PostgreSQL database.</summary>
    public const string StoreFile = "accesspoint.db";

    /// <summary>A PostgreSQL database that several access points share as one; null for a SQLite file in the data folder.</summary>
    public PostgresAddress? Store { get; init; }

    /// <summary>Address of the AS4 listener; null for loopback in both families.</summary>
    public IPAddress? BindAddress { get; init; }

    /// <summary>Port for AS4; 0 takes a free one.</summary>
    public int As4Port { get; init; }

    /// <summary>
    /// Address of the management API; null for loopback, whatever <see cref="BindAddress"/> is. Another than loopback needs a <see
    /// cref="ManagementToken"/>.
    /// </summary>
    public IPAddress? ManagementAddress { get; init; }

    /// <summary>
    /// What callers of the management API have to show in <c>Authorization: Bearer</c>, at least 16 characters without spaces: all of them
    /// where it can be reached from elsewhere, on loopback only those who ask for private keys. Null to give out none, on loopback only.
    /// </summary>
    public string? ManagementToken { get; init; }

    /// <summary>Port of the management API; 0 takes a free one.</summary>
    public int ManagementPort { get; init; }

    /// <summary>Host name in the URLs that are handed out, and in the ids of messages.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>Names and addresses besides under which others reach the same listeners.</summary>
    public IReadOnlyList<string> OtherHostNames { get; init; } = [];

    /// <summary>AS4 parameters.</summary>
    public Profile Profile { get; init; } = Profile.Ics2HtiV2;

    /// <summary>The messages.</summary>
    public SpecPack SpecPack { get; init; } = SpecPack.Embedded();

    /// <summary>Later versions of the messages that are in force besides, in order; told apart by agreement or namespace.</summary>
    public IReadOnlyList<SpecPack> LaterSpecPacks { get; init; } = [];

    /// <summary>Every version of the messages that is in force, with the entry countries that are switched on.</summary>
    internal SpecPacks SpecPacks =>
        new SpecPacks([.. LaterSpecPacks.Prepend(SpecPack).Select(pack => pack.WithEntryCountries(Customs.EntryCountries))]).Under(
            Profile.Agreement
        );

    /// <summary>AS4 parameters that take all of them.</summary>
    internal Profile VersionedProfile =>
        Profile with
        {
            OtherAgreements =
            [
                .. Profile.OtherAgreements.Union(LaterSpecPacks.Select(pack => pack.Agreement).OfType<string>(), StringComparer.Ordinal),
            ],
            ActionsToCustoms =
            [
                .. Profile.ActionsToCustoms.Union(
                    LaterSpecPacks
                        .SelectMany(pack => pack.Messages)
                        .Where(message => message.Direction == MessageDirection.ToCustoms)
                        .Select(message => message.Id),
                    StringComparer.Ordinal
                ),
            ],
        };

    /// <summary>Which EORIs exist.</summary>
    public EoriRegisterOptions EoriRegister { get; init; } = new();

    /// <summary>The clock of everything.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// The clock of customs, if it is another than that of the transport: a <see cref="ManualClock"/> that a test moves. Null for <see
    /// cref="Clock"/>.
    /// </summary>
    public TimeProvider? CustomsClock { get; init; }

    /// <summary>Switches of customs.</summary>
    public CustomsOptions Customs { get; init; } = new();

    /// <summary>
    /// What customs does to which message: a YAML file, <c>default</c> for the one that comes with the simulator, or null for none.
    /// </summary>
    public string? Playbook { get; init; }

    /// <summary>What goes wrong on purpose: a YAML file; null for nothing.</summary>
    public string? Chaos { get; init; }

    /// <summary>
    /// Leaves every risk assessment to an explicit action of customs; otherwise IE3N03 follows at once where nothing else is ordered.
    /// </summary>
    public bool AssessWhenTold { get; init; }

    /// <summary>
    /// How long a risk analysis takes where the playbook says nothing else, so that IE3N03, of a higher class, does not overtake the IE3R01
    /// of its filing.
    /// </summary>
    public TimeSpan AssessmentTakes { get; init; }

    /// <summary>
    /// Whether customs pushes to any address; otherwise only to this machine and private networks, since whoever may enrol a trader chooses
    /// whom this machine speaks to.
    /// </summary>
    public bool PushAnywhere { get; init; }

    /// <summary>Time between two tries of a push; null for the profile's.</summary>
    public TimeSpan? PushRetryInterval { get; init; }

    /// <summary>How often a push is tried; null for the profile's.</summary>
    public int? PushAttempts { get; init; }

    /// <summary>How long a pulled message is offered to no other pull while its receipt is awaited.</summary>
    public TimeSpan PullLease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What becomes of a pull request that came before, is old, or comes over the TLS certificate of another trader.</summary>
    public PullReplay PullReplay { get; init; }

    /// <summary>How long a client may take for the head of its request.</summary>
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a client may stay below the least rate of a body; more than one second, which is how often Kestrel looks.
    /// </summary>
    public TimeSpan RequestBodyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether exchanges are written to <c>captures</c>.</summary>
    public bool Captures { get; init; } = true;

    /// <summary>
    /// Most bytes of the latest exchanges that are kept in memory, so that they can be looked at; those of earlier ones are read from their
    /// captures.
    /// </summary>
    public long KeptExchangeBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What stands beside the management API on its port.</summary>
    public IReadOnlyList<WebExtension> WebExtensions { get; init; } = [];

    /// <summary>Makes what starts rehearsals for the management API; null for none.</summary>
    public Func<RehearsalPlace, IRehearsals>? Rehearsals { get; init; }

    /// <summary>All names and addresses under which it is reached.</summary>
    internal IReadOnlyList<string> HostNames => [HostName, .. OtherHostNames];

    /// <summary>Where the management API listens; null for loopback in both families.</summary>
    internal IPAddress? ManagementBinding =>
        ManagementAddress ?? (BindAddress is { } address && IPAddress.IsLoopback(address) ? address : null);

    /// <summary>Whether the management API can be reached from this machine only.</summary>
    internal bool ManagementIsLocal => ManagementBinding is null || IPAddress.IsLoopback(ManagementBinding);

    /// <summary>The host in its URL: the address itself, or where it is every address of the machine, the name.</summary>
    internal string ManagementHost =>
        ManagementBinding is not { } address ? IPAddress.Loopback.ToString()
        : IsEvery(address) ? HostName
        : address.ToString();

    /// <summary>Whether an address stands for all of this machine.</summary>
    /// <param name="address">An address that is listened on.</param>
    public static bool IsEvery(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One makes no sense; the message says which, and what would.</exception>
    internal virtual void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(DataFolder), nameof(DataFolder), "a folder", DataFolder);
        Require(As4Port is >= 0 and <= 65535, nameof(As4Port), "0 to 65535", As4Port);
        Require(ManagementPort is >= 0 and <= 65535, nameof(ManagementPort), "0 to 65535", ManagementPort);
        Require(
            ManagementToken is not null || ManagementIsLocal,
            nameof(ManagementToken),
            "a token for a management API that is not on loopback only",
            "none"
        );
        Require(
            ManagementToken is null
                || (ManagementToken.Length >= 16 && ManagementToken.All(char.IsAscii) && !ManagementToken.Any(char.IsWhiteSpace)),
            nameof(ManagementToken),
            "at least 16 ASCII characters without spaces",
            "other"
        );
        Require(As4Port == 0 || As4Port != ManagementPort, nameof(ManagementPort), "another port than that of AS4", ManagementPort);
        foreach (var name in HostNames)
        {
            Require(Uri.CheckHostName(name) != UriHostNameType.Unknown, nameof(HostName), "a host name", name);
        }

        Require(
            PushRetryInterval is null || PushRetryInterval > TimeSpan.Zero,
            nameof(PushRetryInterval),
            "more than nothing",
            PushRetryInterval
        );
        Require(PushAttempts is null or > 0, nameof(PushAttempts), "at least 1", PushAttempts);
        Require(RequestHeadersTimeout > TimeSpan.Zero, nameof(RequestHeadersTimeout), "more than nothing", RequestHeadersTimeout);
        Require(RequestBodyTimeout > TimeSpan.FromSeconds(1), nameof(RequestBodyTimeout), "more than one second", RequestBodyTimeout);
        Require(KeptExchangeBytes >= 0, nameof(KeptExchangeBytes), "0 or more", KeptExchangeBytes);
        Require(PullLease > TimeSpan.Zero, nameof(PullLease), "more than nothing", PullLease);
        foreach (var eori in EoriRegister.Known.Concat(EoriRegister.Unknown))
        {
            Require(Eori.TryParse(eori, out _, out _), nameof(EoriRegister), "EORIs", eori);
        }
    }

    private protected static void Require(bool fine, string name, string expected, object? found)
    {
        if (!fine)
        {
            throw new ArgumentException($"Expected {expected}, found '{found}'.", name);
        }
    }
}
