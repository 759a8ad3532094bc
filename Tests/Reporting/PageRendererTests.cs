using Ics2.Reporting;
using Ics2.Reporting.Components;
using Ics2.Tests.Support;

namespace Ics2.Tests.Reporting;

public sealed class PageRendererTests
{
    [Theory]
    [InlineData("<b title='x'>&", "&lt;b title=&#x27;x&#x27;&gt;&amp;")]
    [InlineData("\u001b[31m\0", "\uFFFD[31m\uFFFD")]
    [InlineData("\u202Eturned\u2066", "\uFFFDturned\uFFFD")]
    [InlineData("accénted – 😀", "accénted – 😀")]
    [InlineData("not XML \uFFFE\uFFFF", "not XML \uFFFD\uFFFD")]
    [InlineData("&#x1B; as text", "&amp;#x1B; as text")]
    public async Task What_others_said_is_text(string said, string shown) => (await ShownAsync(said)).ShouldBe(Badge(shown));

    [Fact]
    public async Task Half_a_pair_is_no_character() => (await ShownAsync("half " + '\uD83D')).ShouldBe(Badge("half \uFFFD"));

    [Fact]
    public async Task A_page_lets_only_what_it_names_by_its_hash_run_or_load()
    {
        var html = await Rendered.HtmlAsync<ReportPage>((nameof(ReportPage.Title), "T"), (nameof(ReportPage.Script), "alert(1)"));

        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain("default-src 'none'; style-src 'sha256-".Replace("'", "&#x27;", StringComparison.Ordinal));

        html.ShouldContain("script-src &#x27;sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF&#x2B;pI=&#x27;");
        html.ShouldNotContain("unsafe-inline");
        html.ShouldNotContain(" style=");
    }

    private static Task<string> ShownAsync(string word) =>
        Rendered.HtmlAsync<VerdictBadge>((nameof(VerdictBadge.Word), word), (nameof(VerdictBadge.Mood), Mood.Good));

    private static string Badge(string shown) => $"<span class=\"badge good\">{shown}</span>";
}
