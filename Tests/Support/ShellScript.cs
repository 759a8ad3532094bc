namespace Ics2.Tests.Support;

/// <summary>A client as a shell script, for what only a command of a vendor's can do.</summary>
internal static class ShellScript
{
    /// <summary>Writes one that can be started; the test is skipped where there is no shell.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="script">What it does.</param>
    /// <returns>Its path.</returns>
    public static async Task<string> WriteAsync(string folder, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");
        var path = Path.Combine(folder, "client.sh");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
