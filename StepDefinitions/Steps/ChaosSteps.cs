using System.Globalization;
using Ics2.AccessPoint.Chaos;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions;

/// <summary>What goes wrong on the side of customs, for one trader, so that the client can show how it takes that.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="evidence">Takes what went wrong.</param>
[Binding]
public sealed class ChaosSteps(ObservedCustoms customs, Evidence evidence)
{
    private readonly List<string> _parties = [];
    private readonly List<string> _rules = [];

    [Given(
        "^the receipt for the next message of (the [a-z ]+?) (is lost on the way|breaks off in the middle|comes without a seal|comes "
            + "under another trader's seal|is for another message|repeats other digests|is an empty page|is a web page)$"
    )]
    public void NextReceipt(Player who, string what) =>
        Put(
            who,
            what switch
            {
                "is lost on the way" => ChaosEffect.LoseReceipt,
                "breaks off in the middle" => ChaosEffect.Reset,
                "comes without a seal" => ChaosEffect.UnsignedReceipt,
                "comes under another trader's seal" => ChaosEffect.ForeignSeal,
                "is for another message" => ChaosEffect.ReceiptForAnother,
                "repeats other digests" => ChaosEffect.WrongDigests,
                "is an empty page" => ChaosEffect.EmptyBody,
                _ => ChaosEffect.HtmlBody,
            }
        );

    [Given("^the receipt for the next message of (the [a-z ]+?) comes after (\\d+) seconds$")]
    public void LateReceipt(Player who, int seconds) =>
        Put(who, ChaosEffect.LateReceipt, rule => rule with { Delay = TimeSpan.FromSeconds(seconds) });

    [Given(
        "^the next (IE3[NQR]\\d\\d) for (the [a-z ]+?) (is altered after sealing|is sealed without the chain|comes "
            + "under another trader's seal|comes twice at once|comes again after its receipt|comes with a copy about somebody else's message)$"
    )]
    public void NextMessage(string message, Player who, string what) =>
        Put(
            who,
            what switch
            {
                "is altered after sealing" => ChaosEffect.TamperedPayload,
                "is sealed without the chain" => ChaosEffect.LeafOnlySeal,
                "comes under another trader's seal" => ChaosEffect.ForeignSeal,
                "comes twice at once" => ChaosEffect.DuplicateMessage,
                "comes again after its receipt" => ChaosEffect.PushAgain,
                _ => ChaosEffect.UnknownReference,
            },
            rule => rule with { Action = message }
        );

    [Given("^the next (IE3[NQR]\\d\\d) for (the [a-z ]+?) comes (\\d+) seconds late$")]
    public void LateMessage(string message, Player who, int seconds) =>
        Put(who, ChaosEffect.LateMessage, rule => rule with { Action = message, Delay = TimeSpan.FromSeconds(seconds) });

    [Given("^customs is in maintenance when (the [a-z ]+?) next sends something$")]
    public void Maintenance(Player who) => Put(who, ChaosEffect.HttpError);

    [Given("^customs is out of order for (the [a-z ]+)$")]
    public void OutOfOrder(Player who) => Put(who, ChaosEffect.Outage, rule => rule with { Often = ChaosFrequency.Always });

    [When("^customs works again for (the [a-z ]+)$")]
    public void WorksAgain(Player who) => customs.Simulator.Chaos.Remove(Name(ChaosEffect.Outage, who));

    /// <summary>What was done, for the evidence; then nothing is done any more.</summary>
    [AfterScenario]
    public void EndChaos()
    {
        if (_rules.Count == 0)
        {
            return;
        }

        _rules.ForEach(rule => customs.Simulator.Chaos.Remove(rule));
        foreach (var one in customs.Simulator.Chaos.Applied.Where(one => _parties.Contains(one.Party, StringComparer.Ordinal)))
        {
            evidence.Note(
                new TimelineEntry(
                    one.At,
                    "customs",
                    one.Party!,
                    $"chaos: {one.Do}",
                    string.Create(CultureInfo.InvariantCulture, $"application {one.Number}, {one.Action} {one.MessageId}: {one.Outcome}")
                )
            );
        }
    }

    internal static string Name(ChaosEffect effect, Player who) => $"{effect.Name()} for {who.PartyId}";

    // Never more than the next one, and only for this trader: other scenarios run at the same time.
    private void Put(Player who, ChaosEffect effect, Func<ChaosRule, ChaosRule>? shape = null)
    {
        var rule = new ChaosRule(Name(effect, who), effect) { Party = who.PartyId, Often = ChaosFrequency.First(1) };
        customs.Simulator.Chaos.Put(shape?.Invoke(rule) ?? rule);
        _rules.Add(rule.Name);
        _parties.Add(who.PartyId);
    }
}
