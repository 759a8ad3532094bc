using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Parties: their numbers, where they can be reached, and who is unknown.</summary>
internal static partial class CheckParties
{
    private static readonly HashSet<string> Registered =
    [
        "declarant",
        "representative",
        "carrier",
        "consignee",
        "buyer",
        "notifyParty",
        "supplementaryDeclarant",
        "additionalSupplyChainActor",
        "requester",
        "personNotifyingTheArrival",
    ];

    public static void Of(Paper paper, Remarks remarks)
    {
        foreach (var party in paper.Root.Descendants().Where(one => Registered.Contains(one.Name.LocalName)))
        {
            if (Paper.Text(party, "identificationNumber") is { } eori)
            {
                remarks.Unless(
                    eori.Length > 2 && Facts.Eori.TryGetValue(eori[..2], out var form) && form.IsMatch(eori[2..]),
                    Doubt.Eori,
                    $"{party.Name} {eori}"
                );
            }
        }

        var declarant = paper.Text("declarant/identificationNumber");
        var representative = paper.Text("representative/identificationNumber");
        var next = paper.Root.Descendants("supplementaryDeclarant").Select(one => Paper.Text(one, "identificationNumber"));
        remarks.Unless(
            declarant is null || (declarant != representative && !next.Contains(declarant, StringComparer.Ordinal)),
            Doubt.SelfRepresented,
            $"{declarant} represents or awaits itself"
        );
        foreach (
            var party in paper.Root.Descendants("address").Select(address => address.Parent!).Where(one => one.Element("name") is not null)
        )
        {
            Reachable(party, remarks);
        }

        foreach (var information in paper.Root.Descendants("additionalInformation").Where(one => Paper.Text(one, "code") == "10600"))
        {
            remarks.Unless(
                information.Parent!.Element("consignee") is null && information.Parent.Element("notifyParty") is not null,
                Doubt.ToOrder,
                $"to order, with a consignee or without a party to notify"
            );
        }
    }

    private static void Reachable(XElement party, Remarks remarks)
    {
        var country = Paper.Text(party, "address/country")!;
        var code = Paper.Text(party, "address/postCode");
        remarks.Unless(
            !Facts.PostCodes.TryGetValue(country, out var form) || (code is not null && form.IsMatch(code)),
            Doubt.PostCode,
            $"{party.Name} in {country} at {code}"
        );
        foreach (var communication in party.Elements("communication"))
        {
            var (type, identifier) = (Paper.Text(communication, "type"), Paper.Text(communication, "identifier")!);
            remarks.Unless(
                type != "TE"
                    || !Facts.Telephones.TryGetValue(country, out var prefix)
                    || identifier.StartsWith(prefix + " ", StringComparison.Ordinal),
                Doubt.Telephone,
                $"{party.Name} in {country} under {identifier}"
            );
            remarks.Unless(type != "EM" || Address().IsMatch(identifier), Doubt.Mail, $"{party.Name} under {identifier}");
        }
    }

    // A domain that nobody can own (RFC 2606), so no sample ever writes to somebody.
    [GeneratedRegex("^[a-z.]+@[a-z]+\\.example$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Address();
}
