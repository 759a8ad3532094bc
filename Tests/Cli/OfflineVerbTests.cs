using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>validate, messages and sample, which need no access point.</summary>
public sealed class OfflineVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Valid =>
        Directory.GetFiles(Repository.PathOf("fixtures", "filings", "valid"), "F10-*.xml").Order(StringComparer.Ordinal).First();

    private string Beside(string name) => Path.Combine(_folder.Path, name);

    [Fact]
    public async Task Validate_for_people_names_code_rule_path_place_and_what_is_expected()
    {
        var ran = (await Ics2Process.RunAsync("validate", Valid, Broken("R3009-IE3F10.xml"))).ShouldEndWith(1);

        ran.Output.ShouldContain("IE3F10  valid");
        ran.Output.ShouldMatch(@"70 R3009\s+line \d+:\d+  /IE3F10/activeBorderTransportMeans/identificationNumber");
        ran.Output.ShouldMatch("found .+; expected .+");
        ran.Output.ShouldNotContain('\u001b');
        (await Ics2Process.RunAsync("validate", Valid)).ShouldEndWith(0).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Validate_for_programs_writes_the_findings_of_every_file_as_they_stand_beside_the_broken_twins()
    {
        var noXml = await WriteAsync("no.xml", "this is no XML\u009b31m");

        var document = (await Ics2Process.RunAsync("validate", Valid, Broken("C3001-IE3F10.xml"), noXml, "--json")).ShouldEndWith(1).Json;

        var files = document.GetProperty("files").EnumerateArray().ToList();
        files.ShouldAllBe(file =>
            file.ShouldHave("file:text", "message?:text", "specPack:text", "findings:list").ValueKind == JsonValueKind.Object
        );
        files
            .SelectMany(file => file.GetProperty("findings").EnumerateArray())
            .ShouldAllBe(finding =>
                finding
                    .ShouldHave(
                        "code:text",
                        "rule:text",
                        "path?:text",
                        "line:number",
                        "column:number",
                        "text:text",
                        "found?:text",
                        "expected?:text"
                    )
                    .ValueKind == JsonValueKind.Object
            );
        files
            .Select(file => file.TryGetProperty("message", out var message) ? message.GetString() : null)
            .ShouldBe(["IE3F10", "IE3F10", null]);
        files[0].GetProperty("findings").GetArrayLength().ShouldBe(0);
        using var beside = JsonDocument.Parse(await File.ReadAllTextAsync(Broken("C3001-IE3F10.findings.json"), Ct));
        JsonElement.DeepEquals(files[1].GetProperty("findings"), beside.RootElement).ShouldBeTrue();
        files[2].GetProperty("findings").EnumerateArray().ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("12");
        (await Ics2Process.RunAsync("validate", noXml)).ShouldEndWith(1).Output.ShouldNotContain('\u009b');
    }

    [Fact]
    public async Task Validate_of_a_file_that_is_not_there_ends_with_3() =>
        (await Ics2Process.RunAsync("validate", Beside("nowhere.xml"))).ShouldEndWith(3).Errors.ShouldContain("nowhere.xml");

    [Fact]
    public async Task A_vendors_schemas_judge_the_structure_and_our_rules_the_rest()
    {
        var schemas = Beside("xsd");
        (await Ics2Process.RunAsync("messages", "--xsd", schemas)).ShouldEndWith(0).Errors.ShouldContain("84 schemas");
        Directory.GetFiles(schemas, "*.xsd").Length.ShouldBe(84);
        var set = new XmlSchemaSet();
        set.ValidationEventHandler += (_, fault) => throw fault.Exception;
        foreach (var file in Directory.GetFiles(schemas))
        {
            using var reader = XmlReader.Create(file);
            set.Add(null, reader);
        }

        set.Compile();
        set.GlobalElements.Count.ShouldBe(84);

        var structure = await WriteAsync(
            "structure.xml",
            new MessageEditor(await File.ReadAllTextAsync(Broken("R3009-IE3F10.xml"), Ct), EnsTestData.Pack).Remove("LRN").ToString()
        );
        var findings = (await Ics2Process.RunAsync("validate", structure, "--xsd", schemas, "--json"))
            .ShouldEndWith(1)
            .Json.GetProperty("files")[0]
            .GetProperty("findings");
        findings.EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()).ShouldBe(["xsd", "R3009"]);
        (await Ics2Process.RunAsync("validate", Valid, "--xsd", schemas)).ShouldEndWith(0);
        (await Ics2Process.RunAsync("validate", Valid, "--xsd", Directory.CreateDirectory(Beside("empty")).FullName))
            .ShouldEndWith(3)
            .Errors.ShouldContain("no *.xsd");
    }

    [Fact]
    public async Task Messages_lists_all_84_and_draws_one()
    {
        var catalogue = (await Ics2Process.RunAsync("messages")).ShouldEndWith(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        catalogue[0].ShouldStartWith("ICS2 R3 messages");
        catalogue.Count(line => line.StartsWith("IE3", StringComparison.Ordinal)).ShouldBe(84);

        var tree = (await Ics2Process.RunAsync("messages", "ie3f10")).ShouldEndWith(0).Output;
        tree.ShouldContain("\n  LRN 1..1 M an..22 R3003\n");
        tree.ShouldMatch(@"\n    identificationNumber 1\.\.1 M an\.\.35 R3009 R3010\n");
        tree.ShouldNotContain('\u001b');
        (await Ics2Process.RunAsync("messages", "IE3X99")).ShouldEndWith(3).Errors.ShouldContain("'IE3X99' is not one of the 84 messages");
    }

    [Fact]
    public async Task Messages_for_programs_names_the_pack_and_the_rows_of_one_message()
    {
        var all = (await Ics2Process.RunAsync("messages", "--json"))
            .ShouldEndWith(0)
            .Json.ShouldHave("specPack:text", "messages:list")
            .GetProperty("messages")
            .EnumerateArray()
            .ToList();
        all.Count.ShouldBe(84);
        all.ShouldAllBe(message =>
            message.ShouldHave("id:text", "name:text", "direction:text", "mode:text", "elements:number").ValueKind == JsonValueKind.Object
        );

        var schema = Beside("one");
        var one = (await Ics2Process.RunAsync("messages", "IE3R01", "--xsd", schema, "--json")).ShouldEndWith(0).Json;
        one.GetProperty("messages")[0]
            .GetProperty("rows")
            .GetArrayLength()
            .ShouldBe(one.GetProperty("messages")[0].GetProperty("elements").GetInt32());
        Directory.GetFiles(schema).Select(Path.GetFileName).ShouldBe(["IE3R01.xsd"]);
    }

    [Theory]
    [InlineData("IE3F11", "--houses", "3", "--items", "2")]
    [InlineData("IE3F43")]
    [InlineData("IE3A20")]
    [InlineData("IE3N06")]
    [InlineData("IE3Q05")]
    [InlineData("IE3N99")]
    [InlineData("IE3R08")]
    public async Task A_sample_of_any_type_is_valid_and_its_seed_tells_the_same_story(string message, params string[] more)
    {
        var file = Beside("sample.xml");
        (await Ics2Process.RunAsync(["sample", message, "--seed", "7", "--out", file, .. more]))
            .ShouldEndWith(0)
            .Errors.ShouldContain("seed 7");
        (await Ics2Process.RunAsync("validate", file)).ShouldEndWith(0).Output.ShouldContain($"{message}  valid");

        var again = (await Ics2Process.RunAsync(["sample", message, "--seed", "7", .. more])).ShouldEndWith(0).Output;
        again.Split("<consignmentHouseLevel>").Length.ShouldBe(message == "IE3F11" ? 4 : again.Split("<consignmentHouseLevel>").Length);
        var first = await File.ReadAllTextAsync(file, Ct);
        Names(again).ShouldBe(Names(first));

        // Dates and what is made from them go with the clock.
        static IEnumerable<string> Names(string xml) =>
            XmlElements(xml)
                .Where(name =>
                    name.StartsWith("name=", StringComparison.Ordinal) || name.StartsWith("descriptionOfGoods=", StringComparison.Ordinal)
                );
    }

    [Fact]
    public async Task Another_spec_pack_changes_what_is_listed_written_and_valid()
    {
        var pack = Directory.CreateDirectory(Beside("pack")).FullName;
        Directory.CreateDirectory(Path.Combine(pack, "messages"));
        await WriteAsync("pack/pack.txt", "version Test pack 3\nnamespace urn:test:3\n");
        await WriteAsync("pack/messages/IE3Q05.txt", "functionalReference 1..1 M an..35\nnewElement 1..1 M n..5\n");
        (await Ics2Process.RunAsync("messages", "IE3Q05", "--spec-pack", pack))
            .ShouldEndWith(0)
            .Output.ShouldContain("newElement 1..1 M n..5");

        var sample = Beside("new.xml");
        (await Ics2Process.RunAsync("sample", "IE3Q05", "--spec-pack", pack, "--out", sample)).ShouldEndWith(0);
        (await File.ReadAllTextAsync(sample, Ct)).ShouldContain("urn:test:3");
        (await Ics2Process.RunAsync("validate", sample, "--spec-pack", pack, "--json"))
            .ShouldEndWith(0)
            .Json.GetProperty("files")[0]
            .GetProperty("specPack")
            .GetString()
            .ShouldBe("Test pack 3");
        (await Ics2Process.RunAsync("validate", sample)).ShouldEndWith(1);

        (await Ics2Process.RunAsync("serve", "--spec-pack", Beside("xx"), "--data", Beside("data")))
            .ShouldEndWith(3)
            .Errors.ShouldContain("pack.txt");
        await WriteAsync("pack/messages/IE3Q05.txt", "functionalReference 1..1 M q9\n");
        (await Ics2Process.RunAsync("validate", sample, "--spec-pack", pack)).ShouldEndWith(3).Errors.ShouldContain("messages/IE3Q05.txt");
    }

    public void Dispose() => _folder.Dispose();

    private static string Broken(string name) => Repository.PathOf("fixtures", "filings", "broken", name);

    private static List<string> XmlElements(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml));
        var found = new List<string>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement)
            {
                found.Add(reader.LocalName + "=");
            }
            else if (reader.NodeType == XmlNodeType.Text)
            {
                found[^1] += reader.Value;
            }
        }

        return found;
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Beside(name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Ct);
        return Beside(name);
    }
}
