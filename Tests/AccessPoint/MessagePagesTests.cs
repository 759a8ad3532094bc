using Ics2.AccessPoint.Storing;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

public sealed class MessagePagesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_list_of_both_directions_is_read_page_by_page_without_a_gap_or_a_repetition(int limit)
    {
        using var folder = new TempFolder();
        await using var store = SqliteStore.Open(folder.Path);
        for (var i = 0; i < 9; i++)
        {
            var sequence = await StoreTests.RecordAsync(store, $"in-{i}@x");
            if (i % 3 == 0)
            {
                await store.CompleteAsync(
                    sequence,
                    StoreTests.Decision(
                        $"in-{i}@x",
                        $"lrn-{i}",
                        $"26BE{i}123456789AAT0",
                        StoreTests.Outgoing($"a-{i}@x"),
                        StoreTests.Outgoing($"b-{i}@x")
                    )
                );
            }
        }

        var all = store.Messages(new MessageQuery(null, null, 100)).Select(row => row.MessageId).ToList();
        all.Count.ShouldBe(15);

        var back = new List<MessageRow>();
        while (store.Messages(new MessageQuery(null, null, limit, Before: back.LastOrDefault()?.Place)) is { Count: > 0 } page)
        {
            back.AddRange(page);
        }

        back.Select(row => row.MessageId).ShouldBe(all);
        var forth = new List<MessageRow> { back[^1] };
        while (store.Messages(new MessageQuery(null, null, limit, After: forth[0].Place)) is { Count: > 0 } page)
        {
            forth.InsertRange(0, page);
        }

        forth.Select(row => row.MessageId).ShouldBe(all);
    }
}
