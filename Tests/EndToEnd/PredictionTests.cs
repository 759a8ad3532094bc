using System.Text.Json;
using Ics2.Contract.Management;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// What <c>inspect</c> predicts against what the access point answered, for every exchange of a whole rehearsal: both lie side by side in
/// its evidence. <c>.ci/run</c> names the evidence of the rehearsal that it ran.
/// </summary>
public sealed class PredictionTests
{
    private const string Variable = "ICS2_EVIDENCE";
    private const int Least = 1000;

    [Fact]
    public void Every_exchange_of_a_whole_rehearsal_was_answered_as_its_inspection_says()
    {
        var evidence = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(evidence), $"{Variable} does not name the evidence folder of a whole rehearsal; .ci/run does");
        var exchanges = Directory.GetFiles(evidence!, "exchange.json", SearchOption.AllDirectories);
        exchanges.Length.ShouldBeGreaterThan(Least);

        var others = new List<string>();
        foreach (var file in exchanges)
        {
            var exchange = Read<ExchangeView>(file);
            var inspection = Read<InspectionDocument>(Path.Combine(Path.GetDirectoryName(file)!, "inspection.json"));
            if (Says(exchange, inspection) is { } difference)
            {
                others.Add($"{Path.GetRelativePath(evidence!, file)}: {difference}");
            }
        }

        others.ShouldBeEmpty();
    }

    private static string? Says(ExchangeView exchange, InspectionDocument inspection)
    {
        // What the trader answered to a push: customs took it, or says what is wrong with it.
        if (exchange.IsPush())
        {
            var wrong = exchange is { Verdict: "refused", Answer.Kind: "receipt" };
            return (inspection.Verdict == "refused") == wrong || exchange.Chaos is not null || inspection.Errors is not null
                ? null
                : $"{inspection.Verdict} predicted, {exchange.Verdict} came: {exchange.Answer.Detail}";
        }

        var (predicted, came) = ((inspection.Answer.Kind, inspection.Answer.Code), (exchange.Answer.Kind, exchange.Answer.Code));
        var isAsPredicted =
            predicted == came
            // A pull that is in order gets what waits, which no message tells.
            || (exchange.Kind == "pullRequest" && predicted == ("none", null) && came is ("message", null) or ("error", "EBMS:0006"))
            // Chaos spoiled the answer, or nothing was looked at.
            || exchange.Chaos is not null
            // UUM&DS did not answer just then (SEC-10).
            || (came == ("error", "EBMS:0004") && exchange.Checks is [{ Id: "sender.authorised" }] && predicted == ("receipt", null));
        return isAsPredicted ? null : $"{predicted} predicted, {came} came";
    }

    private static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(file), ManagementJson.Tolerant)!;
}
