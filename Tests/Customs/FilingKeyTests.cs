using Ics2.Customs.Model;

namespace Ics2.Tests.Customs;

public sealed class FilingKeyTests
{
    // as4-profile a3: the four forms of a party id.
    [Theory]
    [InlineData("BE0123456789")]
    [InlineData("system2@BE0123456789")]
    [InlineData("BE0123456789@DE")]
    [InlineData("system2@BE0123456789@DE")]
    public void The_person_filing_is_the_same_by_whatever_system_and_wherever_its_seal_is_registered(string party) =>
        new FilingKey(party, "a@b").Eori.ShouldBe("BE0123456789");
}
