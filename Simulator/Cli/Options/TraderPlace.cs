using System.Text.Json;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Options;

/// <summary>The folder that an enrolment writes.</summary>
internal static class TraderPlace
{
    private static readonly string[] Keys = ["seal.p12", "tls.p12"];

    /// <summary>Makes sure that nobody else lives there: keys that are overwritten are gone.</summary>
    /// <param name="directory">Where the trader is to be written.</param>
    /// <param name="partyId">Who it is; the same may be enrolled again.</param>
    /// <exception cref="CouldNotRunException">It is the folder of another trader, or holds keys of nobody known.</exception>
    public static void MustBeFree(string directory, string partyId)
    {
        var settings = Path.Combine(directory, TraderFolder.SettingsFile);
        var owner = File.Exists(settings) ? OwnerIn(settings) : null;
        if (owner is not null && owner != partyId)
        {
            throw new CouldNotRunException(
                $"{directory} is the folder of {owner}; nothing was sent or written.",
                "Name another folder with --out, or remove this one."
            );
        }

        if (owner is null && Array.Find(Keys, key => File.Exists(Path.Combine(directory, key))) is { } key)
        {
            throw new CouldNotRunException(
                $"{directory} holds {key} and no trader.json that says whose it is; nothing was sent or written.",
                "Name another folder with --out, or remove this one."
            );
        }
    }

    private static string? OwnerIn(string settings)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(settings),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            );
            return document.RootElement.TryGetProperty("partyId", out var party) ? party.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
