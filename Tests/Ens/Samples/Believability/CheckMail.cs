using System.Globalization;
using System.Text.RegularExpressions;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Post: item numbers (S10), their declarations, and receptacles (S9).</summary>
internal static partial class CheckMail
{
    public static void Of(Paper paper, Remarks remarks)
    {
        if (paper.Filing is "F43" or "F44")
        {
            foreach (var document in paper.Root.Descendants("transportDocumentHouseLevel"))
            {
                var (number, type) = (Paper.Text(document, "documentNumber")!, Paper.Text(document, "type")!);
                remarks.Unless(IsItem(number), Doubt.PostalItem, $"postal item {number}");
                remarks.Unless(
                    "ULR".Contains(number[0], StringComparison.Ordinal) == (type == "C664"),
                    Doubt.DocumentType,
                    $"postal item {number} with a {type}"
                );
            }
        }

        var from = Paper.CountryOf(paper.Root.Descendants("placeOfLoading").FirstOrDefault());
        var to = Paper.CountryOf(paper.Root.Descendants("placeOfUnloading").FirstOrDefault());
        foreach (var receptacle in paper.Root.Descendants("receptacleIdentificationNumber").Select(one => one.Value))
        {
            remarks.Unless(
                Receptacle().Match(receptacle) is { Success: true } match
                    && match.Groups["year"].Value == Year(paper)
                    && (from is null || match.Groups["from"].Value == from)
                    && (to is null ? Facts.Eori.ContainsKey(match.Groups["to"].Value) : match.Groups["to"].Value == to)
                    && (paper.Mode is null || match.Groups["category"].Value == (paper.Mode == "4" ? "A" : "C")),
                Doubt.Receptacle,
                $"receptacle {receptacle} from {from} to {to} by mode {paper.Mode}"
            );
        }
    }

    private static string Year(Paper paper) => (paper.Issued?.Year % 10)?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool IsItem(string number)
    {
        if (!Item().IsMatch(number))
        {
            return false;
        }

        int[] weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = weights.Select((weight, i) => weight * (number[i + 2] - '0')).Sum();
        var check = 11 - (sum % 11);
        return number[10] - '0'
            == (
                check == 10 ? 0
                : check == 11 ? 5
                : check
            );
    }

    [GeneratedRegex("^[CEHLRUV][A-Z][0-9]{9}[A-Z]{2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Item();

    [GeneratedRegex(
        "^(?<from>[A-Z]{2})[A-Z]{4}(?<to>[A-Z]{2})[A-Z]{4}(?<category>[ABCD])[A-Z]{2}(?<year>[0-9])[0-9]{7}[01][01][0-9]{4}$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Receptacle();
}
