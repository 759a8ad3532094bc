using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Management;
using Ics2.AccessPoint.Outbox;
using Ics2.Contract.Rehearsals;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ics2.AccessPoint.Hosting;

/// <summary>The management API, on a port of its own.</summary>
internal sealed class ManagementGroup(Foundation ground, WireGroup wire, CustomsGroup customs, ChaosRules chaos)
{
    private readonly Health _health = ground.Parts.Own(() =>
        new Health(ground.Store, ground.Options.Clock, Health.RoomAt(ground.Options.DataFolder))
    );
    private bool _ready;

    /// <summary>Says from now on that the access point takes messages.</summary>
    public void TakesMessages() => Volatile.Write(ref _ready, true);

    /// <summary>Opens it.</summary>
    /// <returns>Its base.</returns>
    public async Task<Uri> ListenAsync()
    {
        var (options, store) = (ground.Options, ground.Store);
        var app = ground.Parts.Own(() =>
            WebHost.Build(
                options.Logs,
                BoundSockets.Bind(options.ManagementBinding, options.ManagementPort),
                listen => ManagementApi.Listen(listen, wire.Watch.AroundPlain),
                kestrel => ManagementApi.Bound(kestrel.Limits),
                services =>
                {
                    ApiDocument.Register(services);
                    services.AddSingleton(options.Clock);
                    foreach (var extension in options.WebExtensions)
                    {
                        extension.Register(services);
                    }
                }
            )
        );
        new ManagementDoor(options).StandBefore(app);
        WholeNames.Read(app);
        app.Use(StoreAway.AnswerAsync);
        new ManagementApi(wire.Refusals, wire.KeyReuse, () => wire.Watch.Url, options).Map(app, ProblemAsync);
        var finder = new MessageFinder(store);
        new MessagesApi(store, finder, chaos).Map(app);
        new ContentApi(wire.Exchanges, finder, store, wire.Trust, customs.Packs, customs.Register, options.Profile).Map(app);
        new ExchangesApi(wire.Exchanges, chaos).Map(app);
        var watch = new StoreWatch(store, store, ground.Events, chaos);
        ground.Parts.Run(watch.RunAsync);
        new EventsApi(ground.Events, watch, app.Lifetime.ApplicationStopping).Map(app);
        new OperatorsApi(store, new PushTargets(options.PushAnywhere), ground.Outbox, options.Clock).Map(app);
        new CustomsApi(
            store,
            store,
            customs.Commands,
            customs.Timers,
            customs.Instructions,
            customs.Playbook,
            customs.Register,
            customs.Clock,
            options.SpecPack
        ).Map(app);
        new ChaosApi(chaos).Map(app);
        Uri? address = null;
        var place = new RehearsalPlace(() => address!, happened => ground.Events.Tell("rehearsal", happened));
        var nodes = new Nodes(store, options, () => address!);
        nodes.Map(app);
        // Stopped before the API that it may be judged through.
        new RehearsalsApi(options.Rehearsals is { } make ? ground.Parts.Own(() => make(place)) : null).Map(app);
        options.ExtendManagement?.Invoke(app);
        foreach (var extension in options.WebExtensions)
        {
            extension.Map(app);
        }

        await app.StartAsync();
        address = new UriBuilder("http", options.ManagementHost, WebHost.Port(app)).Uri;
        if (options.Store is not null)
        {
            ground.Parts.Run(nodes.RunAsync);
        }

        return address;
    }

    private Task<string?> ProblemAsync() =>
        Volatile.Read(ref _ready) ? _health.ProblemAsync() : Task.FromResult<string?>("it starts: the AS4 endpoint is not open yet");
}
