using Ics2.Rehearsal.Running;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>What the trader sends, and what customs answers at once.</summary>
[Binding]
public sealed class LodgingSteps(Cast cast, Verdicts verdicts)
{
    [When("^the trader tests the connection$")]
    public Task Ping() => cast.PingAsync(cast.Trader);

    [Given("^(the [a-z ]+?) has filed an (IE3F\\d\\d)$")]
    [When("^(the [a-z ]+?) files an (IE3F\\d\\d)$")]
    public Task File(Player who, string message) => FileAsync(who, message);

    // Files for a client, which stays the declarant (SEC-12).
    [When("^the trader files an (IE3F\\d\\d) on behalf of the client ([A-Z0-9]+)$")]
    public Task FileForClient(string message, string client) => cast.LodgeAsync(cast.Trader, cast.Compose(message, client));

    [When(
        "^the trader files an (IE3F\\d\\d) (whose document is altered after sealing|without a seal|and the receipt is lost on the "
            + "way|under the agreement of Release 1|under an action that does not exist|in an odd conversation)$"
    )]
    public Task FileWrongly(string message, string what) =>
        FileAsync(
            cast.Trader,
            message,
            what switch
            {
                "whose document is altered after sealing" => SendingMisconduct.TamperedPayload,
                "without a seal" => SendingMisconduct.UnsealedMessage,
                "and the receipt is lost on the way" => SendingMisconduct.LostAnswer,
                "under the agreement of Release 1" => SendingMisconduct.OldAgreement,
                "under an action that does not exist" => SendingMisconduct.UnknownAction,
                _ => SendingMisconduct.OddConversation,
            }
        );

    [When("^the trader files an (IE3F\\d\\d) that leaves out ([\\w/]+)$")]
    public Task FileIncomplete(string message, string path) => cast.LodgeAsync(cast.Trader, Compose(cast.Trader, message).Remove(path));

    [When("^the trader files an (IE3F\\d\\d) with the code (\\w+) in ([\\w/]+)$")]
    public Task FileWithCode(string message, string value, string path) =>
        cast.LodgeAsync(cast.Trader, Compose(cast.Trader, message).Set(path, value));

    [Then("^customs acknowledges with a valid receipt$")]
    public async Task Acknowledged()
    {
        var lodged = await cast.LookAgainAsync(cast.Trader, lodged => lodged.Seen is [.., { Answer.Kind: "receipt" or "error" }]);
        verdicts.Require(
            "the message reaches customs",
            lodged.Seen.Count > 0,
            "a message",
            lodged.Told.Error?.ToString() ?? "nothing",
            "as4-profile d1"
        );
        var last = lodged.Seen[^1];
        verdicts.Check(
            "customs answers with a receipt, not an error",
            last.Answer.Kind == "receipt",
            "receipt",
            $"{last.Answer.Kind} {last.Answer.Code} {last.Answer.Detail}".TrimEnd(),
            "ICD 4.3.1"
        );
        if (lodged.Told is { ReceiptValid: not null } or { Error: not null })
        {
            verdicts.Check(
                "the client finds the receipt valid",
                lodged.Told.ReceiptValid == true,
                "valid",
                lodged.Told.Error?.ToString() ?? "not valid",
                "ICD 4.3.1; as4-profile d1"
            );
        }
    }

    [Then("^the trader sent it (\\d+) times under one message id$")]
    public async Task Attempts(int times)
    {
        var seen = (await cast.LookAgainAsync(cast.Trader, lodged => lodged.Seen.Count >= times)).Seen;
        verdicts.Check("the message was sent again", seen.Count == times, times, seen.Count, "as4-profile d3, duplicates");
        verdicts.Check(
            "under the same MessageId",
            seen.Select(exchange => exchange.MessageId).Distinct(StringComparer.Ordinal).Count() == 1,
            seen[0].MessageId,
            string.Join(", ", seen.Select(exchange => exchange.MessageId)),
            "as4-profile d3, duplicates"
        );
    }

    [Then("^customs refuses it with (EBMS:\\d{4}(?: A00\\d)?)$")]
    public void Refused(string code) => CheckRefusal(verdicts, code, Refusal);

    [Then("^the refusal speaks of \"([^\"]+)\"$")]
    public void Speaks(string word) =>
        verdicts.OfCustoms.Check(
            "the refusal names the cause",
            Refusal.Detail.Contains(word, StringComparison.OrdinalIgnoreCase),
            word,
            Refusal.Detail
        );

    internal static void CheckRefusal(Verdicts verdicts, string expected, (string? Code, string Detail) refusal)
    {
        verdicts.OfCustoms.Require("customs refuses with an ebMS error", refusal.Code is not null, expected, "no error", "as4-profile e");
        var codes = expected.Split(' ');
        if (refusal.Code != codes[0])
        {
            verdicts.OfCustoms.Warn("customs refuses, with another code", codes[0], $"{refusal.Code} {refusal.Detail}", "as4-profile e");
        }

        if (codes is [_, var subCode])
        {
            verdicts.OfCustoms.Check(
                "the error detail begins with the sub-code",
                refusal.Detail.StartsWith(subCode, StringComparison.Ordinal),
                subCode,
                refusal.Detail,
                "ICD Annex 4"
            );
        }
    }

    // What cannot even be read has no party to file it under; then only the client knows how it was answered.
    private (string? Code, string Detail) Refusal =>
        cast.Trader.Last switch
        {
            { Seen: [.., { Answer: { Kind: "error" } answer }] } => (answer.Code, answer.Detail ?? ""),
            { Seen: [], Told.Error: { } error } => (error.Code.Code, error.Detail),
            _ => (null, ""),
        };

    private Draft Compose(Player player, string message) => cast.Compose(message, player.Eori);

    private Task<Lodged> FileAsync(Player player, string message, Misconduct? conduct = null) =>
        cast.LodgeAsync(player, Compose(player, message), conduct);
}
