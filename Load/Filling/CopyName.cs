using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ics2.Load.Scenarios;

namespace Ics2.Load.Filling;

/// <summary>What one copy of a filing is called: everything by which it is found, as long as in the pattern.</summary>
internal sealed class CopyName
{
    /// <summary>Traders that file; a few file most, as in life.</summary>
    public const int Traders = 1000;

    private const int PerSecond = 100;
    private const int PerJourney = 250;
    private const long FirstNumber = 10_000_000; // beyond the numbers of the patterns
    private const string MrnAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int MrnPrefix = 4,
        MrnUnique = 11;

    private readonly string _number,
        _vessel;
    private readonly string _unique = RandomNumberGenerator.GetString(MrnAlphabet, MrnUnique);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Names a copy.</summary>
    /// <param name="copy">Which, from 0.</param>
    /// <param name="copies">Of how many.</param>
    public CopyName(long copy, long copies)
    {
        Span<byte> number = stackalloc byte[RunTag.Digits];
        RunTag.Write(FirstNumber + copy, number);
        _number = Encoding.ASCII.GetString(number);
        _vessel = string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + (copy / PerJourney)}");
        var rank = RandomNumberGenerator.GetInt32(Traders) * RandomNumberGenerator.GetInt32(Traders) / Traders;
        Party = string.Create(CultureInfo.InvariantCulture, $"BE{6_000_000_000 + rank}");
        Shift = TimeSpan.FromSeconds(-((copies - copy) / PerSecond));
    }

    /// <summary>The trader.</summary>
    public string Party { get; }

    /// <summary>How much later than the pattern it came: they came one after the other, the last one just before; whole seconds.</summary>
    public TimeSpan Shift { get; }

    /// <summary>A message id, always the same for the same one of the pattern.</summary>
    public string Id(string of)
    {
        if (!_ids.TryGetValue(of, out var id))
        {
            _ids.Add(of, id = Guid.NewGuid().ToString("D"));
        }

        return id;
    }

    /// <summary>A reference or document of a run, which end in the number of the exchange.</summary>
    public string Reference(string of) => of[..^RunTag.Digits] + _number;

    /// <summary>A means of transport, which end in seven digits.</summary>
    public string Vessel(string of) => of[..^_vessel.Length] + _vessel;

    /// <summary>An MRN of the same year and office.</summary>
    public string Mrn(string of)
    {
        var body = of[..MrnPrefix] + _unique + of[(MrnPrefix + MrnUnique)..^1];
        return body + Ens.Values.Mrn.CheckDigit(body);
    }
}
