using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// Reads the record of an exchange (cli-json, last paragraph). It is read as a stranger would: what is missing is left out, what is unknown is
/// passed over.
/// </summary>
internal static class ExchangeReader
{
    /// <summary>The name of such a record in its folder.</summary>
    public const string File = "exchange.json";

    private const string Customs = "customs";

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Shows a capture beside it, by its name.</param>
    /// <returns>The exchange; null for a file that is none.</returns>
    public static ShownExchange? Read(string path, Func<string, IReadOnlyList<ShownDocument>> files)
    {
        if (Parse(path) is not { } record)
        {
            return null;
        }

        var party = Text(record["party"]) ?? "unknown sender";
        var isOut = Text(record["direction"]) == "out";
        var (http, tls, answer) = (record["http"] as JsonObject, record["tls"] as JsonObject, AnswerOf(record));
        var took = record["milliseconds"] is JsonValue stated && stated.TryGetValue<double>(out var milliseconds) ? milliseconds : 0;
        return new ShownExchange
        {
            Anchor = "",
            At = DateTimeOffset.TryParse(Text(record["at"]), CultureInfo.InvariantCulture, out var at) ? at : default,
            From = isOut ? Customs : party,
            To = isOut ? party : Customs,
            Ended = at.AddMilliseconds(took),
            What =
                Text(record["action"])
                ?? Text(record["kind"]) switch
                {
                    "pullRequest" => "pull request",
                    "userMessage" => "user message",
                    var kind => kind ?? "message",
                },
            Answer = answer,
            Mood = MoodOf(Text(record["verdict"])),
            AnswerMood = MoodOf(Text(record["verdict"])),
            Facts =
            [
                ("Message id", Text(record["messageId"])),
                ("Refers to", Text(record["refToMessageId"])),
                ("Verdict", Text(record["verdict"]) is { } verdict and not "accepted" ? verdict : null),
                ("Attempt", Text(record["attempt"]) is { } attempt and not "1" ? attempt : null),
                ("Answered in", took > 0 ? $"{Figures.Of(took)} ms" : null),
                ("HTTP status", Text(http?["status"])),
                ("TLS", Joined(Text(tls?["version"]), Text(tls?["cipher"]))),
                ("TLS certificate", Text(tls?["subject"])),
                (
                    "Chaos",
                    record["chaos"] is JsonArray chaos
                        ? string.Join(", ", chaos.Select(one => Text(one?["do"]) ?? Text(one)))
                        : Text(record["chaos"])
                ),
            ],
            RequestHeaders = Headers(http?["requestHeaders"]),
            ResponseHeaders = Headers(http?["responseHeaders"]),
            Checks = [.. (record["checks"] as JsonArray ?? []).OfType<JsonObject>().Select(CheckOf)],
            Documents = [.. Captures(path).SelectMany(files)],
        };
    }

    private static JsonObject? Parse(string path)
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllBytes(path)) as JsonObject;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return null;
        }
    }

    // Request and response lie beside the record; they are named from the folder of the scenario's evidence.
    private static IEnumerable<string> Captures(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        return Directory
            .EnumerateFiles(directory, "*.as4")
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(directory)}/{Path.GetFileName(file)}");
    }

    private static string? AnswerOf(JsonObject record) =>
        (record["answer"] as JsonObject, Text((record["answer"] as JsonObject)?["kind"]) ?? Text(record["answer"])) switch
        {
            (_, "none") => record["http"]?["status"] is { } status ? $"HTTP {status}" : "no answer",
            ({ } answer, "error") => Joined(Text(answer["code"]), Text(answer["text"]) ?? Text(answer["detail"])),
            ({ } answer, "message") => Text(answer["action"]) ?? "message",
            (_, var kind) => kind,
        };

    private static CheckResult CheckOf(JsonObject check) =>
        new(
            Text(check["text"]) ?? Text(check["id"]) ?? "check",
            Text(check["verdict"]) switch
            {
                "passed" or "pass" => Verdict.Pass,
                "warning" => Verdict.Warning,
                "failed" or "fail" => Verdict.Fail,
                "skipped" => Verdict.Skipped,
                _ => Verdict.Inconclusive,
            },
            Text(check["expected"]),
            Text(check["actual"]),
            Text(check["source"])
        );

    private static Mood MoodOf(string? verdict) =>
        verdict switch
        {
            "accepted" or "passed" or "pass" => Mood.Good,
            "refused" or "failed" or "fail" => Mood.Bad,
            "warning" => Mood.Caution,
            _ => Mood.Quiet,
        };

    private static IReadOnlyList<(string Name, string Value)> Headers(JsonNode? headers) =>
        headers switch
        {
            JsonObject byName => [.. byName.Select(header => (header.Key, Text(header.Value) ?? ""))],
            JsonArray list => [.. list.OfType<JsonObject>().Select(header => (Text(header["name"]) ?? "", Text(header["value"]) ?? ""))],
            _ => [],
        };

    private static string? Text(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonValue value => value.ToString(),
            JsonArray list => string.Join(", ", list.Select(Text)),
            _ => node.ToJsonString(),
        };

    private static string? Joined(params IEnumerable<string?> texts) =>
        string.Join(' ', texts.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } joined ? joined : null;
}
