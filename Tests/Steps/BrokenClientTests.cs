using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader.Conduct;
using Ics2.TrustServices;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Tests.Steps;

/// <summary>
/// The rehearsal finds what is wrong with a client, and only that. Each client is the built-in one with a single misconduct in its
/// trader.json, judged as
/// a vendor's would be: it cannot be told to do anything else wrong. All are run through the same scenarios, of which each of the ten
/// misconducts of
/// issue 6 concerns at least one and leaves at least one alone, so that the ones that pass are the control group of those that fail. The
/// other scenarios
/// of the catalogue either need a client that misbehaves on demand, or put the same demands on a client once more with other content.
/// </summary>
public sealed class BrokenClientTests(BrokenClientTests.CustomsForAll customs) : IClassFixture<BrokenClientTests.CustomsForAll>
{
    private const string Ping = "CON-01";
    private const string File = "CON-02";
    private const string ReceiveByPush = "CON-03";
    private const string ReceiveByPull = "CON-04"; // also that nothing more waits
    private const string EmptyChannel = "CON-05";
    private const string LostReceipt = "CON-08.1"; // also that nothing more waits
    private const string Packaging = "CON-10";
    private const string AlteredByPull = "SEC-04b.1";
    private const string LeafOnlyByPush = "SEC-04b.4";
    private const string ForeignSealByPull = "SEC-16.1";
    private const string ForeignSealByPush = "SEC-16.2";
    private const string ForeignSealOfReceipt = "SEC-16b";
    private const string Backlog = "OPS-02";
    private const string Maintenance = "OPS-05";
    private const string UnknownReference = "OPS-06.1";
    private const string RegistryDown = "SEC-10"; // needs a customs of its own, which takes time: only for those it concerns

    private static readonly string[] ForAll =
    [
        Ping,
        File,
        ReceiveByPush,
        ReceiveByPull,
        EmptyChannel,
        LostReceipt,
        Packaging,
        AlteredByPull,
        LeafOnlyByPush,
        ForeignSealByPull,
        ForeignSealByPush,
        ForeignSealOfReceipt,
        Backlog,
        Maintenance,
        UnknownReference,
    ];

    private static readonly FeatureCatalogue Catalogue = FeatureCatalogue.Embedded();

