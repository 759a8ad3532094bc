using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>The made version 3 (fixtures/packs/made-3): small, marked, and as good to rehearse with as the version it was made from.</summary>
public sealed class MadeVersionTests
{
    private static readonly SpecPack Two = SpecPack.Embedded();
    private static readonly SpecPack Three = MadeVersion.Pack;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Tables =>
        new()
        {
            { "IE3F10", "IE3F10" },
            { "IE3A10", "IE3A10" },
            { "IE3F50", "IE3F50" },
            { "IE3A50", "IE3A50" },
            { "IE3F51", "IE3F51" },
            { "IE3A51", "IE3A51" },
            { "IE3F52", "IE3F50" },
            { "IE3A52", "IE3A50" },
            { "IE3F56", "IE3F51" },
            { "IE3A56", "IE3A51" },
        };

    [Fact]
    public void It_says_that_it_is_made()
    {
        Three.Version.ShouldContain("(made, not official)");
        Three.Namespace.ShouldStartWith("urn:example:");
        Three.Agreement.ShouldNotBeNull().ShouldContain("MADE");
        Directory
            .GetFiles(MadeVersion.Folder, "*.txt", SearchOption.AllDirectories)
            .Where(file => !File.ReadAllText(file).Contains("made, not official", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();
    }

    // What is made here stays what its README says when a table of version 2 is corrected.
    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_that_of_version_2_but_for_the_means_type_and_parties_with_a_TIN(string made, string from)
    {
        Rows(Three, made).ShouldBe(Rows(Two, from).Select(Changed));

        static IEnumerable<string> Rows(SpecPack pack, string id) =>
            pack.Message(id)
                .Root.DescendantsAndSelf()
                .Skip(1)
                .Select(row =>
                    $"{row.Path[(id.Length + 1)..]} {row.MinOccurs}..{row.MaxOccurs} {row.Status} {row.Format} {row.Codes?.Id} {string.Join(' ', row.Rules)}"
                );

        static string Changed(string row)
        {
            var path = row[..row.IndexOf(' ', StringComparison.Ordinal)].Split('/');
            return path[^2] is "communication" && path[^1] is "type" ? row.Replace("/type ", "/meansType ", StringComparison.Ordinal)
                : path[^2] is "consignor" or "consignee" or "buyer" or "seller" && path[^1] is "identificationNumber" ? row + "R3005"
                : row;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Its_samples_are_valid_in_it_and_in_no_other_version(string message, string _)
    {
        var (writer, validator) = (new SampleWriter(Three), new EnsValidator(Three));
        for (var seed = 1; seed <= 40; seed++)
        {
            var sample = writer.Write(
                message,
                new SampleOptions
                {
                    Seed = seed,
                    Now = Now,
                    Houses = 1 + (seed % 3),
                }
            );

            validator.ReadAndValidate(sample, Now).Findings.ShouldBeEmpty($"{message}, seed {seed}");
            new EnsValidator(Two).ReadAndValidate(sample, Now).Findings.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("IE3F52", "3", "N730")]
    [InlineData("IE3F56", "2", "N720")]
    public void The_new_filings_travel_by_road_and_rail_with_a_master_document(string message, string mode, string document)
    {
        var sample = new SampleWriter(Three).Compose(message, new SampleOptions { Seed = 3, Now = Now });

        sample.Text("activeBorderTransportMeans/ModeOfTransport").ShouldBe(mode);
        sample.Text("consignmentMasterLevel/transportDocumentMasterLevel/type").ShouldBe(document);
        sample.Text("SpecificCircumstanceIndicator").ShouldBe(message[3..]);
    }

    [Fact]
    public void A_telephone_number_is_held_against_R3006_whatever_its_means_type_is_called()
    {
        var text = Encoding.UTF8.GetString(new SampleWriter(Three).Write("IE3F52", new SampleOptions { Seed = 3, Now = Now }));
        var editor = new MessageEditor(text, Three);
        editor.Set("declarant/communication/meansType", "TE").Set("declarant/communication/identifier", "0123 4567");

        Validate(editor).ShouldBe(["R3006"]);
    }

    [Theory]
    [InlineData("consignmentMasterLevel/consignee", "US12-3456789", "R3005 of version 2 is not asked here, a TIN will do")]
    [InlineData("consignmentMasterLevel/consignee", "ZZ123456789", "R3005")]
    [InlineData("consignmentMasterLevel/consignee", "1234567", "R3005")]
    [InlineData("declarant", "US123456789", "R3005")]
    public void A_TIN_will_do_for_the_parties_that_the_pack_names(string party, string number, string expected)
    {
        var text = Encoding.UTF8.GetString(new SampleWriter(Three).Write("IE3F52", new SampleOptions { Seed = 5, Now = Now }));
        var editor = new MessageEditor(text, Three).Set(party + "/identificationNumber", number);

        Validate(editor).ShouldBe(expected is "R3005" ? ["R3005"] : []);
    }

    private static IEnumerable<string> Validate(MessageEditor editor) =>
        new EnsValidator(Three).ReadAndValidate(Encoding.UTF8.GetBytes(editor.ToString()), Now).Findings.Select(finding => finding.Rule);
}
