using Ics2.AccessPoint.Settings;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.EndToEnd;

/// <summary>A data folder that is not what it was: said in one sentence when the simulator starts.</summary>
public sealed class UsedFolderTests(PkiFixture pki) : IAsyncLifetime
{
    private readonly PreparedData _data = new(pki);

    private string Store => Path.Combine(_data.Data, AccessPointSettings.StoreFile);

    [Fact]
    public async Task A_folder_that_is_as_it_was_is_not_spoken_of() => (await StartAsync()).ShouldBeEmpty();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_is_gone_or_empty(bool leftEmpty)
    {
        foreach (var file in Directory.GetFiles(_data.Data, AccessPointSettings.StoreFile + "*"))
        {
            File.Delete(file);
        }

        if (leftEmpty)
        {
            await File.WriteAllBytesAsync(Store, [], TestContext.Current.CancellationToken);
        }

        (await StartAsync())
            .ShouldHaveSingleItem()
            .ShouldContain("accesspoint.db is gone or empty: what was acknowledged before is not on record");
    }

    [Fact]
    public async Task Certificates_that_are_missing_and_so_made_anew()
    {
        Directory.Delete(Path.Combine(_data.Data, "pki"), recursive: true);

        (await StartAsync()).ShouldHaveSingleItem().ShouldContain("The certificates are others than those this store was used with");
        (await StartAsync()).ShouldBeEmpty(); // said once
    }

    [Fact]
    public async Task A_damaged_page_of_the_store()
    {
        var store = await File.ReadAllBytesAsync(Store, TestContext.Current.CancellationToken);
        const int page = 4096;
        store.AsSpan(page + 100, 64).Fill(0xA5); // in the middle of the root page of the first table
        store.AsSpan(page, 8).Fill(0xFF);
        await File.WriteAllBytesAsync(Store, store, TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<InvalidDataException>(() => StartAsync());

        refused.Message.ShouldContain("accesspoint.db");
        refused.Message.ShouldContain("Restore it, or start with another --data folder.");
        refused.Message.ShouldNotContain("\n");
    }

    public async ValueTask InitializeAsync()
    {
        await using var customs = await Ics2Simulator.StartAsync(Options(new CollectedLogs()));
        await customs.Enrolment.EnrolAsync(new("BE0123456789"), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<string>> StartAsync()
    {
        var logs = new CollectedLogs();
        await using (await Ics2Simulator.StartAsync(Options(logs)))
        {
            return [.. logs.Warnings];
        }
    }

    private SimulatorOptions Options(CollectedLogs logs) => new(_data.Data) { Logs = logs, TraderKeys = new TraderKeys() };
}
