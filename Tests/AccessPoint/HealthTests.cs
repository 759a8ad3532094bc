using System.Net;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Storing;
using Ics2.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

/// <summary>Ready means that what is acknowledged is kept.</summary>
public sealed class HealthTests(PkiFixture pki) : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private long _room = long.MaxValue;

    [Fact]
    public async Task Nothing_is_wrong_with_a_store_that_takes_changes()
    {
        await using var store = SqliteStore.Open(_folder.Path);

        using var health = Health(store);
        (await health.ProblemAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_disk_without_room_for_the_largest_message_is_said_until_there_is_room_again()
    {
        await using var store = SqliteStore.Open(_folder.Path);
        using var health = Health(store);
        _room = Ics2.AccessPoint.Hosting.Health.LeastBytes - 1;

        (await health.ProblemAsync()).ShouldNotBeNull().ShouldStartWith("the disk of the data folder has 63 MB left, and 64 MB are needed");

        _room++;
        (await health.ProblemAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_can_be_read_but_not_written_is_said_until_it_can()
    {
        await using var store = SqliteStore.Open(_folder.Path);
        using var health = Health(store);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.Path, "accesspoint.db")}"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync(other, "CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

            (await health.ProblemAsync()).ShouldNotBeNull().ShouldContain("the store takes no change: ");
            (await health.ProblemAsync()).ShouldNotBeNull(); // and asks again each time
            await ExecuteAsync(other, "DROP TRIGGER full");
        }

        (await health.ProblemAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_went_back_behind_what_is_on_record_is_said_until_it_has_caught_up()
    {
        await using var store = SqliteStore.Open(_folder.Path);
        using var health = Health(store);
        _clock.Advance(TimeSpan.FromHours(1));
        (await health.ProblemAsync()).ShouldBeNull();
        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(-4));
        (await health.ProblemAsync()).ShouldBeNull(); // set right in a small step

        _clock.AdjustTime(_clock.GetUtcNow().AddMinutes(-30));
        (await health.ProblemAsync()).ShouldNotBeNull().ShouldStartWith("the clock went back");
        _clock.Advance(TimeSpan.FromMinutes(31));
        (await health.ProblemAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_went_back_while_nothing_ran_is_told_by_what_is_on_record()
    {
        await using (var host = await RunningHost.StartAsync(pki, _folder.Path))
        {
            var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1"));
            (await host.PostAsync(pki.Trader, filing)).Status.ShouldBe(200);
        }

        var past = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-2));
        await using var again = await RunningHost.StartAsync(pki, _folder.Path, options => options with { Clock = past });
        using var health = await again.GetResponseAsync("/health/ready");

        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await health.Content.ReadAsStringAsync(again.Patience)).ShouldContain("the clock went back");
        using var live = await again.GetResponseAsync("/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Health Health(SqliteStore store) => new(store, _clock, () => _room);

#pragma warning disable CA2100 // the tests' own
    private static async Task ExecuteAsync(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
#pragma warning restore CA2100
}
