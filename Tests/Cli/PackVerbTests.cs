using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary><c>ics2 pack diff</c>, and what takes packs by name.</summary>
public sealed class PackVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string Made => MadeVersion.Folder;

    [Fact]
    public async Task A_vendor_reads_what_a_version_changes_counts_first_and_like_things_together()
    {
        var ran = (await Ics2Process.RunAsync("pack", "diff", "embedded", Made)).ShouldEndWith(1);
        var lines = ran.Output.Split('\n');

        lines[0].ShouldBe("ICS2 R3 messages 2.02 -> ICS2 R3 messages 3 (made, not official)");
        lines[1].ShouldBe("4 messages added, 0 removed, 6 changed (66 changes of elements); 1 list and 1 check changed");
        ran.Output.ShouldContain("\n  agreement: none -> MADE-ICS2-TI-V3.0\n");
        ran.Output.ShouldContain("\nMessages added (4)\n  IE3A52  ");
        ran.Output.ShouldContain("(248 rows; its table is that of IE3F50)\n");
        ran.Output.ShouldContain(
            "\nElements renamed, a best guess (42)\n  communication/type -> meansType (42 times in IE3A10 IE3A50 IE3A51 IE3F10 IE3F50 IE3F51)\n"
        );
        ran.Output.ShouldContain("\n  buyer/identificationNumber: none -> R3005 (6 times in ");
        ran.Output.ShouldContain("\n  CL742  Specific circumstance indicator (31 -> 33 entries)\n      2 added: F52, F56\n");
        ran.Output.ShouldContain("\nChecks (1)\n  R3005\n");
        ran.Output.ShouldNotContain('\u001b');
        ran.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_message_is_shown_with_every_path()
    {
        var ran = (await Ics2Process.RunAsync("pack", "diff", "embedded", Made, "--message", "ie3f50")).ShouldEndWith(1);

        ran.Output.ShouldContain("\n      /IE3F50/declarant/communication/meansType\n");
        ran.Output.ShouldNotContain("IE3F10");
        (await Ics2Process.RunAsync("pack", "diff", "embedded", Made, "--message", "IE3F12")).ShouldEndWith(0);
        (await Ics2Process.RunAsync("pack", "diff", "embedded", Made, "--message", "IE3F99"))
            .ShouldEndWith(3)
            .Errors.ShouldContain("has a message 'IE3F99'");
    }

    [Fact]
    public async Task Programs_get_the_same_as_one_document_of_the_published_schema()
    {
        var ran = (await Ics2Process.RunAsync("pack", "diff", "embedded", Made, "--json")).ShouldEndWith(1);

        await PublishedSchemas.HoldAsync("pack", ran.Output);
        var change = ran
            .Json.GetProperty("changedMessages")
            .EnumerateArray()
            .Single(message => message.GetProperty("id").GetString() == "IE3F50")
            .GetProperty("elements")[0]
            .ShouldHave("kind:text", "path:text", "before?:text", "after?:text", "rows:number", "isGuess:boolean");
        change.GetProperty("kind").GetString().ShouldBe("renamed");
        change.GetProperty("path").GetString().ShouldBe("/IE3F50/representative/communication/meansType");
        var equal = (await Ics2Process.RunAsync("pack", "diff", Made, Made, "--json")).ShouldEndWith(0);
        equal.Json.GetProperty("isEqual").GetBoolean().ShouldBeTrue();
        await PublishedSchemas.HoldAsync("pack", equal.Output);
    }

    [Fact]
    public async Task Equal_packs_end_with_0() =>
        (await Ics2Process.RunAsync("pack", "diff", "embedded", "embedded")).ShouldEndWith(0).Output.ShouldContain("Nothing differs.");

    [Fact]
    public async Task What_is_no_pack_is_told_in_one_sentence_with_its_name()
    {
        var broken = Path.Combine(_folder.Path, "broken");
        Directory.CreateDirectory(broken);
        await File.WriteAllTextAsync(Path.Combine(broken, "pack.txt"), "version only\n", TestContext.Current.CancellationToken);

        (await Ics2Process.RunAsync("pack", "diff", "embedded", broken))
            .ShouldEndWith(3)
            .Errors.TrimEnd()
            .ShouldBe($"ics2 diff: {broken}: pack.txt: the line 'namespace ...' is missing.");
        (await Ics2Process.RunAsync("pack", "diff", Path.Combine(_folder.Path, "nowhere"), "embedded"))
            .ShouldEndWith(3)
            .Errors.TrimEnd()
            .ShouldEndWith("nowhere: The spec pack has no file pack.txt.");
        (await Ics2Process.RunAsync("pack", "diff", "embedded")).ShouldEndWith(2);
    }

    [Fact]
    public async Task Serve_refuses_two_packs_that_cannot_be_told_apart()
    {
        var ran = (
            await Ics2Process.RunAsync("serve", "--data", _folder.Path, "--spec-pack", "embedded", "--spec-pack", "embedded")
        ).ShouldEndWith(3);

        ran.Errors.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("cannot be told apart");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty("nothing was begun");
    }

    [Fact]
    public async Task A_sample_of_the_made_version_is_written_and_valid_in_it()
    {
        var file = Path.Combine(_folder.Path, "f52.xml");
        (await Ics2Process.RunAsync("sample", "IE3F52", "--spec-pack", Made, "--out", file)).ShouldEndWith(0);

        (await Ics2Process.RunAsync("validate", file, "--spec-pack", Made)).ShouldEndWith(0).Output.ShouldContain("IE3F52  valid");
        (await Ics2Process.RunAsync("validate", file)).ShouldEndWith(1);
    }

    public void Dispose() => _folder.Dispose();
}
