using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;

namespace Ics2.Tests.Trader.Receiving;

public sealed class InboxTests : IDisposable
{
    private readonly TraderWorld _world = new();

    public void Dispose() => _world.Dispose();

    // No id may choose its path; ids that look alike get files of their own, also where file names know no case.
    [Theory]
    [InlineData("../../../etc/passwd@x", "..\\..\\boot.ini@x")]
    [InlineData("aux@x", "AUX@x")]
    [InlineData("a:b*c?d\"e<f>g|h@x", "a:b*c?d\"e<f>g|i@x")]
    [InlineData("con@x", "con/@x")]
    public async Task Every_id_gets_a_file_of_its_own_inside_the_folder(string one, string other)
    {
        foreach (var text in new[] { one, other })
        {
            MessageId.TryParse(text, out var id, out _).ShouldBeTrue();
            _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01/>", id: id)).ThenNothing();
        }

        await using var client = _world.Client();
        (await client.PullAsync(TestContext.Current.CancellationToken)).MessageId.ShouldBe(one);
        (await client.PullAsync(TestContext.Current.CancellationToken)).MessageId.ShouldBe(other);
        var names = _world.InboxFiles().Select(file => Path.GetFileName(file)!).ToList();
        names.Count.ShouldBe(2);
        names.ShouldAllBe(name => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_' || c == '.'));
        client.Inbox.Find(one)!.MessageId.ShouldBe(one);
    }

    [Fact]
    public async Task The_longest_id_makes_no_name_too_long()
    {
        MessageId.TryParse(new string('a', 253) + "@x", out var id, out _).ShouldBeTrue();
        _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01/>", id: id)).ThenNothing();
        await using var client = _world.Client();
        (await client.PullAsync(TestContext.Current.CancellationToken)).Outcome.ShouldBe(PullOutcome.Received);
        Path.GetFileName(_world.InboxFiles()[0]).Length.ShouldBeLessThan(120);
    }

    [Fact]
    public async Task The_file_holds_the_message_as_it_is_written_for_programs()
    {
        _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01><MRN>1</MRN></IE3R01>")).ThenNothing();
        await using var client = _world.Client();
        var message = (await client.PullAsync(TestContext.Current.CancellationToken)).Message!;
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(_world.InboxFiles()[0], TestContext.Current.CancellationToken));
        file.RootElement.GetProperty("message").GetRawText().ShouldBe(JsonSerializer.Serialize(message, ReceivedCustomsMessage.Json));
    }

    [Fact]
    public async Task In_memory_too_a_repetition_is_told_from_a_new_message_and_nothing_is_written()
    {
        MessageId.TryParse("same@x", out var id, out _).ShouldBeTrue();
        for (var time = 0; time < 2; time++)
        {
            _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01/>", id: id)).ThenNothing();
        }

        await using var client = new TraderClient(_world.Folder, _world.Options with { KeepsInbox = false });
        (await client.PullAsync(TestContext.Current.CancellationToken)).Outcome.ShouldBe(PullOutcome.Received);
        var again = await client.PullAsync(TestContext.Current.CancellationToken);
        again.Outcome.ShouldBe(PullOutcome.Duplicate);
        again.Acknowledged.ShouldBeTrue();
        Directory.Exists(_world.Folder.InboxDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_but_messages_stays_in_the_folder_once_they_are_taken()
    {
        _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01/>")).ThenNothing();
        await using var client = _world.Client();
        await client.PullAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles(_world.Folder.InboxDirectory).ShouldBe(_world.InboxFiles());
        client.Inbox.Untaken().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_file_is_named()
    {
        var sent = _world.Customs.Message("<IE3R01/>");
        _world.Customs.ThenMessage(sent).ThenNothing();
        await using var client = _world.Client();
        await client.PullAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_world.InboxFiles()[0], "{ \"message\":", TestContext.Current.CancellationToken);
        Should.Throw<InvalidDataException>(() => client.Inbox.Find(sent.MessageId.Value)).Message.ShouldContain(_world.InboxFiles()[0]);
    }

    [Fact]
    public async Task When_the_inbox_cannot_be_written_no_receipt_leaves()
    {
        await File.WriteAllTextAsync(
            _world.Folder.InboxDirectory,
            "a file where the folder should be",
            TestContext.Current.CancellationToken
        );
        _world.Customs.ThenMessage(_world.Customs.Message("<IE3R01/>"));
        await using var client = _world.Client();
        await Should.ThrowAsync<IOException>(() => client.PullAsync(TestContext.Current.CancellationToken));
        _world.Customs.Requests.Count.ShouldBe(1);
        File.Delete(_world.Folder.InboxDirectory);
    }

    [Theory]
    [InlineData("<IE3N99><functionalReference>L</functionalReference></IE3N99>", "L", null)]
    [InlineData("<IE3N99><functionalReference>26BE00000000001AT0</functionalReference></IE3N99>", null, "26BE00000000001AT0")]
    [InlineData(
        "<IE3N02><documentIssueDate><DateTime>2026-01-01T00:00:00Z</DateTime></documentIssueDate><MRN> M </MRN></IE3N02>",
        null,
        "M"
    )]
    [InlineData("<x><Nested><LRN>inner</LRN></Nested><LRN>L</LRN><MRN/></x>", "L", null)]
    [InlineData("<x><LRN>L</LRN><next/><broken", "L", null)]
    [InlineData("not xml", null, null)]
    public async Task References_are_read_from_the_first_level_of_whatever_came(string xml, string? lrn, string? mrn)
    {
        _world.Customs.ThenMessage(_world.Customs.Message(xml)).ThenNothing();
        await using var client = _world.Client();
        var message = (await client.PullAsync(TestContext.Current.CancellationToken)).Message!;
        (message.Lrn, message.Mrn, message.Xml).ShouldBe((lrn, mrn, xml));
    }
}
