namespace Ics2.Trust.Keeping;

/// <summary>
/// Files and folders for their owner alone, where the platform knows file modes: 0600 and 0700. Keys, registrations, business documents and
/// what was said over the wire are kept in no others.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string IgnoreFile = ".gitignore";

    /// <summary>Makes a folder, and those above it that are missing; one that is there keeps its mode.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static string MakeFolder(string path)
    {
        var folder = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
        {
            return Directory.CreateDirectory(folder).FullName;
        }

        if (Path.GetDirectoryName(folder) is { } above)
        {
            MakeFolder(above); // the platform gives the mode to the last one only
        }

        return Directory.CreateDirectory(folder, OwnerAlone | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>Makes a folder that no repository takes in with the work around it: git passes over what is in it.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static string MakeUntrackedFolder(string path)
    {
        var isNew = !Directory.Exists(path);
        var folder = MakeFolder(path);
        if (isNew)
        {
            Write(Path.Combine(folder, IgnoreFile), "*\n"u8);
        }

        return folder;
    }

    /// <summary>How a file is opened that is made with that mode when it is new.</summary>
    /// <param name="mode">Whether it is made, and what becomes of one that is there.</param>
    /// <param name="access">What is done with it.</param>
    /// <param name="share">What others may do with it meanwhile.</param>
    /// <returns>Options of a stream.</returns>
    public static FileStreamOptions Options(FileMode mode, FileAccess access = FileAccess.Write, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerAlone;
        }

        return options;
    }

    /// <summary>Makes a file with that mode, empty when it is new, for somebody who does not ask for a mode himself.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string path)
    {
        new FileStream(path, Options(FileMode.OpenOrCreate, FileAccess.ReadWrite)).Dispose();
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerAlone)
        {
            File.SetUnixFileMode(path, OwnerAlone);
        }
    }

    /// <summary>Adds text to the end of a file, which is made with that mode when it is new.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What is added, in UTF-8.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Append(string path, string text)
    {
        Make(path);
        File.AppendAllText(path, text);
    }

    /// <summary>Writes a whole file or nothing, in the place of one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it will hold.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        File.Delete(next); // the mode holds for new files only
        using (var stream = new FileStream(next, Options(FileMode.CreateNew)))
        {
            stream.Write(content);
        }

        File.Move(next, path, overwrite: true);
    }
}
