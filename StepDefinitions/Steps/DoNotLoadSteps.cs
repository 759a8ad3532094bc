using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Do-not-load orders, and the end of the analysis for the rest (lifecycle 5.4 step 5, 9.6, 9.16).</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class DoNotLoadSteps(Mailbox mailbox, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    private const string Container = "transportEquipment/containerIdentificationNumber";
    private const string House = "consignmentMasterLevel/consignmentHouseLevel/transportDocumentHouseLevel/documentNumber";

    private string? _mrn;
    private IReadOnlyList<string> _held = [];
    private IReadOnlyList<string> _others = [];
    private string _kind = "";

    [Given("^customs has forbidden to load (one container|every container|one house) of (the [a-z ]+)$")]
    [When("^customs forbids to load (one container|every container|one house) of (the [a-z ]+)$")]
    public Task Forbid(string what, Player who)
    {
        var filing = who.Filing;
        _mrn = Paperwork.MrnOf(filing);
        _kind = what == "one house" ? "transportDocument/documentNumber" : Container;
        var all = what == "one house" ? filing.Draft!.Texts(House) : Paperwork.Containers(filing.Draft!);
        _held = what == "every container" ? all : [all[0]];
        _others = [.. all.Except(_held, StringComparer.Ordinal)];
        return customs.ActAsync(
            _mrn,
            new ActionRequest("setRiskResult")
            {
                Result = RiskStage.DoNotLoad.Word(),
                Houses = what == "one house" ? _held : [],
                Containers = what == "one house" ? [] : _held,
            },
            scenario.CancellationToken
        );
    }

    [Given("^(the [a-z ]+?) has received IE3Q01 that names what must not be loaded$")]
    [Then("^(the [a-z ]+?) receives IE3Q01 that names what must not be loaded$")]
    public async Task Forbidden(Player who)
    {
        var order = await mailbox.ReceiveAsync(who, "IE3Q01");
        verdicts.OfCustoms.Check("it is about the filing", order.Root.Text("MRN") == _mrn, _mrn, order.Root.Text("MRN"), "lifecycle 9.16");
        CheckNames("it names exactly what must not be loaded", order, "doNotLoadDetails/" + _kind, _held, "lifecycle 9.16; R3025");
    }

    [Then("^(the [a-z ]+?) receives IE3N03 that names (?:the others|the other houses|the other containers)$")]
    public async Task Cleared(Player who)
    {
        var complete = await mailbox.ReceiveAsync(who, "IE3N03");
        verdicts.OfCustoms.Check(
            "it is about the filing",
            complete.Root.Text("MRN") == _mrn,
            _mrn,
            complete.Root.Text("MRN"),
            "lifecycle 9.6"
        );
        CheckNames("it names exactly what is not under the order", complete, "assessmentComplete/" + _kind, _others, "lifecycle 9.6");
    }

    [Given("^(the [a-z ]+?) has received IE3N03 for its filing$")]
    [Then("^(the [a-z ]+?) receives IE3N03 for its filing$")]
    public async Task Complete(Player who)
    {
        var complete = await mailbox.ReceiveAsync(who, "IE3N03");
        verdicts.OfCustoms.Check(
            "it is about the trader's filing",
            complete.Root.Text("MRN") == who.Filing.Mrn,
            who.Filing.Mrn,
            complete.Root.Text("MRN"),
            "lifecycle 9.6"
        );
        var named = Texts(complete, "assessmentComplete/" + Container)
            .Concat(Texts(complete, "assessmentComplete/transportDocument/documentNumber"))
            .ToList();
        verdicts.OfCustoms.Check("it is about all of it", named.Count == 0, "no part by name", string.Join(", ", named), "lifecycle 9.6");
    }

    private static IEnumerable<string> Texts(CustomsMessage message, string path) =>
        message.Root.All(path).Select(element => element.Value!);

    private void CheckNames(string text, CustomsMessage message, string path, IReadOnlyList<string> expected, string source)
    {
        var actual = Texts(message, path).Order(StringComparer.Ordinal).ToList();
        verdicts.OfCustoms.Check(
            text,
            actual.SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            string.Join(", ", expected),
            string.Join(", ", actual),
            source
        );
    }
}
