using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Tests.Support;

namespace Ics2.Tests.Rehearsal;

public sealed class CoverageTests
{
    private static readonly IReadOnlyList<RequirementCoverage> Covered = RequirementTable
        .Embedded()
        .Cover(FeatureCatalogue.Embedded().Scenarios);

    private static readonly CoverageDocument Document = CoverageDocument.Of(Covered, run: null);

    /// <summary>Made anew by <c>ics2 coverage --write Features/coverage.tsv</c>, so that what is lost shows in the review.</summary>
    [Fact]
    public void The_coverage_is_as_the_kept_list_says() =>
        Document.DifferencesFrom(File.ReadAllText(Repository.PathOf("Features", "coverage.tsv"))).ShouldBeEmpty();

    [Theory]
    [InlineData("ICD 4.6.2", "ICD 4.6", true)]
    [InlineData("ICD 4.6.2", "ICD", true)]
    [InlineData("ICD 4.6.2", "icd 4.6.2", true)]
    [InlineData("ICD 4.60", "ICD 4.6", false)]
    [InlineData("ICD 4.2.2.1, 4.4.1", "ICD 4.4", true)]
    [InlineData("CEF TA01; ICD Annex 4", "ICD Annex 4", true)]
    [InlineData("ICD Annex 4", "ICD 4", false)]
    [InlineData("HTI processes L4.19", "HTI processes", true)]
    [InlineData("CL723", "ICD", false)]
    public void A_section_holds_those_below_it(string source, string wanted, bool matches) =>
        SourceDocument.Matches(source, wanted).ShouldBe(matches);

    [Theory]
    [InlineData("ICD 4.6.2; the retry is inferred", "ICD")]
    [InlineData("ICD Annex 4; CEF TA16-17", "ICD|CEF")]
    [InlineData("field.md F-2, F-10", "field.md")]
    [InlineData("R3005; CL723", "rules and conditions|CL723")]
    [InlineData("HTI processes L4.19", "HTI processes")]
    [InlineData("the code is inferred", "no source found")]
    public void The_documents_of_a_source_are_named_without_their_sections(string source, string names) =>
        string.Join('|', SourceDocument.NamesIn(source)).ShouldBe(names);

    [Fact]
    public void Every_requirement_counts_with_its_documents()
    {
        Document.Requirements.Count.ShouldBe(Covered.Count);
        Document.Sources.Sum(source => source.Requirements).ShouldBe(Document.Requirements.Sum(one => one.Documents.Count));
        Document.Sources.ShouldAllBe(source => source.Requirements == source.Source + source.Partly + source.Inferred);
    }

    [Fact]
    public void What_changed_since_a_list_was_kept_is_named()
    {
        var lines = Document.ToList().Split('\n').ToList();
        lines[1] = lines[1].Replace("\tsource\t", "\tinferred\t", StringComparison.Ordinal);
        lines[2] += " XXX-01";
        lines[3] = "OLD-01\tsource\t";
        var ids = lines.Skip(1).Take(2).Select(line => line.Split('\t')[0]).ToArray();

        Document
            .DifferencesFrom(string.Join("\r\n", lines))
            .ShouldBe([
                $"{ids[0]}: its level was inferred and is source",
                $"{ids[1]}: no longer tested by XXX-01",
                $"{Document.Requirements[2].Id} is new",
                "OLD-01 is gone",
            ]);
    }
}
