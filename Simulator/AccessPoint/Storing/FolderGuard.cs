using Ics2.Trust.Keeping;

namespace Ics2.AccessPoint.Storing;

/// <summary>Keeps a data folder to one access point: two processes on one would each believe in their own leases.</summary>
internal sealed class FolderGuard : IDisposable
{
    private readonly FileStream _held;

    private FolderGuard(FileStream held) => this._held = held;

    /// <summary>Takes the folder, and makes it when it is new.</summary>
    /// <exception cref="InvalidOperationException">Another process has it.</exception>
    public static FolderGuard Take(string folder)
    {
        PrivateFiles.MakeFolder(folder);
        try
        {
            return new FolderGuard(
                new FileStream(
                    Path.Combine(folder, "accesspoint.lock"),
                    PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                )
            );
        }
        catch (IOException inUse)
        {
            throw new InvalidOperationException(
                $"The data folder {folder} is in use by another access point; stop that one or choose another --data folder.",
                inUse
            );
        }
    }

    public void Dispose() => _held.Dispose();
}
