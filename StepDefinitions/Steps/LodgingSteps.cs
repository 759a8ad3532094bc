using System.Xml.Linq;
using Ics2.As4.Messages;
using Ics2.StepDefinitions.Clients;
using Ics2.StepDefinitions.Running;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Steps;

/// <summary>What the trader sends, and what it hears at once.</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="verdicts">Takes the checks.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class LodgingSteps(Cast cast, Verdicts verdicts, ScenarioContext scenario)
{
    private Answered? _last;

    /// <summary>Sends the connectivity test.</summary>
    [When("^the trader tests the connection$")]
    public async Task Ping() => _last = await cast.Trader.Client.PingAsync(scenario.CancellationToken);

    /// <summary>Files.</summary>
    /// <param name="message">The filing.</param>
    [Given("^the trader has filed an (IE3F\\d\\d)$")]
    [When("^the trader files an (IE3F\\d\\d)$")]
    public Task File(string message) => FileAsync(cast.Trader, message, conduct: null);

    /// <summary>Files as the second trader.</summary>
    /// <param name="message">The filing.</param>
    [Given("^the other trader has filed an (IE3F\\d\\d)$")]
    [When("^the other (?:trader|system) files an (IE3F\\d\\d)$")]
    public Task OtherFiles(string message) => FileAsync(cast.OtherTrader, message, conduct: null);

    /// <summary>Files for a client, which stays the declarant (SEC-12).</summary>
    /// <param name="message">The filing.</param>
    /// <param name="client">The client's EORI.</param>
    [When("^the trader files an (IE3F\\d\\d) on behalf of the client ([A-Z0-9]+)$")]
    public Task FileForClient(string message, string client) => FileAsync(cast.Trader, message, conduct: null, client);

    /// <summary>Files, and something goes wrong.</summary>
    /// <param name="message">The filing.</param>
    /// <param name="what">What goes wrong.</param>
    [When("^the trader files an (IE3F\\d\\d) (whose document is altered after sealing|without a seal|and the receipt is lost on the way|under the agreement of Release 1|under an action that does not exist|in an odd conversation)$")]
    public Task FileWrongly(string message, string what) => FileAsync(cast.Trader, message, what switch
    {
        "whose document is altered after sealing" => SendingMisconduct.TamperedPayload,
        "without a seal" => SendingMisconduct.UnsealedMessage,
        "and the receipt is lost on the way" => SendingMisconduct.LostAnswer,
        "under the agreement of Release 1" => SendingMisconduct.OldAgreement,
        "under an action that does not exist" => SendingMisconduct.UnknownAction,
        _ => SendingMisconduct.OddConversation,
    });

    /// <summary>Files without something the table asks for.</summary>
    /// <param name="message">The filing.</param>
    /// <param name="path">What is left out.</param>
    [When("^the trader files an (IE3F\\d\\d) that leaves out ([\\w/]+)$")]
    public Task FileIncomplete(string message, string path) => FileEditedAsync(message, path, element => element.Remove());

    /// <summary>Files with a value that no code list has.</summary>
    /// <param name="message">The filing.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Where.</param>
    [When("^the trader files an (IE3F\\d\\d) with the code (\\w+) in ([\\w/]+)$")]
    public Task FileWithCode(string message, string value, string path) => FileEditedAsync(message, path, element => element.Value = value);

    /// <summary>Customs has what was sent.</summary>
    [Then("^customs acknowledges with a valid receipt$")]
    public void Acknowledged()
    {
        verdicts.Check("customs answers with a receipt, not an error", Last.Error is null, "none", Last.Error?.ToString() ?? "none", "ICD 4.3.1");
        verdicts.Check("the receipt is sealed by customs and repeats the digests that were sent", Last.ReceiptValid == true, "a valid receipt", Last.ReceiptValid switch { true => "valid", false => "not valid", null => "no receipt" }, "ICD 4.3.1; as4-profile d1");
    }

    /// <summary>The trader tried again under the same id.</summary>
    /// <param name="times">How often in all.</param>
    [Then("^the trader sent it (\\d+) times under one message id$")]
    public void Attempts(int times) => verdicts.Check("the message was sent again under the same MessageId", Last.Attempts == times, times, Last.Attempts, "as4-profile d3, duplicates");

    /// <summary>Customs refuses at the door.</summary>
    /// <param name="code">The ebMS code, followed by the UUM&amp;DS sub-code where there is one.</param>
    [Then("^customs refuses it with (EBMS:\\d{4}(?: A00\\d)?)$")]
    public void Refused(string code) => CheckRefusal(verdicts, Last.Error, code);

    /// <summary>The refusal says enough to mend it.</summary>
    /// <param name="word">A word of it.</param>
    [Then("^the refusal speaks of \"([^\"]+)\"$")]
    public void Speaks(string word) => verdicts.Check("the refusal names the cause", Last.Error?.Detail.Contains(word, StringComparison.OrdinalIgnoreCase) == true, word, Last.Error?.Detail ?? "no refusal");

    internal static void CheckRefusal(Verdicts verdicts, EbmsError? error, string expected)
    {
        verdicts.Require("customs refuses with an ebMS error", error is not null, expected, "no error", "as4-profile e");
        var codes = expected.Split(' ');
        verdicts.Check("the error has the expected code", error.Code.Code == codes[0], codes[0], error.Code.Code, "as4-profile e");
        if (codes is [_, var subCode])
        {
            verdicts.Check("the error detail begins with the sub-code", error.Detail.StartsWith(subCode, StringComparison.Ordinal), subCode, error.Detail, "ICD Annex 4");
        }
    }

    private Answered Last => _last ?? throw new InvalidOperationException("Nothing was sent yet.");

    private Task FileAsync(Player player, string message, Misconduct? conduct, string? declarant = null) =>
        SendAsync(player, cast.Compose(message, declarant ?? player.Eori), conduct);

    private async Task FileEditedAsync(string message, string path, Action<XElement> edit)
    {
        using var stream = new MemoryStream(cast.Compose(message, cast.Trader.Eori));
        var document = XDocument.Load(stream);
        var root = document.Root!;
        edit(path.Split('/').Aggregate(root, (parent, name) => parent.Element(root.Name.Namespace + name) ?? throw new InvalidOperationException($"{message} has no {path}")));
        using var edited = new MemoryStream();
        document.Save(edited);
        await SendAsync(cast.Trader, edited.ToArray(), conduct: null);
    }

    private async Task SendAsync(Player player, byte[] filing, Misconduct? conduct)
    {
        _last = await player.Client.FileAsync(filing, conduct, scenario.CancellationToken);
        player.Filings.Add(_last);
    }
}
