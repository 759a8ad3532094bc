using Ics2.Ens.Catalogue;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Playbooks;

/// <summary>
/// The playbook in force. A changed file is read again with the next message; one that makes no sense is reported and the last good one
/// stays.
/// </summary>
internal sealed class PlaybookFile
{
    private readonly string? _path;
    private readonly SpecPack _pack;
    private readonly ILogger _log;
    private readonly Lock _reading = new();
    private Playbook _current;
    private DateTime _stamp;

    public PlaybookFile(string? path, SpecPack pack, ILogger<PlaybookFile> log)
    {
        (_path, _pack, _log) = (path, pack, log);
        _current = path is null ? Playbook.Empty : Playbook.Load(path, pack);
        _stamp = Stamp();
    }

    public Playbook Current
    {
        get
        {
            lock (_reading)
            {
                var written = Stamp();
                if (written != _stamp)
                {
                    _stamp = written;
                    Reload();
                }

                return _current;
            }
        }
    }

    /// <summary>Puts another playbook in force.</summary>
    public void Put(Playbook playbook)
    {
        lock (_reading)
        {
            _current = playbook;
        }
    }

    private DateTime Stamp() => _path is null or Playbook.DefaultName ? default : File.GetLastWriteTimeUtc(_path);

    private void Reload()
    {
        try
        {
            _current = Playbook.Load(_path!, _pack);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _log.LogError("The changed playbook is not used, the one before stays in force. {Why}", wrong.Message);
        }
    }
}
