using System.Collections.Concurrent;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;

namespace Ics2.Tests.Steps.Clients;

/// <summary>A person is told what to do; what comes is recognised, what is wrong is bounded and explained.</summary>
public sealed class ManualTraderTests : IDisposable
{
    private static readonly byte[] Document =
        """<IE3F10 xmlns="urn:x"><LRN>WAIT-1</LRN><declarant><identificationNumber>BE1</identificationNumber></declarant></IE3F10>"""u8.ToArray();

    private readonly NotedCalls _calls = new();
    private readonly KeptTraders _kept = new([]);
    private readonly SaidByHand _guide = new();
    private readonly ConcurrentQueue<ExchangeView> _seen = [];
    private int _number;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _kept.Dispose();
        _calls.Dispose();
    }

    [Fact]
    public async Task A_person_is_told_to_lodge_and_the_message_is_recognised()
    {
        _guide.OnLine = WhenAsked(() => Came("IE3F10", "m1"));

        (await LodgeAsync()).ShouldBe(new Told("m1"));

        _guide.Lines[0].Kind.ShouldBe(GuideKind.SetUp);
        _guide.Lines[0].Folder.ShouldBe(_calls.Folder);
        var instruction = _guide.Lines.Single(line => line.Kind == GuideKind.Instruction);
        instruction.Text.ShouldStartWith($"Lodge an IE3F10 as {TraderPki.Eori}, any LRN that begins with WAIT-.");
        (instruction.Do, instruction.Message, instruction.Party).ShouldBe(("send", "IE3F10", TraderPki.Eori));
        instruction.SecondsLeft.ShouldBe(30);
        (await File.ReadAllBytesAsync(instruction.File!, Ct)).ShouldBe(Document);
        instruction.Facts!.ShouldHaveSingleItem().ShouldBe(new("/IE3F10/declarant/identificationNumber", "BE1"));
        _guide.Lines[^1].Kind.ShouldBe(GuideKind.Seen);
        _calls.Last.Outcome.ShouldBe("was done by hand");
    }

    [Fact]
    public async Task A_message_that_came_ahead_of_the_instruction_counts_and_one_sent_again_is_nothing_new()
    {
        Came("IE3F10", "m1");
        Came("IE3F10", "m2");
        await using var client = await StartAsync();
        (await LodgeAsync(client)).MessageId.ShouldBe("m1");
        Came("IE3F10", "m1"); // the client had no receipt for it
        (await LodgeAsync(client)).MessageId.ShouldBe("m2");
        _guide.Lines.ShouldAllBe(line => line.Kind != GuideKind.Wrong);
    }

    [Fact]
    public async Task The_wrong_thing_three_times_ends_the_scenario_and_says_nothing_about_the_client()
    {
        _guide.OnLine = WhenAsked(() => Array.ForEach(["IE3F11", "IE3F12", "IE3F13"], action => Came(action, action)));

        var ended = await Should.ThrowAsync<ScenarioEndedException>(LodgeAsync());

        ended.Status.ShouldBe(StepStatus.Inconclusive);
        ended.Message.ShouldBe(
            $"3 times something else came than IE3F10 of {TraderPki.Eori}: IE3F11, answered with a receipt; IE3F12, answered with a receipt; "
                + "IE3F13, answered with a receipt. That says nothing about the client."
        );
        _guide.Lines.Where(line => line.Kind == GuideKind.Wrong).Select(line => line.WrongTimes).ShouldBe([1, 2, 3]);
        _calls.Last.Remark.ShouldBe(ended.Message);
    }

    [Fact]
    public async Task Nothing_in_time_ends_the_scenario_with_what_came_instead()
    {
        _guide.OnLine = WhenAsked(() => Came("IE3F11", "m1"));

        var ended = await Should.ThrowAsync<ScenarioEndedException>(LodgeAsync(handTime: TimeSpan.FromSeconds(1)));

        ended.Status.ShouldBe(StepStatus.Inconclusive);
        ended.Message.ShouldStartWith($"IE3F10 of {TraderPki.Eori} was not seen in 1 s, but IE3F11, answered with a receipt");
    }

    [Fact]
    public async Task A_person_may_leave_a_scenario_with_a_reason_and_not_without()
    {
        _guide.Say(GuideCommand.Skip);
        _guide.Say(GuideCommand.Skip, "our product files no masters");

        var ended = await Should.ThrowAsync<ScenarioEndedException>(LodgeAsync());

        (ended.Status, ended.Message).ShouldBe((StepStatus.Skipped, "Left out by the tester: our product files no masters"));
        _guide.Lines.Single(line => line.Kind == GuideKind.Wrong).Text.ShouldContain("skip REASON");
    }

    [Fact]
    public async Task A_person_may_have_it_repeated_take_notes_and_say_that_it_is_done()
    {
        _guide.Say(GuideCommand.Note, "the button was grey at first");
        _guide.Say(GuideCommand.Repeat);
        _guide.Say(GuideCommand.Done);

        (await LodgeAsync()).ShouldBe(new Told());

        _guide.Lines.Count(line => line.Kind == GuideKind.Instruction).ShouldBe(2);
        _calls.Evidence.Timeline.ShouldHaveSingleItem().Note.ShouldBe("the button was grey at first");
        _calls.Last.Outcome.ShouldBe("was said to be done, and nothing was seen");
    }

    [Fact]
    public async Task A_pull_is_over_when_customs_says_that_nothing_waits()
    {
        Pulled("EBMS:0006"); // before the instruction, so it does not count
        _guide.OnLine = WhenAsked(() =>
        {
            Pulled(code: null);
            Pulled("EBMS:0006");
        });
        await using var client = await StartAsync();
        await client.CollectAsync(conduct: null, channel: null, Ct);
        _guide
            .Lines.Where(line => line.Kind == GuideKind.Seen)
            .Select(line => line.Text)
            .ShouldBe(["a pull request, brought IE3R01", "a pull request, answered with EBMS:0006"]);
    }

    [Fact]
    public async Task A_refused_pull_is_told_and_bounded()
    {
        _guide.OnLine = WhenAsked(() =>
        {
            Pulled("EBMS:0004", "refused");
            Pulled("EBMS:0103", "refused");
            Pulled("EBMS:0103", "refused");
        });
        await using var client = await StartAsync();
        (await Should.ThrowAsync<ScenarioEndedException>(client.CollectAsync(null, null, Ct))).Message.ShouldContain(
            "answered with EBMS:0004"
        );
    }

    [Fact]
    public async Task A_trader_that_customs_pushes_to_needs_an_address()
    {
        using var pushed = new TraderWorld(ReplyChannel.Push);
        var trader = new ManualTrader(_guide, TimeSpan.FromSeconds(1), _kept, pushUrl: null);
        var ended = await Should.ThrowAsync<ScenarioEndedException>(() => trader.StartAsync(Workplace.Open(pushed.Path), Ct));
        (ended.Status, ended.Message).ShouldBe(
            (StepStatus.Skipped, "Customs pushes to this trader, and nobody said where its client listens: give --push-url.")
        );
    }

    private Action<GuideLine> WhenAsked(Action act)
    {
        var asked = 0;
        return line =>
        {
            if (line.Kind == GuideKind.Instruction && Interlocked.Exchange(ref asked, 1) == 0)
            {
                act();
            }
        };
    }

    private void Came(string action, string messageId) => See("userMessage", action, messageId, new ExchangeAnswer("receipt"));

    private void Pulled(string? code, string verdict = "accepted") =>
        See(
            "pullRequest",
            null,
            $"p{_number}",
            code is null ? new ExchangeAnswer("message", "out", "IE3R01") : new ExchangeAnswer("error", Code: code),
            verdict
        );

    private void See(string kind, string? action, string messageId, ExchangeAnswer answer, string verdict = "accepted") =>
        _seen.Enqueue(
            new ExchangeView($"{++_number}", DateTimeOffset.UnixEpoch, TraderPki.Eori, "in", kind, action, messageId, null, verdict, answer)
        );

    private Task<ITraderAtWork> StartAsync(TimeSpan? handTime = null)
    {
        var place = new Workplace(_calls.Folder, _calls.Place.Settings, _calls.Evidence)
        {
            Scenario = _calls.Scenario,
            Seen = _ => Task.FromResult<IReadOnlyList<ExchangeView>>([.. _seen]),
        };
        return new ManualTrader(_guide, handTime ?? TimeSpan.FromSeconds(30), _kept, pushUrl: null).StartAsync(place, Ct);
    }

    private async Task<Told> LodgeAsync(TimeSpan? handTime = null)
    {
        await using var client = await StartAsync(handTime);
        return await LodgeAsync(client);
    }

    private static Task<Told> LodgeAsync(ITraderAtWork client) => client.LodgeAsync("IE3F10", Document, [], conduct: null, Ct);
}
