using Ics2.Load.Targets;

namespace Ics2.Cli.Verbs;

/// <summary>The running program once more.</summary>
internal static class OwnCommand
{
    /// <summary>How to start its <c>serve</c>.</summary>
    /// <exception cref="CouldNotRunException">The platform does not tell which program this is.</exception>
    public static ServeCommand Serve()
    {
        // An apphost as it is, otherwise dotnet with our assembly.
        var self =
            Environment.ProcessPath
            ?? throw new CouldNotRunException(
                "The platform does not tell which program this is, so no private access point can be started; run 'ics2 serve' and give --trader."
            );
        return new ServeCommand(
            self,
            Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "ics2.dll"), "serve"] : ["serve"]
        );
    }
}
