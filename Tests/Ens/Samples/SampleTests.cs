using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;

namespace Ics2.Tests.Ens.Samples;

public sealed class SampleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly SpecPack Pack = SpecPack.Embedded();

    public static TheoryData<string> AllMessages => [.. Pack.MessageIds];

    [Theory]
    [MemberData(nameof(AllMessages))]
    public void A_hundred_seeds_of_each_message_validate_without_a_finding(string message)
    {
        var writer = new SampleWriter(Pack);
        var validator = new EnsValidator(Pack);
        for (var seed = 1; seed <= 100; seed++)
        {
            var bytes = writer.Write(
                message,
                new SampleOptions
                {
                    Seed = seed,
                    Now = Now,
                    Houses = (seed % 3) + 1,
                    Items = (seed % 4) + 1,
                }
            );

            validator.Validate(bytes).ShouldBeEmpty($"seed {seed}: {System.Text.Encoding.UTF8.GetString(bytes)}");
        }
    }

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        var options = new SampleOptions { Seed = 7, Now = Now };

        new SampleWriter(Pack).Write("IE3F10", options).ShouldBe(new SampleWriter(Pack).Write("IE3F10", options));
        new SampleWriter(Pack).Write("IE3F10", options with { Seed = 8 }).ShouldNotBe(new SampleWriter(Pack).Write("IE3F10", options));
    }

    [Fact]
    public void Houses_items_declarant_and_reference_are_as_asked_for()
    {
        var filing = new SampleWriter(Pack).Compose(
            "IE3F11",
            new SampleOptions
            {
                Now = Now,
                Houses = 5,
                Items = 3,
                Declarant = Eori.Parse("DE123456789"),
                Lrn = Lrn.Parse("MY-REF-1"),
            }
        );

        filing.All("consignmentMasterLevel/consignmentHouseLevel").Count().ShouldBe(5);
        filing.All("consignmentMasterLevel/consignmentHouseLevel/goodsItem").Count().ShouldBe(15);
        filing.Text("declarant/identificationNumber").ShouldBe("DE123456789");
        filing.Lrn.ShouldBe("MY-REF-1");
    }

    [Fact]
    public void Houses_are_cut_to_what_the_table_allows()
    {
        var filing = new SampleWriter(Pack).Compose("IE3F14", new SampleOptions { Now = Now, Houses = 500 });

        filing.All("consignmentMasterLevel/consignmentHouseLevel").Count().ShouldBe(99);
    }
}
