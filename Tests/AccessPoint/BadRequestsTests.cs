using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>
/// Bad input of the life cycle over the whole way, from the sealed message to the sealed reply: the answer of the specification, and
/// nothing changed.
/// </summary>
public sealed class BadRequestsTests(PkiFixture pki) : IDisposable
{
    private const string Unknown = "26DE00000000001AT2";
    private const string Me = "BE0123456789";
    private const string Somebody = "NL0123456789";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task An_unknown_MRN_is_code_90_or_97_whatever_is_asked_of_it()
    {
        await using var life = await StartAsync();
        var xml = AccessPointHostTests.Sample("LRN-1");

        (await life.RefusedAsync("IE3A10", WireLife.Amendment(xml, Unknown))).ShouldBe("IE3N01 90");
        (await life.RefusedAsync("IE3Q04", WireLife.Invalidation(Unknown, xml, Me))).ShouldBe("IE3N01 90");
        (await life.RefusedAsync("IE3R02", WireLife.Answer(Unknown, "26BE0000000009901"))).ShouldBe("IE3N99 90");
        (await life.RefusedAsync("IE3Q05", WireLife.Question(Unknown, Me, "Q-1"))).ShouldBe("IE3N99 97");
        // registered, and matching nothing (DEC-12)
        (await life.SendAsync("IE3N06", WireLife.Arrival("ARR-1", Unknown, xml)))
            .ShouldHaveSingleItem()
            .Id.ShouldBe("IE3R04");
        (await life.SentAsync()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Somebody_elses_MRN_can_be_neither_amended_invalidated_answered_for_nor_seen()
    {
        await using var life = await StartAsync();
        var (mrn, xml) = await life.FileAsync("RFI-1");
        var before = await life.StateAsync(mrn);
        var foreign = xml.Replace(Me, Somebody, StringComparison.Ordinal);

        (await life.RefusedAsync("IE3A10", WireLife.Amendment(foreign, mrn), pki.Other)).ShouldBe("IE3N01 104");
        (await life.RefusedAsync("IE3Q04", WireLife.Invalidation(mrn, xml, Somebody), pki.Other)).ShouldBe("IE3N01 96");
        (await life.RefusedAsync("IE3R02", WireLife.Answer(mrn, await life.ReferenceAsync(mrn), Somebody), pki.Other)).ShouldBe(
            "IE3N99 96"
        );
        (await life.RefusedAsync("IE3Q05", WireLife.Question(mrn, Somebody, "Q-1"), pki.Other)).ShouldBe("IE3N99 97");

        (await life.StateAsync(mrn)).ShouldBe(before);
    }

    [Fact]
    public async Task An_amendment_before_the_reply_has_no_MRN_to_speak_of()
    {
        await using var life = await StartAsync();
        var xml = AccessPointHostTests.Sample("MUTE-1");
        (await life.SendAsync("IE3F10", xml)).ShouldBeEmpty();

        (await life.RefusedAsync("IE3A10", WireLife.Amendment(xml, Unknown))).ShouldBe("IE3N01 90");
        (await life.Host.GetAsync("/filings")).GetProperty("filings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Answers_to_requests_that_are_closed_answered_or_of_another_filing_change_nothing()
    {
        await using var life = await StartAsync();
        var (mrn, _) = await life.FileAsync("WAIT-1");
        await life.ActAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFI",
                text = "What is it?",
            }
        );
        var closed = await life.ReferenceAsync(mrn);
        await life.ActAsync(mrn, new { action = "closeReferral", reference = closed });
        var before = await life.StateAsync(mrn);
        (await life.RefusedAsync("IE3R02", WireLife.Answer(mrn, closed))).ShouldBe("IE3N99 92");
        (await life.StateAsync(mrn)).ShouldBe(before);

        await life.ActAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFI",
                text = "And?",
            }
        );
        var open = await life.ReferenceAsync(mrn);
        var (other, _) = await life.FileAsync("WAIT-2");
        (await life.RefusedAsync("IE3R02", WireLife.Answer(other, open))).ShouldBe("IE3N99 96");
        (await life.SendAsync("IE3R02", WireLife.Answer(mrn, open))).ShouldBeEmpty(); // accepted answers have no reply
        (await life.RefusedAsync("IE3R02", WireLife.Answer(mrn, open))).ShouldBe("IE3N99 92");
        (await life.RefusedAsync("IE3R02", WireLife.Answer(mrn, "26BE0000000009901"))).ShouldBe("IE3N99 98");
    }

    [Fact]
    public async Task A_second_arrival_is_registered_and_told_that_the_state_is_wrong()
    {
        await using var life = await StartAsync();
        var (mrn, xml) = await life.FileAsync("LRN-1");
        (await life.SendAsync("IE3N06", WireLife.Arrival("ARR-1", mrn, xml))).ShouldHaveSingleItem().Id.ShouldBe("IE3R04");
        var before = await life.StateAsync(mrn);
        before.ShouldContain("\"arrived\"");

        (await life.RefusedAsync("IE3N06", WireLife.Arrival("ARR-1", mrn, xml))).ShouldBe("IE3N99 94");
        (await life.SendAsync("IE3N06", WireLife.Arrival("ARR-2", mrn, xml))).ShouldHaveSingleItem().Id.ShouldBe("IE3R04");

        (await life.SentAsync()).Count(action => action == "IE3N07").ShouldBe(1);
        (await life.StateAsync(mrn)).ShouldBe(before);
        (
            await life.RefusedAsync("IE3F10", AccessPointHostTests.Sample("LRN-1").Replace("LRN-1", "LRN-2", StringComparison.Ordinal))
        ).ShouldStartWith("IE3N01"); // the document is taken, and its ship has come
    }

    [Fact]
    public async Task A_filing_is_invalidated_once_and_amended_no_more()
    {
        await using var life = await StartAsync();
        var (mrn, xml) = await life.FileAsync("LRN-1");
        (await life.SendAsync("IE3Q04", WireLife.Invalidation(mrn, xml, Me))).ShouldHaveSingleItem().Id.ShouldBe("IE3R07");
        var before = await life.StateAsync(mrn);
        (await life.RefusedAsync("IE3Q04", WireLife.Invalidation(mrn, xml, Me))).ShouldBe("IE3N01 72");
        (await life.RefusedAsync("IE3A10", WireLife.Amendment(xml, mrn))).ShouldBe("IE3N01 72");
        (
            await life.RefusedAsync("IE3A10", WireLife.Amendment(xml, mrn).Replace("<MRN>", "<MRN>X", StringComparison.Ordinal))
        ).ShouldStartWith("IE3N99");
        (await life.StateAsync(mrn)).ShouldBe(before);
    }

    public void Dispose() => _folder.Dispose();

    private Task<WireLife> StartAsync() => WireLife.StartAsync(pki, _folder.Path, TimeProvider.System.GetUtcNow());
}
