using System.Text;
using Ics2.AccessPoint.Settings;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>Two versions of the messages at one access point (F-16 of field.md), the later one made: fixtures/packs/made-3.</summary>
public sealed class VersionTests(PkiFixture pki) : IDisposable
{
    private static readonly SpecPack Two = SpecPack.Embedded();
    private static readonly SpecPack Three = MadeVersion.Pack;

    // The last day on which everything of version 2 is taken.
    private static readonly DateTimeOffset Before = new(2026, 2, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset After = Before.AddDays(1);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task F_16_a_filing_of_version_3_is_registered_and_answered_in_version_3_under_its_agreement()
    {
        await using var host = await StartAsync(After);

        var (header, registered) = (await SendAsync(host, Three, "IE3F52", "V3-F52", After)).ShouldHaveSingleItem();

        registered.Id.ShouldBe("IE3R01");
        header.Agreement!.Value.ShouldBe("MADE-ICS2-TI-V3.0");
        await AssessAsync(host, registered.Mrn!);
        var (later, notice) = (await SentAsync(host, Three, "IE3N03")).ShouldHaveSingleItem();
        later.Agreement!.Value.ShouldBe("MADE-ICS2-TI-V3.0");
        notice.Mrn.ShouldBe(registered.Mrn);
    }

    [Fact]
    public async Task F_16_a_filing_of_version_2_is_refused_from_the_day_on_which_only_the_later_version_is_taken()
    {
        await using var host = await StartAsync(After);

        var (header, refusal) = (await SendAsync(host, Two, "IE3F10", "V2-F10", After)).ShouldHaveSingleItem();

        refusal.Id.ShouldBe("IE3N99");
        header.Agreement!.Value.ShouldBe(TraderKit.Profile.Agreement, "a refusal speaks the version of what it refuses");
        refusal.All("error").ShouldHaveSingleItem();
        refusal.Text("error/validationCode").ShouldBe("12");
        refusal.Text("error/description")!.ShouldContain("since 2026-02-03");
        refusal.Text("error/technicalErrorMessage")!.ShouldContain("VER01");
        (refusal.Text("error/description") + refusal.Text("error/technicalErrorMessage")).ShouldContain(Three.Version);
        (await SendAsync(host, Two, "IE3A50", "V2-A50", After)).ShouldHaveSingleItem().Document.Id.ShouldBe("IE3N99");
    }

    [Theory]
    [InlineData("IE3F10", true)]
    [InlineData("IE3F12", false)]
    [InlineData("IE3F20", false)]
    public async Task F_16_before_that_day_and_for_messages_that_are_not_past_version_2_is_taken(string message, bool isBefore)
    {
        var now = isBefore ? Before : After;
        await using var host = await StartAsync(now);

        var (header, registered) = (await SendAsync(host, Two, message, "V2-" + message, now)).ShouldHaveSingleItem();

        registered.Id.ShouldBe("IE3R01");
        header.Agreement!.Value.ShouldBe(TraderKit.Profile.Agreement);
    }

    [Fact]
    public async Task F_16_whatever_customs_says_later_of_a_filing_is_of_its_version()
    {
        await using var host = await StartAsync(Before);
        var two = (await SendAsync(host, Two, "IE3F50", "V2-F50", Before)).ShouldHaveSingleItem().Document.Mrn!;
        var three = (await SendAsync(host, Three, "IE3F50", "V3-F50", Before)).ShouldHaveSingleItem().Document.Mrn!;
        (await host.PostJsonAsync("/clock/advance", new { by = "24h" })).Dispose();

        await AssessAsync(host, two);
        await AssessAsync(host, three);

        (await SentAsync(host, Two, "IE3N03")).ShouldHaveSingleItem().Document.Mrn.ShouldBe(two);
        (await SentAsync(host, Three, "IE3N03")).ShouldHaveSingleItem().Document.Mrn.ShouldBe(three);
    }

    [Fact]
    public async Task F_16_a_document_of_one_version_under_the_agreement_of_another_is_refused()
    {
        await using var host = await StartAsync(Before);

        var (header, refusal) = (await SendAsync(host, Two, "IE3F50", Sample(Three, "IE3F50", "MIXED", Before))).ShouldHaveSingleItem();

        refusal.Id.ShouldBe("IE3N99");
        header.Agreement!.Value.ShouldBe(TraderKit.Profile.Agreement);
    }

    [Fact]
    public async Task F_16_a_message_that_only_the_later_version_has_is_unknown_to_the_earlier_one()
    {
        await using var host = await StartAsync(Before);

        (await SendAsync(host, Two, "IE3F52", Sample(Three, "IE3F52", "UNKNOWN", Before)))
            .ShouldHaveSingleItem()
            .Document.Id.ShouldBe("IE3N99");
    }

    [Fact]
    public async Task A_version_alone_refuses_nothing_of_its_own_as_past()
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { CustomsClock = new ManualClock(After) }
        );

