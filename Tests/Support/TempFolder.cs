namespace Ics2.Tests.Support;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ics2-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
