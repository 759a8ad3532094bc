using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// Keeps the exchanges of a scenario: a folder each, with the record and the bytes of both sides as <c>ics2 inspect</c> reads them. The
/// same bytes are kept once.
/// </summary>
/// <param name="save">Saves a file in a folder of the scenario.</param>
internal sealed class ExchangeFiles(Action<string, string, ReadOnlyMemory<byte>> save)
{
    public const string Record = "exchange.json";
    public const string Request = "request.as4";
    public const string Response = "response.as4";
    public const string Inspection = "inspection.json";

    private static readonly JsonSerializerOptions Json = new(ManagementJson.Strict)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, read by people too
    };

    private readonly Dictionary<string, (string Folder, string Name)> _kept = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Keeps one.</summary>
    /// <param name="request">Null when nobody has the bytes any more.</param>
    /// <param name="response">Null when there was no answer, or nobody has its bytes any more.</param>
    /// <param name="inspection">What the trader sent, explained while lists and registry were at hand; null when nobody could.</param>
    public ExchangeEvidence Keep(ExchangeView exchange, byte[]? request, byte[]? response, InspectionDocument? inspection)
    {
        var pulled = exchange.Kind == "pullRequest" ? $"-{exchange.Answer.Action ?? exchange.Answer.Code}" : "";
        var what = Evidence.FileName((exchange.Action?.Split('/', ':')[^1] ?? exchange.Kind) + pulled);
        var folder = string.Create(CultureInfo.InvariantCulture, $"{++_count:D3}-{exchange.Direction}-{what}");
        var kept = exchange with { Request = Keep(folder, Request, request), Response = Keep(folder, Response, response) };
        if (inspection is not null)
        {
            save(folder, Inspection, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(inspection, Json) + "\n"));
        }

        save(folder, Record, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(kept, Json) + "\n"));
        return new ExchangeEvidence(folder, kept);
    }

    // A message that is sent again, or answered again, has its bytes in the folder of the first time.
    private string? Keep(string folder, string name, byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        var digest = Convert.ToHexString(SHA256.HashData(bytes));
        if (_kept.TryGetValue(digest, out var before))
        {
            return $"../{before.Folder}/{before.Name}";
        }

        save(folder, name, bytes);
        _kept[digest] = (folder, name);
        return name;
    }
}
