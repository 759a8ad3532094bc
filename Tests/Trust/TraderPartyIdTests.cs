using CsCheck;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.Trust;

public sealed class TraderPartyIdTests
{
    [Theory]
    [InlineData("BE0123456789", null, "BE0123456789", null, "BE")]
    [InlineData("FI1234567-8", null, "FI1234567-8", null, "FI")]
    [InlineData("desk1@FI1234567-8@SE", "desk1", "FI1234567-8", "SE", "SE")]
    [InlineData("node1@BE0123456789", "node1", "BE0123456789", null, "BE")]
    [InlineData("BE0123456789@DE", null, "BE0123456789", "DE", "DE")]
    [InlineData("node1@BE0123456789@DE", "node1", "BE0123456789", "DE", "DE")]
    public void The_four_forms_are_read_and_written_back(string text, string? system, string eori, string? state, string registeringState)
    {
        TraderPartyId.TryParse(text, out var id, out var why).ShouldBeTrue(why);
        id.ShouldBe(new TraderPartyId(system, eori, state));
        id.ToString().ShouldBe(text);
        id.RegisteringState.ShouldBe(registeringState);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("be0123456789", "not an EORI")]
    [InlineData("BE", "not an EORI")]
    [InlineData("BE0123456789\n", "not an EORI")]
    [InlineData("BE01234567890123456789", "not an EORI")]
    [InlineData("no-de@BE0123456789", "system part")]
    [InlineData("thirteenchars@BE0123456789", "system part")]
    [InlineData("@BE0123456789", "system part")]
    [InlineData("node@BE0123456789@de", "Member State")]
    [InlineData("node@BE0123456789@DEU", "Member State")]
    [InlineData("a@b@BE0123456789@DE", "two at most")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "characters")]
    public void What_is_no_party_id_is_refused_with_the_reason(string? text, string reason)
    {
        TraderPartyId.TryParse(text, out var id, out var why).ShouldBeFalse();
        id.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Every_party_id_that_can_be_built_reads_back_as_itself() =>
        Gen.Select(
                Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char.AlphaNumeric, 1, 12].Select(s => (string?)s)),
                Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 1, 15],
                Gen.OneOf(Gen.Const((string?)null), Gen.Const((string?)"FR"))
            )
            .Select(parts => new TraderPartyId(parts.Item1, "NL" + parts.Item2, parts.Item3))
            .Sample(id => TraderPartyId.TryParse(id.ToString(), out var read, out _) && read == id);

    [Fact]
    public void Any_text_is_either_read_or_refused_with_a_reason() =>
        Gen.String[0, 60]
            .Sample(text =>
                TraderPartyId.TryParse(text, out var id, out var why)
                    ? string.Equals(id.ToString(), text, StringComparison.Ordinal)
                    : why.Length > 0
            );
}
