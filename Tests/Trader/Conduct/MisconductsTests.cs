using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Trader.Conduct;

public sealed class MisconductsTests
{
    [Fact]
    public void Every_misconduct_has_a_name_of_its_own_and_says_in_one_line_what_it_is()
    {
        Misconducts.All.Select(misconduct => misconduct.Name).ShouldBeUnique(StringComparer.Ordinal);
        Misconducts.All.ShouldAllBe(misconduct =>
            misconduct.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && misconduct.Text.Length > 20
            && !misconduct.Text.Contains('\n')
        );
    }

    [Fact]
    public void Several_are_given_with_commas()
    {
        Misconducts.TryParse(" lost-answer, New-Message-Id,", out var conduct, out _).ShouldBeTrue();
        conduct.ShouldBe([SendingMisconduct.LostAnswer, ReceivingMisconduct.NewMessageId]);
        Misconducts.TryParse(null, out conduct, out _).ShouldBeTrue();
        conduct.ShouldBeEmpty();
    }

    [Fact]
    public void A_trader_json_names_its_misconduct_and_one_that_there_is_not_is_refused_with_all_that_there_are()
    {
        using var world = new TraderWorld();
        world.Write(world.Settings with { Conduct = "no-retry" });
        using (var folder = TraderFolder.Open(world.Path))
        {
            Misconducts.Of(folder).ShouldBe([ReceivingMisconduct.NoRetry]);
        }

        world.Write(world.Settings with { Conduct = "no-manners" });
        using var unmannered = TraderFolder.Open(world.Path);
        var refused = Should.Throw<TraderFolderException>(() => new TraderClient(unmannered));
        new[] { "'conduct'", "'no-manners'", "no-retry", "unsealed-message" }.ShouldAllBe(part => refused.Message.Contains(part));
    }

    [Fact]
    public void A_trader_json_without_misconduct_does_not_speak_of_it()
    {
        using var world = new TraderWorld();
        File.ReadAllText(Path.Combine(world.Path, TraderFolder.SettingsFile)).ShouldNotContain("conduct");
        Misconducts.Of(world.Folder).ShouldBeEmpty();
    }
}
