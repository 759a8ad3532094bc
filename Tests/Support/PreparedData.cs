namespace Ics2.Tests.Support;

/// <summary>
/// A data folder with a test PKI in it that was made before: making its keys is what takes time at a first start. Gone when disposed of.
/// </summary>
internal sealed class PreparedData : IDisposable
{
    private readonly TempFolder _folder = new();

    public PreparedData(PkiFixture pki)
    {
        Data = Path.Combine(_folder.Path, "data");
        var to = Directory.CreateDirectory(Path.Combine(Data, "pki")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(pki.Pki.SealAnchorsPem)!, "*.pem"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>The data folder of the simulator.</summary>
    public string Data { get; }

    /// <summary>A path beside it.</summary>
    public string Beside(string name) => Path.Combine(_folder.Path, name);

    public void Dispose() => _folder.Dispose();
}
