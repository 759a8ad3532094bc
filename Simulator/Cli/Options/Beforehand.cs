using System.Net;
using System.Net.Sockets;

namespace Ics2.Cli.Options;

/// <summary>What can be known before the work begins is said then, not after minutes of it.</summary>
internal static class Beforehand
{
    /// <summary>A folder in which files can be written; it is made when it is missing.</summary>
    /// <exception cref="CouldNotRunException">It cannot be.</exception>
    public static void NeedFolder(string option, DirectoryInfo? folder)
    {
        if (folder is not null)
        {
            Try(
                option,
                folder.FullName,
                () =>
                {
                    folder.Create();
                    Probe(Path.Combine(folder.FullName, Path.GetRandomFileName()));
                }
            );
        }
    }

    /// <summary>A file that can be written; what it holds stays until then.</summary>
    /// <exception cref="CouldNotRunException">It cannot be.</exception>
    public static void NeedFile(string option, FileInfo? file)
    {
        if (file is not null)
        {
            Try(
                option,
                file.FullName,
                () =>
                {
                    file.Directory?.Create();
                    Probe(file.FullName);
                }
            );
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    /// <param name="address">Null for loopback.</param>
    /// <param name="port">0 is any that is free.</param>
    /// <exception cref="CouldNotRunException">Somebody does.</exception>
    public static void NeedPort(string option, IPAddress? address, int port)
    {
        if (port == 0)
        {
            return;
        }

        try
        {
            using var listener = new TcpListener(address ?? IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new CouldNotRunException(
                $"{option} {port}: {address ?? IPAddress.Loopback}:{port} cannot be listened on: {taken.Message}.",
                $"Stop what listens there, or choose another port with {option}; 0 takes a free one."
            );
        }
    }

    private static void Probe(string path)
    {
        var existed = File.Exists(path);
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (!existed)
        {
            File.Delete(path);
        }
    }

    private static void Try(string option, string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CouldNotRunException(
                $"{option} {path} cannot be written: {fault.Message}",
                "Choose a place that this user can write to and that has room."
            );
        }
    }
}
