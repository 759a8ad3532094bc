using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>The playbook in force. A changed file is read again with the next message; one that makes no sense is reported and the last good one stays.</summary>
internal sealed class PlaybookFile
{
    private readonly string? path;
    private readonly ILogger log;
    private readonly Lock reading = new();
    private Playbook current;
    private DateTime stamp;

    public PlaybookFile(string? path, ILogger<PlaybookFile> log)
    {
        (this.path, this.log) = (path, log);
        current = path is null ? Playbook.Empty : Playbook.Load(path);
        stamp = Stamp();
    }

    public Playbook Current
    {
        get
        {
            lock (reading)
            {
                var written = Stamp();
                if (written != stamp)
                {
                    stamp = written;
                    Reload();
                }

                return current;
            }
        }
    }

    /// <summary>Puts another playbook in force.</summary>
    public void Put(Playbook playbook)
    {
        lock (reading)
        {
            current = playbook;
        }
    }

    private DateTime Stamp() => path is null or Playbook.DefaultName ? default : File.GetLastWriteTimeUtc(path);

    private void Reload()
    {
        try
        {
            current = Playbook.Load(path!);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            log.LogError("The changed playbook is not used, the one before stays in force. {Why}", wrong.Message);
        }
    }
}
