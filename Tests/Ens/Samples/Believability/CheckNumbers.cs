using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Numbers of ships, barges, aircraft, wagons, containers and waybills, and the documents that fit the mode.</summary>
internal static partial class CheckNumbers
{
    public static void Of(Paper paper, Remarks remarks)
    {
        if (Paper.At(paper.Root, "activeBorderTransportMeans") is { } means)
        {
            OfMeans(paper, means, remarks);
        }

        foreach (var container in paper.Root.Descendants("containerIdentificationNumber"))
        {
            remarks.Unless(IsContainer(container.Value), Doubt.Container, $"container {container.Value}");
        }

        foreach (
            var wagon in paper.Root.Descendants("passiveBorderTransportMeans").Where(one => Paper.Text(one, "typeOfIdentification") == "20")
        )
        {
            var number = Paper.Text(wagon, "identificationNumber")!;
            remarks.Unless(IsWagon(number), Doubt.Wagon, $"wagon {number}");
        }

        foreach (var document in paper.Root.Descendants().Where(one => one.Name.LocalName is "transportDocumentMasterLevel"))
        {
            OfMaster(paper, document, remarks);
        }

        if (paper.Filing[0] == 'F')
        {
            foreach (var document in paper.Root.Descendants("transportDocumentHouseLevel"))
            {
                var type = Paper.Text(document, "type")!;
                remarks.Unless(HouseTypes(paper.Filing).Contains(type), Doubt.DocumentType, $"house document {type} in an {paper.Filing}");
            }
        }
    }

    private static void OfMeans(Paper paper, XElement means, Remarks remarks)
    {
        var number = Paper.Text(means, "identificationNumber");
        if (number is not null)
        {
            remarks.Unless(paper.Mode != "1" || IsShip(number), Doubt.Ship, $"ship {number}");
            remarks.Unless(paper.Mode != "8" || Eni().IsMatch(number), Doubt.Barge, $"barge {number}");
        }

        if (paper.Mode != "4" || Paper.Text(means, "conveyanceReferenceNumber") is not { } flight)
        {
            return;
        }

        remarks.Unless(Flight().IsMatch(flight) && Facts.Airlines.ContainsKey(flight[..2]), Doubt.Flight, $"flight {flight}");
        if (Facts.Airlines.TryGetValue(flight[..2], out var airline))
        {
            remarks.Unless(
                number is null || number.StartsWith(airline.Marks, StringComparison.Ordinal),
                Doubt.Registration,
                $"{number} flies as {flight}"
            );
            var (from, to) = (
                Paper.CountryOf(paper.Root.Descendants("placeOfLoading").FirstOrDefault()),
                Paper.CountryOf(paper.Root.Descendants("placeOfUnloading").FirstOrDefault())
            );
            remarks.Unless(
                from is null || airline.Home == from || airline.Home == to || airline.FliesFromAnywhere,
                Doubt.Hub,
                $"{flight} from {from} to {to}, at home in {airline.Home}"
            );
        }
    }

    private static void OfMaster(Paper paper, XElement document, Remarks remarks)
    {
        var (type, number) = (Paper.Text(document, "type")!, Paper.Text(document, "documentNumber")!);
        if (paper.Filing[0] == 'F')
        {
            remarks.Unless(MasterTypes(paper.Filing).Contains(type), Doubt.DocumentType, $"master document {type} in an {paper.Filing}");
        }

        if (type is not ("N740" or "N741"))
        {
            return;
        }

        remarks.Unless(IsWaybill(number), Doubt.Waybill, $"waybill {number}");
        var flight = paper.Text("activeBorderTransportMeans/conveyanceReferenceNumber");
        remarks.Unless(
            flight is null
                || !Facts.Airlines.TryGetValue(flight[..2], out var airline)
                || number.StartsWith(airline.Prefix, StringComparison.Ordinal),
            Doubt.Waybill,
            $"waybill {number} on {flight}"
        );
    }

    private static string[] MasterTypes(string filing) =>
        filing switch
        {
            "F10" or "F13" or "F17" or "F45" => ["N705"],
            "F11" or "F12" or "F14" or "F15" or "F16" => ["N704"],
            "F28" or "F29" => ["N740"],
            "F40" or "F50" => ["N730"],
            "F41" or "F51" => ["N720", "N722"],
            _ => ["N741"],
        };

    private static string[] HouseTypes(string filing) =>
        filing switch
        {
            "F11" or "F14" or "F15" or "F16" => ["N714"],
            "F28" or "F29" => ["N740"],
            "F34" or "F50" => ["N730"],
            "F43" or "F44" => ["C664", "C665"],
            _ => ["N703"],
        };

    // Hulls afloat: from the seventies on, and the new range that begins with 1.
    private static bool IsShip(string number)
    {
        if (!Imo().IsMatch(number))
        {
            return false;
        }

        var digits = number[3..].Select(digit => digit - '0').ToArray();
        var sum = digits.Take(6).Select((digit, i) => digit * (7 - i)).Sum();
        return sum % 10 == digits[6];
    }

    private static bool IsContainer(string number)
    {
        if (!Iso6346().IsMatch(number))
        {
            return false;
        }

        // A is 10, then on without 11, 22 and 33; each place weighs twice the one before; modulo 11, and 10 counts as 0.
        const string Worth = "0123456789A_BCDEFGHIJK_LMNOPQRSTU_VWXYZ";
        var sum = number.Take(10).Select((character, i) => Worth.IndexOf(character, StringComparison.Ordinal) << i).Sum();
        return sum % 11 % 10 == number[10] - '0';
    }

    private static bool IsWagon(string number)
    {
        if (number.Length != 12 || !number.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = number.Select((digit, i) => (digit - '0') * (2 - (i % 2))).Sum(worth => (worth / 10) + (worth % 10));
        return sum % 10 == 0;
    }

    private static bool IsWaybill(string number) =>
        Waybill().Match(number) is { Success: true } match
        && Facts.Airlines.Values.Any(airline => airline.Prefix == match.Groups["prefix"].Value)
        && int.Parse(match.Groups["serial"].Value, CultureInfo.InvariantCulture) % 7
            == int.Parse(match.Groups["check"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^IMO(9[1-9]|8[0-9]|7[0-9]|10|11)[0-9]{5}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Imo();

    [GeneratedRegex("^0[0-9]{7}$|^[1-3][0-9]{7}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Eni();

    [GeneratedRegex("^[A-Z0-9]{2}[0-9]{3,4}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Flight();

    [GeneratedRegex("^[A-Z]{3}U[0-9]{7}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Iso6346();

    [GeneratedRegex(
        "^(?<prefix>[0-9]{3})-(?<serial>[0-9]{7})(?<check>[0-6])$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Waybill();
}
