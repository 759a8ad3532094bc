using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>What the command line says about itself, and to those who mistype.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("enrol")]
    [InlineData("send")]
    [InlineData("pull")]
    [InlineData("listen")]
    [InlineData("sample")]
    [InlineData("validate")]
    [InlineData("messages")]
    [InlineData("inspect")]
    [InlineData("rehearse")]
    [InlineData("verify-archive")]
    [InlineData("schema")]
    public async Task Help_of_every_verb_has_an_example_and_names_json(string verb)
    {
        var help = (await Ics2Process.RunAsync(verb, "--help")).ShouldEndWith(0).Output;

        help.ShouldMatch($@"Example:\s+ics2 {verb} ");
        help.ShouldContain("--json");
        help.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("frobnicate", "--help")]
    [InlineData("serv", "the verbs are serve, enrol")]
    [InlineData("pull --tradre x", "--tradre")]
    [InlineData("pull", "--trader")]
    [InlineData("send --trader x", "ics2 send --help")]
    [InlineData("serve --port eighty", "eighty")]
    [InlineData("serve --port -1", "port")]
    [InlineData("serve --port 65536", "port")]
    [InlineData("serve --unknown-eori be1", "capital letters")]
    [InlineData("serve --eori-register closed", "strict")]
    [InlineData("validate", "file")]
    [InlineData("send x --trader y --wait soon", "30s")]
    [InlineData("enrol --eori BE0123456789 --out x --push http:/nowhere", "URL")]
    [InlineData("enrol --eori BE0123456789 --out x --push http://localhost/plain", "https")]
    [InlineData("enrol --eori BE0123456789 --out x --pull --push nowhere", "exclude")]
    [InlineData("enrol --eori BE0123456789 --out x --pull --push https://localhost/", "exclude")]
    [InlineData("sample IE3F10 --houses -1", "houses")]
    [InlineData("sample IE3F10 --items 0", "items")]
    [InlineData("sample IE3F10 --lrn has+spaces+and+is+much+too+long+to+be+one", "lrn")]
    [InlineData("rehearse --tag (@a", "--tag")]
    [InlineData("rehearse --scenario NO-99", "NO-99")]
    [InlineData("rehearse --plan sea", "sea-carrier")]
    [InlineData("rehearse --client nobody", "--client")]
    [InlineData("listen --trader x --count 0", "count")]
    [InlineData("listen --trader x --port 99999", "port")]
    public async Task What_is_mistyped_ends_with_2_and_a_hint(string line, string hint)
    {
        var ran = (await Ics2Process.RunAsync([.. line.Split(' ').Select(word => word.Replace('+', ' '))])).ShouldEndWith(2);

        ran.Errors.ShouldContain(hint);
        ran.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rehearse_runs_a_scenario_and_writes_the_document()
    {
        var ran = (await Ics2Process.RunAsync("rehearse", "--scenario", "CON-01", "--seed", "5", "--json")).ShouldEndWith(0);

        var document = ran.Json.ShouldHave(
            "summary:object",
            "seed:number",
            "specPack:text",
            "client:text",
            "seconds:number",
            "scenarios:list"
        );
        document
            .GetProperty("summary")
            .ShouldHave("total:number", "passed:number", "warnings:number", "failed:number", "inconclusive:number", "skipped:number")
            .GetProperty("passed")
            .GetInt32()
            .ShouldBe(1);
        document.GetProperty("seed").GetInt32().ShouldBe(5);
        var scenario = document
            .GetProperty("scenarios")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .ShouldHave("id:text", "title:text", "area:text", "verdict:text", "reason?:text", "seconds:number", "evidence?:text");
        scenario.GetProperty("verdict").GetString().ShouldBe("pass");
    }

    [Fact]
    public async Task Rehearse_lists_its_scenarios_without_running_them()
    {
        (await Ics2Process.RunAsync("rehearse", "--list")).ShouldEndWith(0).Output.ShouldContain("CON-01");
        (await Ics2Process.RunAsync("rehearse", "--list", "--json"))
            .ShouldEndWith(0)
            .Json.GetProperty("scenarios")
            .EnumerateArray()
            .ShouldAllBe(scenario => scenario.ShouldHave("id:text", "title:text").ValueKind == System.Text.Json.JsonValueKind.Object);
    }
}
