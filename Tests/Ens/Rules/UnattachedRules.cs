using Ics2.Ens.Catalogue;

namespace Ics2.Tests.Ens.Rules;

/// <summary>Rules that no row of version 2.02 carries: shown on a message of a pack made for them.</summary>
internal static class UnattachedRules
{
    private const string Table = """
        value 0..1 O an..10 R3019
        file 0..1 O
          hashCode 0..1 O an..20 R3026
          hashCodeAlgorithmID 0..1 O an..20
        carrier 0..1 O R3032
          name 0..1 O an..70
          identificationNumber 0..1 O an..17
          address 0..1 O
            city 0..1 O an..35
        parameter 0..1 O an..5 R3046 C3046
        splitConsignment 0..1 O
          splitConsignmentIndicator 0..1 O n1
          previousMRN 0..1 C an18 C3002
        consignment 0..1 O
          additionalInformation 0..9 O
            code 1..1 M an..17
          consignee 0..1 C an..70 C3021
          notifyParty 0..1 C an..70 C3023
        """;

    public static IReadOnlyList<RuleExample> Examples { get; } =
    [
        new("R3019", "IE3Q05", edit => edit.Put("", "<value>1234567</value>")),
        new("R3019", "IE3Q05", edit => edit.Put("", "<value>12345</value>"), "12", "/IE3Q05/value"),
        new("R3019", "IE3Q05", edit => edit.Put("", "<value>12345X</value>"), "12", "/IE3Q05/value"),
        new("R3026", "IE3Q05", edit => edit.Put("", "<file><hashCode>x</hashCode><hashCodeAlgorithmID>y</hashCodeAlgorithmID></file>")),
        new("R3026", "IE3Q05", edit => edit.Put("", "<file><hashCode>x</hashCode></file>"), "13", "/IE3Q05/file/hashCode"),
        new("R3032", "IE3Q05", edit => edit.Put("", "<carrier><identificationNumber>DE1</identificationNumber></carrier>")),
        new("R3032", "IE3Q05", edit => edit.Put("", "<carrier><name>A</name><address><city>B</city></address></carrier>")),
        new("R3032", "IE3Q05", edit => edit.Put("", "<carrier><name>A</name></carrier>"), "13", "/IE3Q05/carrier"),
        new("R3046", "IE3Q05", edit => edit.Put("", "<parameter>ENSS</parameter>")),
        new("C3046", "IE3Q05", _ => { }),
        new(
            "C3002",
            "IE3Q05",
            edit => edit.Put("", "<splitConsignment><splitConsignmentIndicator>1</splitConsignmentIndicator></splitConsignment>")
        ),
        new(
            "C3002",
            "IE3Q05",
            edit =>
                edit.Put(
                    "",
                    "<splitConsignment><splitConsignmentIndicator>0</splitConsignmentIndicator><previousMRN>26NL00000000001AT0</previousMRN></splitConsignment>"
                ),
            "15",
            "/IE3Q05/splitConsignment/previousMRN"
        ),
        new(
            "C3021",
            "IE3Q05",
            edit => edit.Put("", "<consignment><additionalInformation><code>10600</code></additionalInformation></consignment>")
        ),
        new("C3021", "IE3Q05", edit => edit.Put("", "<consignment/>"), "13", "/IE3Q05/consignment/consignee"),
        new("C3023", "IE3Q05", edit => edit.Put("", "<consignment/>")),
        new(
            "C3023",
            "IE3Q05",
            edit => edit.Put("", "<consignment><additionalInformation><code>10600</code></additionalInformation></consignment>"),
            "13",
            "/IE3Q05/consignment/notifyParty"
        ),
    ];

    public static SpecPack Pack(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "messages"));
        File.WriteAllText(Path.Combine(folder, "pack.txt"), "version Test pack\nnamespace urn:test\n");
        File.WriteAllText(Path.Combine(folder, "messages", "IE3Q05.txt"), Table);
        return SpecPack.Load(folder);
    }
}
