using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>What the client was asked, as files of the evidence: one JSON document a line for programs, and text for people.</summary>
internal static class ClientCallFiles
{
    public const string Lines = "client.jsonl";
    public const string Text = "client.txt";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToLines(IEnumerable<ClientCall> calls) =>
        string.Concat(
            calls.Select(call =>
                JsonSerializer.Serialize(
                    new
                    {
                        call.At,
                        call.Party,
                        call.What,
                        call.Command,
                        call.Outcome,
                        Seconds = Math.Round(call.Duration.TotalSeconds, 3),
                        call.ExitCode,
                        call.HttpStatus,
                        call.Output,
                        call.Errors,
                        call.Remark,
                        Times = call.Times == 1 ? (int?)null : call.Times,
                    },
                    Json
                ) + "\n"
            )
        );

    public static string ToText(IEnumerable<ClientCall> calls)
    {
        var text = new StringBuilder();
        foreach (var call in calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"{call.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Head(call)}\n");
            if (call.Command is not null)
            {
                text.Append("  ").Append(call.Command).Append('\n');
            }

            Append(text, call.HttpStatus is null ? "standard output" : "answer", call.Output);
            Append(text, "standard error", call.Errors);
        }

        return text.ToString();
    }

    private static string Head(ClientCall call) => (call with { Output = null, Errors = null }).Describe();

    private static void Append(StringBuilder text, string what, ClientOutput? output)
    {
        if (output is { Text.Length: > 0 })
        {
            text.Append(CultureInfo.InvariantCulture, $"  {what} ({output.Bytes} bytes):\n");
            foreach (var line in output.Text.TrimEnd('\n').Split('\n'))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }
    }
}
