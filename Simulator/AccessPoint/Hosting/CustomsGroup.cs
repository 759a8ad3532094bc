using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.Ens.Catalogue;

namespace Ics2.AccessPoint.Hosting;

/// <summary>The customs side: what looks at recorded messages and timers, decides, and has answers put into the outbox.</summary>
internal sealed class CustomsGroup
{
    private readonly Foundation _ground;
    private readonly FilingWorker _filings;

    public CustomsGroup(Foundation ground)
    {
        _ground = ground;
        var (options, store, clock) = (ground.Options, ground.Store, ground.Options.Clock);
        Clock = options.CustomsClock ?? clock;
        Playbook = new PlaybookFile(options.Playbook, options.SpecPack, ground.Log<PlaybookFile>());
        Instructions = new StandingInstructions(options.AssessWhenTold, options.AssessmentTakes, Playbook);
        Packs = options.SpecPacks;
        Register = new EoriRegister(store, store, Packs.Usual, options.EoriRegister, clock);
        var service = new CustomsService(
            store,
            store,
            ground.Writer,
            Packs,
            options.Profile,
            options.HostName,
            clock,
            Clock,
            Instructions,
            Register,
            options.Customs
        );
        Commands = new OfficerCommands(store, service, ground.Outbox);
        Timers = new TimerWorker(store, store, Commands, Clock, ground.Log<TimerWorker>());
        _filings = new FilingWorker(store, store, service, Queue, ground.Outbox, ground.Memory, clock, ground.Log<FilingWorker>());
    }

    /// <summary>The clock of customs, which may be another than that of the transport.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The versions of the messages in force.</summary>
    public SpecPacks Packs { get; }

    public FilingQueue Queue { get; } = new();

    public PlaybookFile Playbook { get; }

    public StandingInstructions Instructions { get; }

    public EoriRegister Register { get; }

    public OfficerCommands Commands { get; }

    public TimerWorker Timers { get; }

    /// <summary>Begins to decide.</summary>
    public void Start()
    {
        _ground.Parts.Run(_filings.RunAsync);
        _ground.Parts.Run(Timers.RunAsync);
    }
}
