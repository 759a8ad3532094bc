using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;

namespace Ics2.Cli.Options;

/// <summary>The switches of customs.</summary>
internal static class CustomsOption
{
    private static readonly JsonSerializerOptions Switches = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static Option<FileInfo?> Create() =>
        new("--customs")
        {
            Description = "JSON file with switches of customs where the specification leaves a choice: see fixtures/customs.json",
        };

    /// <summary>Reads them; the defaults for no file.</summary>
    /// <exception cref="CouldNotRunException">The file cannot be understood.</exception>
    public static async Task<CustomsOptions> ReadAsync(FileInfo? file, SpecPack pack, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new CustomsOptions();
        }

        try
        {
            var switches =
                JsonSerializer.Deserialize<CustomsOptions>(await File.ReadAllTextAsync(file.FullName, cancellationToken), Switches)
                ?? throw new JsonException("expected an object, found null");
            _ = pack.WithEntryCountries(switches.EntryCountries ?? throw new JsonException("entryCountries: expected a list, found null."));
            return switches;
        }
        catch (SpecPackException wrong)
        {
            throw new CouldNotRunException($"{file}: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new CouldNotRunException($"{file}: {wrong.Message} Expected switches as in fixtures/customs.json.");
        }
    }
}
