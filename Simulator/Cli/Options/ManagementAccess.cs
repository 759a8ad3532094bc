using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ics2.Trust.Keeping;

namespace Ics2.Cli.Options;

/// <summary>
/// The token of the management API: kept by <c>serve</c>, shown by whoever comes from elsewhere or wants private keys.
/// </summary>
internal static class ManagementAccess
{
    internal const string Variable = "ICS2_MANAGEMENT_TOKEN";

    /// <summary>The option of verbs that use the API.</summary>
    /// <param name="aliases">Shorter names.</param>
    public static Option<string?> Token(params string[] aliases) =>
        new("--management-token", aliases)
        {
            Description = $"Token of the management API, if it is not on loopback; by default that in the environment variable {Variable}",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable),
        };

    /// <summary>The option of <c>serve</c>.</summary>
    public static Option<IPAddress?> Address() =>
        new("--management-address")
        {
            Description =
                $"IP address of the management API; another than loopback asks every caller for the token in {Variable}, or else in "
                + $"management-token of the data folder",
            CustomParser = Reach.Parse,
        };

    /// <summary>The token of a simulator: that of the environment, else that of its data folder, made when it has none yet.</summary>
    public static string TokenOf(string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        var file = FileOf(dataFolder);
        if (!File.Exists(file))
        {
            PrivateFiles.MakeUntrackedFolder(dataFolder);
            PrivateFiles.Write(file, Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>Where <c>serve</c> keeps the token it made.</summary>
    public static string FileOf(string dataFolder) => Path.Combine(dataFolder, "management-token");
}
