using System.Reflection;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Simulator;

namespace Ics2.Tests.Host;

/// <summary>What the officer says to the management API, whoever stands behind that: a process of its own, or this one.</summary>
public sealed class CustomsOfficerActionsTests
{
    private const string Mrn = "26BE00000000012AT1";

    private readonly Recorder _customs;
    private readonly CustomsOfficer _officer;

    public CustomsOfficerActionsTests()
    {
        var api = DispatchProxy.Create<ICustomsManagement, Recorder>();
        (_customs, _officer) = ((Recorder)(object)api, new CustomsOfficer(api));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_questions_are_one_action_and_get_their_references_in_order()
    {
        var references = await _officer.AskAsync(
            Mrn,
            [new ReferralRequest("RFI") { Text = "What?" }, new ReferralRequest("AMD") { Text = "Better.", Pointer = "LRN" }],
            Ct
        );

        references.ShouldBe(["R-2", "R-3"]);
        Said().ShouldContain("sendReferral");
        _customs.Action!.Asked.Select(one => one.Type).ShouldBe(["RFI", "AMD"]);
    }

    [Fact]
    public async Task Orders_not_to_load_name_containers_or_houses_and_are_lifted()
    {
        await _officer.OrderDoNotLoadAsync(Mrn, containers: ["MSCU1234566"], cancellationToken: Ct);
        (_customs.Action!.Action, _customs.Action.Result).ShouldBe(("setRiskResult", "doNotLoad"));
        _customs.Action.Containers.ShouldBe(["MSCU1234566"]);
        await _officer.OrderDoNotLoadAsync(Mrn, houses: ["HBL1"], cancellationToken: Ct);
        _customs.Action.Houses.ShouldBe(["HBL1"]);
        await _officer.LiftDoNotLoadAsync(Mrn, Ct);
        Said().ShouldBe("clearDoNotLoad");
    }

    [Fact]
    public async Task Houses_are_related_or_dismissed_and_the_analysis_begun_without_them()
    {
        await _officer.RelateAsync(Mrn, "26BE00000000013AT0", "HBL1", Ct);
        (_customs.Action!.Action, _customs.Action.MasterMrn, _customs.Action.HouseDocument).ShouldBe(
            ("relateHouse", "26BE00000000013AT0", "HBL1")
        );
        await _officer.DismissProposalsAsync(Mrn, Ct);
        Said().ShouldBe("dismissProposals");
        await _officer.StartAnalysisAsync(Mrn, Ct);
        Said().ShouldBe("startRiskAnalysis");
    }

    [Fact]
    public async Task A_timer_expires_by_its_word()
    {
        await _officer.ExpireAsync(Mrn, TimerKind.TwoHundredDays, Ct);

        (_customs.Action!.Action, _customs.Action.Timer).ShouldBe(("expireTimer", "twoHundredDays"));
    }

    [Fact]
    public async Task The_next_message_of_a_party_is_refused()
    {
        await _officer.RefuseNextAsync("IE3N01", "92", "No.", "BE0123456789", Ct);

        _customs.Refusal.ShouldBe(new RefusalRequest("IE3N01", "92", "No.", "BE0123456789"));
    }

    private string Said()
    {
        _customs.Mrn.ShouldBe(Mrn);
        ActionRequest.Actions.Contains(_customs.Action!.Action, StringComparer.Ordinal).ShouldBeTrue();
        return _customs.Action.Action;
    }

    /// <summary>Keeps what was said.</summary>
    public class Recorder : DispatchProxy
    {
        public string? Mrn { get; private set; }

        public ActionRequest? Action { get; private set; }

        public RefusalRequest? Refusal { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case nameof(ICustomsManagement.ActAsync):
                    (Mrn, Action) = ((string)args![0]!, (ActionRequest)args[1]!);
                    return Task.FromResult(Filing);
                case nameof(ICustomsManagement.RefuseNextAsync):
                    Refusal = (RefusalRequest)args![0]!;
                    return Task.CompletedTask;
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }

        private static FilingDetail Filing =>
            JsonSerializer.Deserialize<FilingDetail>(
                """
                { "type": "F10", "party": "BE0123456789", "state": "accepted", "flags": [], "proposals": [], "houses": [], 
                  "heldContainers": [], "timers": [], "history": [],
                  "referrals": [{ "reference": "R-1", "type": "RFI" }, { "reference": "R-2", "type": "RFI" }, { "reference": "R-3", "type": "AMD" }] }
                """,
                ManagementJson.Tolerant
            )!;
    }
}
