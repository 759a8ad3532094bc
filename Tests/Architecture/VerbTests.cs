using Ics2.Tests.Support;

namespace Ics2.Tests.Architecture;

/// <summary>
/// Whoever serves, enrols, checks certificates or puts load on needs no scenarios: those verbs know nothing of the rehearsal.
/// </summary>
public sealed class VerbTests
{
    [Theory]
    [InlineData("Verbs/ServeVerb.cs")]
    [InlineData("Verbs/EnrolVerb.cs")]
    [InlineData("Verbs/PreflightVerb.cs")]
    [InlineData("Verbs/LoadVerb.cs")]
    [InlineData("Verbs/OwnCommand.cs")]
    [InlineData("Options/ServeOptions.cs")]
    [InlineData("Options/LoadOptions.cs")]
    [InlineData("Options/LoadRequest.cs")]
    public void Verbs_without_scenarios_know_none(string file)
    {
        var source = File.ReadAllText(Repository.PathOf(["Simulator", "Cli", .. file.Split('/')]));

        source.ShouldNotContain("Ics2.Rehearsal");
        source.ShouldNotContain("Ics2.StepDefinitions");
    }
}
