namespace Ics2.Tests.Ens.Rules;

/// <summary>Parties, addresses, references.</summary>
internal static class AddressRules
{
    private const string Address = "declarant/address";

    public static IReadOnlyList<RuleExample> Examples { get; } =
    [
        new(
            "R3002",
            "IE3F10",
            edit =>
                edit.Put(
                    "declarant",
                    "<address><city>Gent</city><country>BE</country><street>Kaai</street><postCode>9000</postCode><number>1</number></address>"
                )
        ),
        new(
            "R3002",
            "IE3F10",
            edit =>
                edit.Put("declarant", "<address><city>Gent</city><country>BE</country><postCode>9000</postCode><poBox>7</poBox></address>")
        ),
        new(
            "R3002",
            "IE3F10",
            edit =>
                edit.Put(
                    "declarant",
                    "<address><city>Gent</city><country>BE</country><street>Kaai</street><postCode>9000</postCode></address>"
                ),
            "12",
            "/IE3F10/declarant/address"
        ),
        new("R3003", "IE3F10", edit => edit.Set("LRN", "FRESH")),
        new("R3003", "IE3F10", edit => edit.Set("LRN", "USED"), "94", "/IE3F10/LRN"),
        new("R3003", "IE3N06", edit => edit.Set("LRN", "USED"), "94", "/IE3N06/LRN"),
        new("R3003", "IE3Q05", edit => edit.Set("functionalReference", "USED"), "95", "/IE3Q05/functionalReference"),
        new("R3004", "IE3A10", edit => edit.Set("MRN", "26NL00000000001AT0")),
        new("R3004", "IE3A10", edit => edit.Set("MRN", "26NL00000000001AT1"), "93", "/IE3A10/MRN"),
        new("R3004", "IE3A10", edit => edit.Set("MRN", "26NL00000000001AZ8"), "93", "/IE3A10/MRN"),
        new("R3005", "IE3F10", edit => edit.Set("declarant/identificationNumber", "XI123456789000")),
        new(
            "R3005",
            "IE3F10",
            edit => edit.Set("declarant/identificationNumber", "DE999999999"),
            "12",
            "/IE3F10/declarant/identificationNumber"
        ),
        new(
            "R3005",
            "IE3F10",
            edit => edit.Set("declarant/identificationNumber", "US123456789"),
            "12",
            "/IE3F10/declarant/identificationNumber"
        ),
        new("R3005", "IE3F10", edit => edit.Set("declarant/identificationNumber", "de-1"), "12", "/IE3F10/declarant/identificationNumber"),
        new("R3006", "IE3F10", edit => edit.Set("declarant/communication/identifier", "+31 10 252 1010")),
        new(
            "R3006",
            "IE3F10",
            edit => edit.Set("declarant/communication/type", "EM").Set("declarant/communication/identifier", "a@b.example")
        ),
        new(
            "R3006",
            "IE3F10",
            edit => edit.Set("declarant/communication/identifier", "0031 10 2521010"),
            "12",
            "/IE3F10/declarant/communication[1]/identifier"
        ),
        new(
            "R3006",
            "IE3F10",
            edit => edit.Set("declarant/communication/identifier", "+31  102521010"),
            "12",
            "/IE3F10/declarant/communication[1]/identifier"
        ),
        new(
            "R3006",
            "IE3F10",
            edit => edit.Set("declarant/communication/identifier", "+123456"),
            "12",
            "/IE3F10/declarant/communication[1]/identifier"
        ),
        new("R3033", "IE3F10", edit => edit.Put("", Representative("DE123456789"))),
        new(
            "R3033",
            "IE3F10",
            edit => edit.Set("declarant/identificationNumber", "DE123456789").Put("", Representative("DE123456789")),
            "12",
            "/IE3F10/representative/identificationNumber"
        ),
        new("C3034", "IE3F10", edit => edit.Remove(Address + "/postCode").Set(Address + "/country", "HK")),
        new(
            "C3034",
            "IE3F10",
            edit => edit.Remove(Address + "/postCode").Set(Address + "/country", "DE"),
            "12",
            "/IE3F10/declarant/address/postCode"
        ),
    ];

    private static string Representative(string eori) =>
        $"<representative><name>R</name><identificationNumber>{eori}</identificationNumber><status>2</status><address>"
        + $"<city>Bonn</city><country>DE</country><postCode>53111</postCode><poBox>1</poBox></address><communication>"
        + $"<identifier>a@b.example</identifier><type>EM</type></communication></representative>";
}
