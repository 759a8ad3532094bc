using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Contract.Traders;

namespace Ics2.Dashboard.Parts;

/// <summary>A trader folder as a ZIP, the same files that <c>ics2 enrol</c> writes.</summary>
internal static class TraderArchive
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Of(EnrolledTrader trader)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var settings = trader.Settings;
            Put(zip, "trader.json", JsonSerializer.SerializeToUtf8Bytes(settings, Json));
            Put(zip, settings.Tls.File, trader.Tls);
            Put(zip, settings.TlsTrust, Encoding.UTF8.GetBytes(trader.TlsTrust));
            Put(zip, settings.SealTrust, Encoding.UTF8.GetBytes(trader.SealTrust));
            if (trader.Seal is { } seal)
            {
                Put(zip, settings.Seal.File, seal);
            }
        }

        return bytes.ToArray();
    }

    private static void Put(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
