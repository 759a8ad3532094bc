using System.Globalization;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Trust.Keeping;

namespace Ics2.Cli.Rehearsing;

/// <summary>The last rehearsals in the data folder, each in a folder of its own with report and evidence.</summary>
/// <param name="folder">Holds them; made with the first.</param>
/// <param name="time">The clock.</param>
internal sealed class KeptRehearsals(string folder, TimeProvider time)
{
    private const int Kept = 20;
    private const string Record = "run.json";

    private readonly Lock _gate = new();
    private List<RehearsalView>? _last;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RehearsalView> Last()
    {
        lock (_gate)
        {
            return [.. Known()];
        }
    }

    /// <summary>The folder of one; null when it is not kept.</summary>
    public string? FolderOf(string id)
    {
        lock (_gate)
        {
            return Known().Exists(one => one.Id == id) ? PathOf(id) : null;
        }
    }

    /// <summary>An id that no other has, and its empty folder; the oldest are removed.</summary>
    public (string Id, string Folder) Begin()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            var id = now;
            for (var again = 2; Directory.Exists(PathOf(id)); again++)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{now}-{again}");
            }

            PrivateFiles.MakeFolder(PathOf(id));
            foreach (var old in Known().Skip(Kept - 1).ToList())
            {
                Known().Remove(old);
                Directory.Delete(PathOf(old.Id), recursive: true);
            }

            return (id, PathOf(id));
        }
    }

    /// <summary>Keeps how far one is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Keep(RehearsalView view)
    {
        lock (_gate)
        {
            Known().RemoveAll(one => one.Id == view.Id);
            Known().Insert(0, view);
            PrivateFiles.Write(Path.Combine(PathOf(view.Id), Record), JsonSerializer.SerializeToUtf8Bytes(view, ManagementJson.Strict));
        }
    }

    private string PathOf(string id) => Path.Combine(folder, id);

    private List<RehearsalView> Known() =>
        _last ??= Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Select(Read)
                    .OfType<RehearsalView>()
                    .OrderByDescending(one => one.Started)
                    .ThenByDescending(one => one.Id, StringComparer.Ordinal),
            ]
            : [];

    // What was under way when the simulator was killed never came to its end.
    private static RehearsalView? Read(string run)
    {
        try
        {
            var view = JsonSerializer.Deserialize<RehearsalView>(File.ReadAllText(Path.Combine(run, Record)), ManagementJson.Tolerant);
            return view is null || view.Id != Path.GetFileName(run) ? null
                : view.State != RehearsalState.Running ? view
                : view with
                {
                    State = RehearsalState.Interrupted,
                    Problems = ["The simulator was stopped while it ran, before a report was written."],
                };
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // a folder of somebody else's
        }
    }
}
