using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>What operator management at customs has on file about a trader (lifecycle 1.2): wishes, connection, authorisations.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class PreferenceSteps(ObservedCustoms customs, RehearsedScenario scenario)
{
    // The trader does without a message: N02, N03, N04, N05, N07, N09, or its copy of R01 as the carrier.
    [Given("^(the [a-z ]+?) does not want (?:copies of )?IE3([NR]\\d\\d)$")]
    public Task Declines(Player who, string message) => SubscribeAsync(who, unwanted => [.. unwanted, message]);

    [Given("^(the [a-z ]+?) wants (?:copies of )?IE3([NR]\\d\\d)$")]
    public Task Wants(Player who, string message) => SubscribeAsync(who, unwanted => [.. unwanted.Where(other => other != message)]);

    [Given("^(the [a-z ]+?) is not connected$")]
    public Task NotConnected(Player who) => ChangeAsync(who, new OperatorEntry { Connected = false });

    [Given("^(the [a-z ]+?) holds an AEOS authorisation$")]
    public Task Authorised(Player who) => ChangeAsync(who, new OperatorEntry { AeoSecurity = true });

    private async Task SubscribeAsync(Player who, Func<IReadOnlyList<string>, IReadOnlyList<string>> change) =>
        await ChangeAsync(
            who,
            new OperatorEntry { Unsubscribed = change(await customs.UnsubscribedAsync(who.PartyId, scenario.CancellationToken)) }
        );

    private Task ChangeAsync(Player who, OperatorEntry change) => customs.ChangeAsync(who.PartyId, change, scenario.CancellationToken);
}
