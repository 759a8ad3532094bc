using Ics2.Tests.Support;
using Ics2.Trust.Lists;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Trust;

public sealed class TrustedListStoreTests : IAsyncLifetime
{
    private readonly RunningServices _services = new();
    private readonly FakeTimeProvider _network = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task The_last_good_lists_are_kept_while_downloads_fail_and_the_reason_is_shown()
    {
        using var store = Store();
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
        store.States.ShouldAllBe(state => state.Problem == null);

        _services.Host.Faults["lists"].Set(new FaultOrder(ServiceFault.Unavailable));
        _network.Advance(TimeSpan.FromHours(2));
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
        store.States.ShouldAllBe(state => state.Problem!.Contains("503", StringComparison.Ordinal) && state.List != null);

        _services.Host.Faults["lists"].Set(new FaultOrder(ServiceFault.Garbled));
        _network.Advance(TimeSpan.FromSeconds(20));
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
        store.States[0].Problem.ShouldNotBeNull().ShouldContain("cannot be read");

        _services.Host.Faults["lists"].Set(new FaultOrder(ServiceFault.None));
        _network.Advance(TimeSpan.FromSeconds(20));
        await store.CurrentAsync(registeringState: null, Ct);
        store.States.ShouldAllBe(state => state.Problem == null);
    }

    [Fact]
    public async Task Without_any_list_no_CA_is_accepted_and_loading_is_tried_again_soon()
    {
        _services.Host.Faults["lists"].Set(new FaultOrder(ServiceFault.Unavailable));
        using var store = Store();
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(0);
        _services.Host.Faults["lists"].Set(new FaultOrder(ServiceFault.None));
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(0);
        _network.Advance(TimeSpan.FromSeconds(20));
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
    }

    [Fact]
    public async Task Lists_whose_next_update_is_past_are_loaded_again()
    {
        var clock = new FakeTimeProvider(_services.Now);
        using var store = new TrustedListStore(
            _services.Host.ListAccess,
            new HttpLists(_services.Http, TimeSpan.FromSeconds(10)),
            clock,
            _network
        );
        await store.CurrentAsync(registeringState: null, Ct);
        clock.Advance(TimeSpan.FromDays(200));
        await store.CurrentAsync(registeringState: null, Ct);
        store.States.ShouldAllBe(state => state.LoadedAt == clock.GetUtcNow());
    }

    [Fact]
    public async Task Overdue_lists_are_used_and_reported_and_not_loaded_at_every_question()
    {
        var source = new Recorded(new HttpLists(_services.Http, TimeSpan.FromSeconds(10)));
        using var store = new TrustedListStore(
            _services.Host.ListAccess,
            source,
            new FakeTimeProvider(_services.Now.AddYears(1)),
            _network
        );
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
        store.States.ShouldAllBe(state => state.IsOverdue(_services.Now.AddYears(1)) && !state.IsOverdue(_services.Now));
        var loaded = source.Count;
        await store.CurrentAsync(registeringState: null, Ct);
        source.Count.ShouldBe(loaded);
    }

    [Fact]
    public async Task A_state_nobody_named_before_costs_one_list_and_one_that_is_missing_is_not_asked_for_again_soon()
    {
        var source = new Recorded(new HttpLists(_services.Http, TimeSpan.FromSeconds(10)));
        using var store = new TrustedListStore(_services.Host.ListAccess, source, _services.Shared.Clock, _network);
        await store.CurrentAsync(registeringState: null, Ct);
        var before = source.Count;
        (await store.CurrentAsync("FR", Ct)).ServiceCount.ShouldBe(4);
        await store.CurrentAsync("zz", Ct);
        source.Count.ShouldBe(before + 2);
        _network.Advance(TimeSpan.FromMinutes(1));
        await store.CurrentAsync("zz", Ct);
        (await store.CurrentAsync("FR", Ct)).ServiceCount.ShouldBe(4);
        source.Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task An_older_list_sent_again_is_not_taken()
    {
        var source = new Recorded(new HttpLists(_services.Http, TimeSpan.FromSeconds(10)));
        using var store = new TrustedListStore(_services.Host.ListAccess, source, _services.Shared.Clock, _network);
        await store.CurrentAsync(registeringState: null, Ct);
        var later = await LaterListsAsync();
        source.Replace(later);
        await store.RefreshAsync(Ct);
        source.Replace(new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));
        await store.RefreshAsync(Ct);
        store.States[0].Problem.ShouldNotBeNull().ShouldContain("old list is sent again");
        store.States[0].List.ShouldNotBeNull().IssuedAt.ShouldBe(_services.Now.AddDays(100));
    }

