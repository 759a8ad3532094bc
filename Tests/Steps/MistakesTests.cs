using Ics2.Ens.Catalogue;
using Ics2.Ens.Quality;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.StepDefinitions;

namespace Ics2.Tests.Steps;

/// <summary>A scenario takes whatever story its seed tells, so a mistake has to be the only one in every story it is made in.</summary>
public class MistakesTests
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    public static TheoryData<string> All => [.. Mistakes.All.Split('|')];

    [Theory]
    [MemberData(nameof(All))]
    public void A_mistake_shows_alone_in_every_story(string mistake)
    {
        var message = mistake switch
        {
            "with two houses under one number" => "IE3F43",
            "that lets somebody else file at house level" or "addressed to Switzerland" => "IE3F15",
            _ => "IE3F10",
        };
        var stories = Enumerable
            .Range(1, 300)
            .Select(seed => Draft(message, seed))
            .Where(draft => Mistakes.Shows(mistake, draft))
            .Take(10)
            .ToList();

        stories.Count.ShouldBeGreaterThan(4);
        foreach (var draft in stories)
        {
            Codes(draft).ShouldBeEmpty();
            Codes(Mistakes.Make(mistake, draft)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        }
    }

    private static Draft Draft(string message, int seed) =>
        new(
            Pack,
            new SampleWriter(Pack).Write(
                message,
                new SampleOptions
                {
                    Seed = seed,
                    Items = 1,
                    Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
                }
            )
        );

    // What the trader interface finds; then what the common repository does.
    private static IEnumerable<string> Codes(Draft draft)
    {
        var read = new EnsValidator(Pack).ReadAndValidate(draft.Xml);
        return (read.Findings.Count > 0 ? read.Findings : new DataQuality(Pack).Check(read.Message!).Findings).Select(finding =>
            finding.Code
        );
    }
}
