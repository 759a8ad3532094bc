using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;
using Ics2.Trust.Keeping;

namespace Ics2.Simulator;

/// <summary>Which certificates enrolments gave or took, without keys: a line each in the data folder, so that a restart keeps them.</summary>
internal sealed class EnrolledCertificates(string dataFolder, TimeProvider clock)
{
    private const int Kept = 2000;

    private readonly string _file = Path.Combine(dataFolder, "enrolled.jsonl");
    private readonly Lock _gate = new();
    private Queue<Entry>? _known;

    /// <summary>Notes a certificate.</summary>
    /// <param name="kind"><c>seal</c> or <c>tls</c>.</param>
    public void Add(string partyId, string kind, string flavour, X509Certificate2 certificate)
    {
        var entry = new Entry(
            partyId,
            new TraderCertificate(
                kind,
                flavour,
                certificate.SubjectName.Portable(),
                new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
                new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                certificate.Fingerprint(),
                clock.GetUtcNow()
            )
        );
        lock (_gate)
        {
            Known().Enqueue(entry);
            Trim();
            PrivateFiles.Append(_file, JsonSerializer.Serialize(entry, EnrolledTrader.Json) + "\n");
        }
    }

    /// <summary>The traders with their certificates, newest first.</summary>
    public IReadOnlyList<TraderView> Traders()
    {
        lock (_gate)
        {
            return
            [
                .. Known()
                    .Reverse()
                    .GroupBy(entry => entry.PartyId, StringComparer.Ordinal)
                    .OrderBy(trader => trader.Key, StringComparer.Ordinal)
                    .Select(trader => new TraderView(trader.Key, [.. trader.Select(entry => entry.Certificate)])),
            ];
        }
    }

    private Queue<Entry> Known()
    {
        if (_known is null)
        {
            _known = new Queue<Entry>(File.Exists(_file) ? File.ReadLines(_file).Select(Read).OfType<Entry>() : []);
            Trim();
        }

        return _known;
    }

    private void Trim()
    {
        while (_known!.Count > Kept)
        {
            _known.Dequeue();
        }
    }

    // The last line of a process that was killed may be half of one.
    private static Entry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(line, EnrolledTrader.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(string PartyId, TraderCertificate Certificate);
}