    [Fact]
    public async Task Lists_work_from_a_folder_and_a_location_cannot_leave_it()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-lists-");
        foreach (
            var (file, savedAs) in new[]
            {
                (FolderLists.ListOfLists, FolderLists.ListOfLists),
                ("be-tl.xml", "BE.xml"),
                ("de-tl.xml", "de-tl.xml"),
            }
        )
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, savedAs),
                await _services.Http.GetByteArrayAsync(new Uri(_services.Host.TrustedLists, file), Ct),
                Ct
            );
        }

        var source = new FolderLists(folder.FullName);
        Should.Throw<FileNotFoundException>(() => source.Options());
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, FolderLists.Signers),
            _services.Pki.ListOfListsSigner.ExportCertificatePem(),
            Ct
        );
        using var store = new TrustedListStore(source.Options(), source, _services.Shared.Clock);
        (await store.CurrentAsync(registeringState: null, Ct)).ServiceCount.ShouldBe(3);
        foreach (var location in new[] { "../../etc/passwd", "http://x/..%2F..%2Fetc%2Fpasswd", "", "http://x/" })
        {
            await Should.ThrowAsync<FileNotFoundException>(() => source.FetchAsync(location, territory: "../x", Ct));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_list_of_another_territory_at_the_place_of_a_national_list_is_refused()
    {
        var source = new Recorded(new HttpLists(_services.Http, TimeSpan.FromSeconds(10)));
        var de = new Uri(_services.Host.TrustedLists, "de-tl.xml").AbsoluteUri;
        source.Replace(
            new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
            {
                [de] = await _services.Http.GetByteArrayAsync(new Uri(_services.Host.TrustedLists, "be-tl.xml"), Ct),
            }
        );
        using var store = new TrustedListStore(_services.Host.ListAccess, source, _services.Shared.Clock, _network);
        await store.CurrentAsync(registeringState: null, Ct);
        store
            .States.Single(state => string.Equals(state.Location, de, StringComparison.Ordinal))
            .Problem.ShouldNotBeNull()
            .ShouldContain("expected DE");
    }

    private TrustedListStore Store() =>
        new(_services.Host.ListAccess, new HttpLists(_services.Http, TimeSpan.FromSeconds(10)), _services.Shared.Clock, _network);

    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> LaterListsAsync()
    {
        var clock = new FakeTimeProvider(_services.Now.AddDays(100));
        var folder = Directory.CreateTempSubdirectory("ics2-services-");
        await using var later = await TrustServiceHost.StartAsync(_services.Pki, new TrustServiceOptions(folder.FullName), clock, Ct);
        var list = await _services.Http.GetByteArrayAsync(later.TrustedLists, Ct);
        folder.Delete(recursive: true);
        return new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [_services.Host.TrustedLists.AbsoluteUri] = list };
    }

    private sealed class Recorded(IListSource inner) : IListSource
    {
        private int _count;
        private Dictionary<string, ReadOnlyMemory<byte>> _replaced = new(StringComparer.Ordinal);

        public void Replace(Dictionary<string, ReadOnlyMemory<byte>> lists) => _replaced = lists;

        public int Count => _count;

        public async Task<ReadOnlyMemory<byte>> FetchAsync(string location, string? territory, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _count) > 0 && _replaced.TryGetValue(location, out var list)
                ? list
                : await inner.FetchAsync(location, territory, cancellationToken);
    }
}
