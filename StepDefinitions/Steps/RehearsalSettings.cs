using Ics2.Contract.Management;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>How the customs of a rehearsal is set up; a run registers it, without that the defaults hold.</summary>
public sealed class RehearsalSettings
{
    /// <summary>The messages, checks and codes that customs has in force.</summary>
    public SpecPack SpecPack { get; init; } = SpecPack.Embedded();

    /// <summary>Switches of customs, as <c>serve --customs</c> reads them.</summary>
    public CustomsOptions Customs { get; init; } = new();

    /// <summary>The management API of a customs that runs already and that others use too; null for one of the rehearsal's own.</summary>
    public ICustomsManagement? Attached { get; init; }

    /// <summary>Another office of entry in the same country, as the pack lists them.</summary>
    internal string OtherOffice(string office)
    {
        var offices = SpecPack.CodeList("CL141")!;
        return offices
            .Codes.Keys.Where(code =>
                code != office && code.StartsWith(office[..2], StringComparison.Ordinal) && offices.HasRole(code, "ENT")
            )
            .Order(StringComparer.Ordinal)
            .First();
    }

    /// <summary>
    /// A version 3 of the messages that is made up: the tables of version 2 under another agreement and namespace. It is there for version 2 to be
    /// past (F-16 of field.md); nobody files in it.
    /// </summary>
    internal static SpecPack MadeLater()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-made-version-");
        try
        {
            File.WriteAllText(
                Path.Combine(folder.FullName, "pack.txt"),
                "version ICS2 R3 messages 3 (made, not official)\nnamespace urn:made:ics2:3\nagreement MADE-ICS2-TI-V3.0\n"
            );
            return SpecPack.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same, judged by a customs that others use too.</summary>
    /// <param name="api">Its management API.</param>
    public RehearsalSettings AttachedTo(ICustomsManagement api) =>
        new()
        {
            SpecPack = SpecPack,
            Customs = Customs,
            Attached = api,
        };

    internal SimulatorOptions Apply(SimulatorOptions options) => options with { SpecPack = SpecPack, Customs = Customs };
}
