using System.Security.Cryptography;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;

namespace Ics2.Tests.Steps;

/// <summary>Every exchange of a scenario is evidence: who sent which bytes over which connection, and what came back.</summary>
public sealed class WireEvidenceTests(WireEvidenceTests.KeptRun kept) : IClassFixture<WireEvidenceTests.KeptRun>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void No_scenario_is_without_evidence()
    {
        kept.Run.Problems.ShouldBeEmpty();
        kept.Run.Scenarios.ShouldAllBe(
            result => result.Verdict == Verdict.Pass,
            string.Join("; ", kept.Run.Scenarios.Select(one => one.Reason))
        );
        kept.Run.Scenarios.ShouldAllBe(result =>
            result.Exchanges.Count > 0 || result.Evidence.Any(file => file.Name == "tls-refusals.json")
        );
        kept.Run.Scenarios.ShouldAllBe(result => result.ClientCalls.Count > 0);
    }

    [Fact]
    public async Task Each_exchange_has_the_record_of_the_management_API_beside_its_bytes()
    {
        foreach (var result in kept.Run.Scenarios)
        {
            foreach (var (folder, exchange) in result.Exchanges)
            {
                var path = Path.Combine(kept.Folder(result), folder);
                var read = JsonSerializer.Deserialize<ExchangeView>(
                    await File.ReadAllTextAsync(Path.Combine(path, "exchange.json"), Ct),
                    ManagementJson.Tolerant
                );
                JsonSerializer.Serialize(read, ManagementJson.Strict).ShouldBe(JsonSerializer.Serialize(exchange, ManagementJson.Strict));
                exchange.Tls!.Version.ShouldStartWith("TLS 1.");
                exchange.Http!.RequestHeaders.ShouldNotBeEmpty();
                var request = await File.ReadAllBytesAsync(Path.Combine(path, exchange.Request.ShouldNotBeNull()), Ct);
                request.Length.ShouldBeGreaterThan(exchange.RequestBytes); // header lines stand before the body
                if (exchange.ResponseBytes > 0)
                {
                    (await File.ReadAllTextAsync(Path.Combine(path, exchange.Response.ShouldNotBeNull()), Ct)).ShouldContain(
                        exchange.Http.Status!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    );
                }
            }
        }
    }

    [Fact]
    public void A_receipt_that_chaos_spoiled_and_the_repetition_are_both_there_and_their_bytes_once()
    {
        var (first, second) = kept.Of("CON-08.1").Exchanges.Where(one => one.Exchange.Action == "IE3F10").ToList() switch
        {
            [var one, var two] => (one, two),
            var others => throw new InvalidOperationException($"{others.Count} exchanges"),
        };
        (first.Exchange.Attempt, second.Exchange.Attempt).ShouldBe((1, 2));
        first.Exchange.Chaos.ShouldNotBeNull().ShouldContain(one => one.Do == "lose-receipt");
        second.Exchange.Request.ShouldBe($"../{first.Folder}/request.as4");
        second.Exchange.Answer.Kind.ShouldBe("receipt");
    }

    [Fact]
    public void Refused_messages_pulls_receipts_and_pushes_are_there()
    {
        var refused = kept.Of("CON-14").Exchanges.ShouldHaveSingleItem().Exchange;
        (refused.Verdict, refused.Answer.Code).ShouldBe(("refused", "EBMS:0001"));
        refused.Checks.ShouldNotBeEmpty();
        refused.Response.ShouldBe("response.as4");

        kept.Of("CON-05").Exchanges.Select(one => one.Folder).ShouldBe(["001-in-pullRequest-EBMS-0006"]);
        kept.Of("CON-03")
            .Exchanges.Select(one => one.Folder)
            .ShouldContain(folder => folder.EndsWith("-out-IE3R01", StringComparison.Ordinal));
        kept.Of("CON-04").Exchanges.Count(one => one.Exchange.Kind == "receipt").ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_connection_is_there_with_its_reason() =>
        (await File.ReadAllTextAsync(Path.Combine(kept.Folder(kept.Of("SEC-01")), "tls-refusals.json"), Ct)).ShouldContain(
            "No certificate"
        );

    [Fact]
    public void A_document_altered_after_sealing_is_kept_with_its_refusal() =>
        kept.Of("SEC-04").Exchanges.ShouldHaveSingleItem().Exchange.Verdict.ShouldBe("refused");

    [Fact]
    public void No_bytes_are_kept_twice()
    {
        foreach (var result in kept.Run.Scenarios)
        {
            var files = Directory.GetFiles(kept.Folder(result), "*.as4", SearchOption.AllDirectories);
            files.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).ShouldBeUnique(StringComparer.Ordinal);
        }
    }

    [Fact]
    public void The_document_lists_exchanges_and_every_file()
    {
        var document = RehearsalDocument.From(kept.Run, Path.GetDirectoryName(kept.Evidence));
        var scenario = document.Scenarios.Single(one => one.Id == "CON-08.1");
        scenario.Exchanges.Count.ShouldBe(kept.Of("CON-08.1").Exchanges.Count);
        scenario.EvidenceFiles.ShouldContain("001-in-IE3F10/request.as4", StringComparer.Ordinal);
        scenario.EvidenceFiles.ShouldAllBe(file =>
            File.Exists(Path.Combine(Path.GetDirectoryName(kept.Evidence)!, scenario.Evidence!, file))
        );
    }

    [Fact]
    public void The_timeline_tells_request_and_answer()
    {
        var timeline = kept.Of("CON-14").Timeline;
        timeline.Select(entry => entry.What).ShouldBe(["IE3F99", "EBMS:0001"]);
        timeline[0].To.ShouldBe("customs");
        timeline[1].From.ShouldBe("customs");
    }

    /// <summary>One run of scenarios of every kind.</summary>
    public sealed class KeptRun : IAsyncLifetime
    {
        private static readonly string[] Ids = ["CON-01", "CON-03", "CON-04", "CON-05", "CON-08.1", "CON-14", "SEC-01", "SEC-04"];

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-wire-evidence-");

        public RunResult Run { get; private set; } = null!;

        internal string Evidence => Path.Combine(_folder.FullName, "evidence");

        public async ValueTask InitializeAsync()
        {
            new ScenarioSelection(null, Ids).TrySelect(FeatureCatalogue.Embedded(), out var scenarios, out var why).ShouldBeTrue(why);
            Run = await new ScenarioRunner(
                StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly),
                new RunOptions { EvidenceFolder = Evidence },
                new BuiltinTrader()
            ).RunToEndAsync(scenarios!);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        internal ScenarioResult Of(string id) => Run.Scenarios.Single(result => result.Scenario.Id == id);

        internal string Folder(ScenarioResult result) => Path.Combine(Evidence, result.Scenario.Id);
    }
}
