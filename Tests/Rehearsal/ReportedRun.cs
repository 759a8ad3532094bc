using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

/// <summary>A run with every verdict and with hostile text in every place that a client or a scenario can fill.</summary>
internal static class ReportedRun
{
    public const string Hostile = "<script>alert('x')</script> & \"quoted\" | `code` \u001b[31m\u0000\ud800 ]]>";

    private const string Refusals = """
        @security
        Feature: Refusals <b>bold</b>

          Background:
            Given a trader

          @SEC-04 @F10
          Scenario: A tampered payload is refused
            When the payload is tampered with
            Then the answer is as it should be

          @SEC-05
          Scenario: A hostile answer | with a pipe
            Then the answer is hostile
              | code  | <i>meaning</i> |
              | 0101  | bad & worse    |

          @SEC-06
          Scenario: An unusual code
            Then the code is unusual

          @SEC-07
          Scenario Outline: Certificates that are <what>
            Then nothing can be said about "<what>"

            Examples:
              | what    |
              | expired |
              | revoked |
        """;

    private const string Channels = """"
        Feature: Channels

          @CON-05
          Scenario: Pull an empty channel
            Then it does not apply

          @CON-06
          Scenario: Not yet written
            Given a trader
            When something new happens 3 times
              """
              <xml/>
              """
            Then the answer is as it should be
        """";

    public static async Task<RunResult> RunAsync(string folder)
    {
        var catalogue = Ics2.Rehearsal.Running.Gherkin.FeatureCatalogue.FromSources([
            ("security/refusals.feature", Refusals),
            ("connectivity/channels.feature", Channels),
        ]);
        var options = new RunOptions
        {
            EvidenceFolder = ReportFolder.EvidenceIn(folder),
            Formatters = ReportFolder.FormattersIn(folder),
            Seed = 42,
            Client = $"exec:{Hostile}",
            SpecPack = "2.02",
            Requirements = RequirementTable.Embedded().Cover(catalogue.Scenarios),
        };
        return await new ScenarioRunner(StepClasses.FromTypes(typeof(ReportedSteps)), options).RunToEndAsync(catalogue.Scenarios);
    }

    [Binding]
    public sealed class ReportedSteps(Verdicts verdicts, Evidence evidence)
    {
        [Given("^a trader$")]
        public void Trader() => evidence.Note(new TimelineEntry(DateTimeOffset.UnixEpoch, "trader", "customs", "IE3F10", Hostile));

        [When("^the payload is tampered with$")]
        public void Tamper()
        {
            evidence.Save("request.as4", [0, 1, 2]);
            evidence.Save("<b>&.xml", "<x/>");
        }

        [Then("^the answer is as it should be$")]
        public void Answer()
        {
            verdicts.Check("the message is refused", ok: true, source: "ICD Annex 4");
            verdicts.Check("it is refused with", ok: true, "EBMS:0101", "EBMS:0101", "ICD Annex 4");
        }

        [Then("^the answer is hostile$")]
        public void Hostility(DataTable table) =>
            verdicts.Check("the answer", ok: false, table.Rows[0]["<i>meaning</i>"], Hostile, "as4-profile 5");

        [Then("^the code is unusual$")]
        public void Unusual() => verdicts.OfCustoms.Warn("refused with another code", "EBMS:0101", "EBMS:0103", "ICD Annex 4");

        [Then("^nothing can be said about \"(.*)\"$")]
        public void Nothing(string what) => verdicts.Inconclusive($"no certificate is {what} yet");

        [Then("^it does not apply$")]
        public void Skip() => verdicts.Skip("the client does not pull");
    }
}
