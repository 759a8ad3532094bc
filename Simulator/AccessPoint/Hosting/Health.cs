using System.Globalization;
using Ics2.AccessPoint.Storing;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Whether the access point can keep what it would acknowledge: its store takes a change, its disk has room, and its clock has not gone back
/// behind what is on record, whose order and time limits go by it.
/// </summary>
/// <param name="store">What has to take a change.</param>
/// <param name="clock">The clock of the transport.</param>
/// <param name="freeBytes">Room on the disk of the data folder.</param>
internal sealed class Health(IStore store, TimeProvider clock, Func<long> freeBytes) : IDisposable
{
    /// <summary>What a message of the largest size may need, with its receipt, its answer and its capture.</summary>
    internal const long LeastBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Unsteadiness = TimeSpan.FromSeconds(5); // a clock that is set right in small steps
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _latest = store.Messages(new MessageQuery(null, null, 1)) is [var newest] ? newest.At : default;
    private long _tried;
    private string? _refused;

    /// <summary>Room on the disk of a folder.</summary>
    public static Func<long> RoomAt(string folder)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return () => drive.AvailableFreeSpace;
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <exception cref="StoreUnreachableException">The store does not answer.</exception>
    public async Task<string?> ProblemAsync()
    {
        store.NextTimerDue(); // which throws when the store does not answer
        var now = clock.GetUtcNow();
        if (now + Unsteadiness < _latest)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the clock went back: it is {now:u}, and {_latest:u} is on record already; set it right, or wait until then"
            );
        }

        _latest = now > _latest ? now : _latest;
        return freeBytes() is < LeastBytes and var left
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the disk of the data folder has {left / 1024 / 1024} MB left, and {LeastBytes / 1024 / 1024} MB are needed to keep what may come; free some"
            )
            : await ChangeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // A store can be read long after it could be written for the last time. Whoever asks often does not make it write as often.
    private async Task<string?> ChangeAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_tried == 0 || clock.GetElapsedTime(_tried) >= Between || _refused is not null)
            {
                _refused = null;
                await store.PutSettingAsync("health", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
                _tried = clock.GetTimestamp();
            }
        }
        catch (Exception cannot) when (cannot is not (StoreUnreachableException or OperationCanceledException))
        {
            _refused = $"the store takes no change: {cannot.Message}";
        }
        finally
        {
            _one.Release();
        }

        return _refused;
    }
}
