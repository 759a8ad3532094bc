using System.Runtime.Versioning;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>What a simulator and a trader keep is for their owner alone, and for no repository.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests(PkiFixture pki) : IDisposable
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Nobody_else_can_read_what_a_simulator_and_a_trader_keep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        using var prepared = new PreparedData(pki);
        var (data, trader) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "trader"));
        await using (var customs = await Ics2Simulator.StartAsync(new SimulatorOptions(data) { CertificatesFrom = prepared.Data }))
        {
            var enrolled = await customs.Enrolment.EnrolAsync(new("BE0123456789"), TestContext.Current.CancellationToken);
            using var wire = new WireTrader(customs.AccessPoint.As4, enrolled, trader);
            var filing = wire.Filing();
            (await wire.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
            foreach (var folder in new[] { data, trader })
            {
                var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
                entries.Count.ShouldBeGreaterThan(4);
                entries
                    .Where(entry => (entry.UnixFileMode & OfOthers) != UnixFileMode.None)
                    .Select(entry => entry.FullName)
                    .ShouldBeEmpty();
                (File.GetUnixFileMode(folder) & OfOthers).ShouldBe(UnixFileMode.None);
                (await File.ReadAllTextAsync(Path.Combine(folder, ".gitignore"), TestContext.Current.CancellationToken)).ShouldBe("*\n");
            }
        }
    }

    [Fact]
    public async Task A_store_that_was_kept_for_everybody_to_read_is_so_no_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        var file = Path.Combine(_folder.Path, "accesspoint.db");
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var store = Ics2.AccessPoint.Storing.SqliteStore.Open(_folder.Path);

        (File.GetUnixFileMode(file) & OfOthers).ShouldBe(UnixFileMode.None);
    }

    public void Dispose() => _folder.Dispose();
}