    /// <summary>Which client fails what; everything else it passes.</summary>
    public static TheoryData<string, string[]> Clients =>
        new()
        {
            { "", [] },
            // Whatever it sends is refused at the door; what it pulls it seals as it should.
            { SendingMisconduct.X509Token.Name, [.. ForAll.Except([EmptyChannel], StringComparer.Ordinal)] },
            { SendingMisconduct.CorruptGzip.Name, [.. ForAll.Except([Ping, EmptyChannel], StringComparer.Ordinal)] },
            // Whatever it receives counts as never delivered.
            {
                ReceivingMisconduct.ReceiptWithoutBody.Name,
                [.. ForAll.Except([Ping, File, EmptyChannel, Packaging], StringComparer.Ordinal)]
            },
            {
                ReceivingMisconduct.ReceiptForAnother.Name,
                [.. ForAll.Except([Ping, File, EmptyChannel, Packaging], StringComparer.Ordinal)]
            },
            // Nothing reaches it by pull; by push it is fine.
            {
                SendingMisconduct.ForeignChannel.Name,
                [.. ForAll.Except([Ping, File, ReceiveByPush, Packaging, LeafOnlyByPush, ForeignSealByPush], StringComparer.Ordinal)]
            },
            // One thing each.
            { ReceivingMisconduct.NoRetry.Name, [LostReceipt, ForeignSealOfReceipt, Maintenance, RegistryDown] },
            { ReceivingMisconduct.NewMessageId.Name, [LostReceipt, ForeignSealOfReceipt, Maintenance, RegistryDown] },
            { ReceivingMisconduct.RefusesUnknownReference.Name, [UnknownReference] },
            { ReceivingMisconduct.EmptyIsError.Name, [EmptyChannel, ReceiveByPull, LostReceipt] },
            { ReceivingMisconduct.AcceptsTamperedSeal.Name, [AlteredByPull] },
            { ReceivingMisconduct.AcceptsForeignSeal.Name, [ForeignSealByPull, ForeignSealByPush, ForeignSealOfReceipt] },
            { ReceivingMisconduct.AcceptsLeafOnly.Name, [LeafOnlyByPush] },
        };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_broken_client_fails_exactly_the_scenarios_that_concern_it(string misconduct, string[] concerned)
    {
        var ids = ForAll.Union(concerned, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var scenarios = Catalogue.Scenarios.Where(scenario => ids.Contains(scenario.Id)).ToList();
        scenarios.Count.ShouldBe(ids.Count, "a scenario of the table is not in the catalogue");

        var result = await customs.RehearseAsync(new BrokenTrader(misconduct), scenarios);

        var surprises = result
            .Scenarios.Where(scenario =>
                scenario.Verdict != (concerned.Contains(scenario.Scenario.Id, StringComparer.Ordinal) ? Verdict.Fail : Verdict.Pass)
            )
            .Select(scenario => $"{scenario.Scenario.Id}: {scenario.Verdict}: {scenario.Reason}");
        surprises.ShouldBeEmpty($"seed {result.Seed}");
        result.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_drops_a_repetition_without_the_receipt_is_warned_of_what_customs_does__F_13()
    {
        var scenarios = Catalogue.Scenarios.Where(scenario => scenario.Id is "CON-09.2").ToList();

        var result = await customs.RehearseAsync(new BrokenTrader(ReceivingMisconduct.DropsRepetitions.Name), scenarios);

        var judged = result.Scenarios.ShouldHaveSingleItem();
        judged.Verdict.ShouldBe(Verdict.Warning, judged.Reason);
        judged.Reason!.ShouldContain("sends the message anew until one arrives");
    }

    /// <summary>The customs side of all of these runs.</summary>
    public sealed class CustomsForAll : IAsyncLifetime
    {
        // Failing takes all the patience there is; a scenario that passes needs little of it.
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

        private readonly DirectoryInfo _evidence = Directory.CreateTempSubdirectory("ics2-broken-");
        private readonly SharedCustoms _shared = new() { WaitTimeout = Patience };

        public async ValueTask InitializeAsync() =>
            await _shared.StartAsync(options =>
                options with
                {
                    PushRetryInterval = TimeSpan.FromMilliseconds(200),
                    PushAttempts = 30,
                    TraderKeys = new TraderKeys(),
                }
            );

        public async ValueTask DisposeAsync()
        {
            await _shared.StopAsync();
            _shared.Dispose();
            _evidence.Delete(recursive: true);
        }

        /// <summary>Runs scenarios with all steps there are, but with this customs.</summary>
        internal Task<RunResult> RehearseAsync(ITraderUnderTest client, IReadOnlyList<Scenario> scenarios)
        {
            var steps = typeof(RehearsalHooks)
                .Assembly.GetTypes()
                .Where(type => type.IsDefined(typeof(BindingAttribute), inherit: false) && type != typeof(RehearsalHooks));
            var options = new RunOptions
            {
                EvidenceFolder = Path.Combine(_evidence.FullName, Guid.NewGuid().ToString("N")),
                Parallelism = ForAll.Length + 1,
            };
            var runner = new ScenarioRunner(
                StepClasses.FromTypes([.. steps, typeof(OwnCustomsHooks)]),
                options,
                _shared,
                _shared.Customs,
                client
            );
            return runner.RunToEndAsync(scenarios, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>For scenarios tagged <c>@own-customs</c>.</summary>
    [Binding]
    public static class OwnCustomsHooks
    {
        [BeforeScenario("own-customs", Order = 0)]
        public static Task Start(IObjectContainer container, SharedCustoms shared, OwnCustoms own, ScenarioContext scenario) =>
            RehearsalHooks.StartOwnCustoms(container, shared, own, new RehearsalSettings(), scenario);

        [AfterScenario("own-customs", Order = int.MaxValue)]
        public static Task Stop(OwnCustoms own) => RehearsalHooks.StopOwnCustoms(own);
    }

    /// <summary>The built-in client with something wrong about it, seen from outside.</summary>
    private sealed class BrokenTrader(string misconduct) : ITraderUnderTest
    {
        private readonly BuiltinTrader _builtin = new();

        public string Name => misconduct.Length == 0 ? "sound" : misconduct;

        public bool CanMisbehave => false;

        public async Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken)
        {
            var file = Path.Combine(place.Folder, "trader.json");
            var settings = System
                .Text.Json.Nodes.JsonNode.Parse(await System.IO.File.ReadAllTextAsync(file, cancellationToken))!
                .AsObject();
            settings["conduct"] = misconduct;
            await System.IO.File.WriteAllTextAsync(file, settings.ToJsonString(), cancellationToken);
            return await _builtin.StartAsync(place, cancellationToken);
        }
    }
}
