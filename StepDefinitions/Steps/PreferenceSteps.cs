using Ics2.StepDefinitions.Running;

namespace Ics2.StepDefinitions.Steps;

/// <summary>What operator management at customs has on file about a trader (lifecycle 1.2): wishes, connection, authorisations.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class PreferenceSteps(Customs customs, ScenarioContext scenario)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The trader does without a message: N02, N03, N04, N05, N07, N09, or its copy of R01 as the carrier.</summary>
    /// <param name="who">The trader.</param>
    /// <param name="message">The message.</param>
    [Given("^(the [a-z ]+?) does not want (?:copies of )?IE3([NR]\\d\\d)$")]
    public Task Declines(Player who, string message) => EnterAsync(who, entry => entry with { Unsubscribed = [.. entry.Unsubscribed, message] });

    /// <summary>The trader wants a message after all.</summary>
    /// <param name="who">The trader.</param>
    /// <param name="message">The message.</param>
    [Given("^(the [a-z ]+?) wants (?:copies of )?IE3([NR]\\d\\d)$")]
    public Task Wants(Player who, string message) => EnterAsync(who, entry => entry with { Unsubscribed = [.. entry.Unsubscribed.Where(other => other != message)] });

    /// <summary>The trader has no technical channel.</summary>
    /// <param name="who">The trader.</param>
    [Given("^(the [a-z ]+?) is not connected$")]
    public Task NotConnected(Player who) => EnterAsync(who, entry => entry with { Connected = false });

    /// <summary>The trader is an AEO for security and safety.</summary>
    /// <param name="who">The trader.</param>
    [Given("^(the [a-z ]+?) holds an AEOS authorisation$")]
    public Task Authorised(Player who) => EnterAsync(who, entry => entry with { AeoSecurity = true });

    private Task EnterAsync(Player who, Func<Entry, Entry> change)
    {
        var entry = _entries.GetValueOrDefault(who.PartyId) ?? new Entry(who.Client.PushUrl is null ? "pull" : "push", who.Client.PushUrl, Connected: true, AeoSecurity: false, []);
        _entries[who.PartyId] = entry = change(entry);
        return customs.EnterAsync(who.PartyId, entry, scenario.CancellationToken);
    }

    private sealed record Entry(string Channel, Uri? PushUrl, bool Connected, bool AeoSecurity, IReadOnlyList<string> Unsubscribed);
}
