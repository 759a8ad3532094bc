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

    internal SimulatorOptions Apply(SimulatorOptions options) => options with { SpecPack = SpecPack, Customs = Customs };
}