        (await SendAsync(host, Two, "IE3F10", "V2-ALONE", After)).ShouldHaveSingleItem().Document.Id.ShouldBe("IE3R01");
    }

    public void Dispose() => _folder.Dispose();

    private Task<RunningHost> StartAsync(DateTimeOffset now) =>
        RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { LaterSpecPacks = [Three], CustomsClock = new ManualClock(now) }
        );

    private static string Sample(SpecPack pack, string message, string lrn, DateTimeOffset now) =>
        Encoding.UTF8.GetString(
            new SampleWriter(pack).Write(
                message,
                new SampleOptions
                {
                    Seed = 7 + lrn.Sum(character => character),
                    Now = now,
                    Lrn = Lrn.Parse(lrn),
                    Declarant = Eori.Parse(TraderEori),
                }
            )
        );

    private const string TraderEori = "BE0123456789";

    private Task<IReadOnlyList<(UserMessage Header, EnsMessage Document)>> SendAsync(
        RunningHost host,
        SpecPack version,
        string action,
        string lrn,
        DateTimeOffset now
    ) => SendAsync(host, version, action, Sample(version, action, lrn, now));

    // Sends under the agreement of a version, and gives the replies, which must be of that version.
    private async Task<IReadOnlyList<(UserMessage Header, EnsMessage Document)>> SendAsync(
        RunningHost host,
        SpecPack version,
        string action,
        string xml
    )
    {
        var header = pki.Trader.Header(action);
        header = header with { Agreement = header.Agreement! with { Value = version.Agreement ?? TraderKit.Profile.Agreement } };
        var message = pki.Trader.Lodge(header, xml);
        (await host.PostAsync(pki.Trader, message)).Status.ShouldBe(200);
        await host.UntilAsync(
            "/messages/" + message.MessageId.Value,
            row => row.GetProperty("state").GetString() is "processed" or "failed"
        );
        return [.. (await SentAsync(host, version)).Where(sent => sent.Header.RefToMessageId == message.MessageId.Value)];
    }

    // What customs sent in a version, which its agreement tells; each is held against its tables.
    private static async Task<IReadOnlyList<(UserMessage Header, EnsMessage Document)>> SentAsync(
        RunningHost host,
        SpecPack version,
        string? action = null
    )
    {
        var sent = new List<(UserMessage, EnsMessage)>();
        foreach (var row in (await host.GetAsync("/messages?direction=out&limit=1000")).GetProperty("messages").EnumerateArray())
        {
            using var raw = await host.GetResponseAsync($"/messages/{row.GetProperty("messageId").GetString()}/raw");
            var wire = new WireMessage(
                raw.Headers.GetValues("X-As4-Content-Type").Single(),
                await raw.Content.ReadAsByteArrayAsync(host.Patience)
            );
            var header = ReceivingBench.Read(wire).UserMessage.ShouldNotBeNull();
            if (
                header.Agreement!.Value == (version.Agreement ?? TraderKit.Profile.Agreement)
                && (action is null || header.Action == action)
            )
            {
                sent.Add(AccessPointHostTests.Open(wire, version));
            }
        }

        return sent;
    }

    private static async Task AssessAsync(RunningHost host, string mrn)
    {
        using var response = await host.PostJsonAsync($"/filings/{mrn}/actions", new { action = "setRiskResult", result = "noRisk" });
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(host.Patience));
    }
}
