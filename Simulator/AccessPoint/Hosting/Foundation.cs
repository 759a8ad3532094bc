using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.AccessPoint.Watching;
using Ics2.As4.Writing;
using Ics2.Transport;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>What every group of parts stands on.</summary>
internal sealed class Foundation
{
    public Foundation(AccessPointOptions options, Parts parts)
    {
        Options = options = options with { Profile = options.VersionedProfile };
        Parts = parts;
        Events = new EventLog(options.Clock);
        Store = parts.Own<IStore>(() =>
            options.Store is { } shared
                ? PostgresStore.Open(options.DataFolder, shared, Log<PostgresStore>())
                : SqliteStore.Open(options.DataFolder)
        );
        Identity = new TlsIdentity(options.TlsCertificate, options.TlsIntermediates);
        Writer = new MessageWriter(options.Profile, options.Seal, options.HostName, options.Clock);
        Memory = parts.Own(() => MemoryPlan.OfProcess(options.Profile.MaxMessageBytes, options.Clock));
        Captures = options.Captures ? new CaptureFolder(options.DataFolder, options.Clock, Log<CaptureFolder>()) : new NoCaptures();
    }

    public AccessPointOptions Options { get; }

    public Parts Parts { get; }

    public IStore Store { get; }

    /// <summary>The TLS certificate of customs, as server and, when pushing, as client.</summary>
    public TlsIdentity Identity { get; }

    /// <summary>Writes and seals what customs sends.</summary>
    public MessageWriter Writer { get; }

    /// <summary>What of the memory is for messages under way.</summary>
    public MemoryPlan Memory { get; }

    public ICaptures Captures { get; }

    /// <summary>What happened, for whoever watches.</summary>
    public EventLog Events { get; }

    /// <summary>Raised when something is put into the outbox.</summary>
    public OutboxSignal Outbox { get; } = new();

    public ILogger<T> Log<T>() => Options.Logs.CreateLogger<T>();
}
