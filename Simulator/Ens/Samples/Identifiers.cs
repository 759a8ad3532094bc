using System.Globalization;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>Numbers whose last digit proves the others (reference/formats.md).</summary>
internal static class Identifiers
{
    private static readonly string[] Owners = ["MSCU", "HLXU", "TGHU", "CMAU", "OOLU", "TCLU"];

    /// <summary>The number of a hull: those of ships afloat today begin with 91 to 98.</summary>
    public static string Ship(Random random)
    {
        var digits = $"9{random.Next(1, 9).ToString(CultureInfo.InvariantCulture)}{random.Digits(4)}";
        return $"IMO{digits}{Digit(digits.Select((digit, i) => (digit - '0') * (7 - i)).Sum() % 10)}";
    }

    /// <summary>A waybill: the airline's prefix, seven digits and their remainder by seven.</summary>
    public static string AirWaybill(Airline airline, Random random)
    {
        var serial = random.Digits(7);
        return $"{airline.Prefix}-{serial}{Digit(int.Parse(serial, CultureInfo.InvariantCulture) % 7)}";
    }

    public static string Container(Random random)
    {
        var body = random.Pick(Owners) + random.Digits(6);
        return body + Iso6346.CheckDigit(body);
    }

    /// <summary>A wagon: kind and railway, seven digits, and the check digit of Luhn.</summary>
    public static string Wagon(string kindAndRailway, Random random)
    {
        var body = kindAndRailway + random.Digits(7);
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var worth = (body[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += (worth / 10) + (worth % 10);
        }

        return body + Digit((10 - (sum % 10)) % 10);
    }

    /// <summary>A postal item (S10): service, eight digits, check digit, country.</summary>
    /// <param name="service">The letters of the service, <c>CE</c> for a parcel.</param>
    public static string PostalItem(string service, string country, Random random)
    {
        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var serial = random.Digits(8);
        var sum = 0;
        for (var i = 0; i < serial.Length; i++)
        {
            sum += (serial[i] - '0') * weights[i];
        }

        var check = (11 - (sum % 11)) switch
        {
            10 => 0,
            11 => 5,
            var digit => digit,
        };
        return $"{service}{serial}{Digit(check)}{country}";
    }

    private static string Digit(int value) => value.ToString(CultureInfo.InvariantCulture);
}
