using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>What a scenario can have customs do, on a whole simulator whose management API asks for a token.</summary>
public sealed class CustomsOfficerTests(PkiFixture pki) : IAsyncLifetime
{
    private readonly PreparedData _data = new(pki);
    private Ics2Simulator _customs = null!;
    private WireTrader _trader = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CustomsOfficer Officer => _customs.Officer;

    [Fact]
    public async Task It_asks_closes_holds_assesses_controls_and_refuses_what_is_impossible()
    {
        var mrn = await FileAsync("F-1");
        var reference = await Officer.RequestInformationAsync(mrn, "What is it?", cancellationToken: Ct);
        (await Officer.FilingAsync(mrn, Ct)).Referrals.ShouldHaveSingleItem().Reference.ShouldBe(reference);
        await Officer.CloseReferralAsync(mrn, reference, Ct);
        await Officer.RequestAmendmentAsync(mrn, "Describe it.", cancellationToken: Ct);
        (
            await Should.ThrowAsync<InvalidOperationException>(() => Officer.RequestScreeningAsync(mrn, ["XRY"], cancellationToken: Ct))
        ).Message.ShouldContain("3.7");
        (await Should.ThrowAsync<InvalidOperationException>(() => Officer.PresentAsync(mrn, Ct))).Message.ShouldContain("5.9");
        await Officer.AssessAsync(mrn, RiskStage.RiskIdentified, cancellationToken: Ct);
        await Officer.DecideControlAsync(mrn, cancellationToken: Ct);

        var filing = await Officer.FilingAsync(mrn, Ct);
        filing.Risk.ShouldBe(RiskStage.RiskIdentified);
        filing.ControlDecided.ShouldBeTrue();
        filing.Referrals.Select(referral => referral.State).ShouldBe([ReferralState.Closed, ReferralState.Closed]);
        (await Should.ThrowAsync<InvalidOperationException>(() => Officer.FilingAsync("26BE00000000099AT1", Ct))).Message.ShouldContain(
            "no filing"
        );
    }

    [Fact]
    public async Task It_moves_the_clock_changes_operators_and_the_playbook_and_forgets()
    {
        var mrn = await FileAsync("F-2");
        var before = await Officer.NowAsync(Ct);
        (await Officer.AdvanceAsync(TimeSpan.FromDays(200), Ct)).ShouldBe(before.AddDays(200));
        (await Officer.FilingAsync(mrn, Ct)).State.ShouldBe(FilingState.Invalidated);

        await Officer.ChangeOperatorAsync(_trader.PartyId, new OperatorEntry { Unsubscribed = ["N03"], AeoSecurity = true }, Ct);
        await Officer.FollowPlaybookAsync("rules:\n  - name: all\n    when: { message: IE3F10 }\n    then: [assess: at-once]\n", Ct);
        await FileAsync("F-3");
        (await Officer.FindMrnAsync("F-4", Ct)).ShouldBeNull();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "0123456789abcdef");
        (await http.GetStringAsync(new Uri(_customs.AccessPoint.Management, "messages"), Ct)).ShouldNotContain("IE3N03");
        await Officer.ResetAsync(Ct);
        (await Officer.FindMrnAsync("F-3", Ct)).ShouldBeNull();
    }

    public async ValueTask InitializeAsync()
    {
        _customs = await Ics2Simulator.StartAsync(
            new SimulatorOptions(_data.Data)
            {
                CustomsClock = new ManualClock(TimeProvider.System.GetUtcNow()),
                ManagementToken = "0123456789abcdef",
            }
        );
        _trader = new WireTrader(
            _customs.AccessPoint.As4,
            await _customs.Enrolment.EnrolAsync(new EnrolmentRequest("BE0123456789"), Ct),
            _data.Beside("trader")
        );
    }

    public async ValueTask DisposeAsync()
    {
        _trader.Dispose();
        await _customs.DisposeAsync();
        _data.Dispose();
    }

    private async Task<string> FileAsync(string lrn)
    {
        var filing = _trader.Filing(document: System.Text.Encoding.UTF8.GetBytes(AccessPointHostTests.Sample(lrn)));
        (await _trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        string? mrn;
        while ((mrn = await Officer.FindMrnAsync(lrn, patience.Token)) is null)
        {
            await Task.Delay(10, patience.Token);
        }

        return mrn;
    }
}
