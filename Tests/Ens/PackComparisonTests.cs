using Ics2.Ens.Catalogue;
using Ics2.Ens.Comparing;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>What one pack changes against another, told of tables of a few rows.</summary>
public sealed class PackComparisonTests : IDisposable
{
    private const string Table = """
        dataRequest 1..1 M n1 CL027
        requester 1..1 M
          name 1..1 M an..70
          identificationNumber 1..1 M an..17 R3005
          communication 0..9 O
            identifier 1..1 M an..512 R3006
            type 1..1 M an..3 CL707
        document 0..1 O
          documentNumber 1..1 M an..70
          type 1..1 M an4 CL754
        remark 0..1 O an..512
        """;

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, string[]> Differences =>
        new()
        {
            { "remark 0..1 O an..512", "remark 1..1 O an..512", ["Cardinality /IE3Q05/remark: 0..1 -> 1..1"] },
            {
                "remark 0..1 O an..512",
                "remark 0..1 C an..512 R3005",
                ["Status /IE3Q05/remark: O -> C", "Rules /IE3Q05/remark:  -> R3005"]
            },
            { "remark 0..1 O an..512", "remark 0..1 O an..70", ["Format /IE3Q05/remark: an..512 -> an..70"] },
            { "type 1..1 M an4 CL754", "type 1..1 M an4 CL013", ["CodeList /IE3Q05/document/type: CL754 -> CL013"] },
            { "an..17 R3005", "an..17 R3033 R3005", ["Rules /IE3Q05/requester/identificationNumber: R3005 -> R3005 R3033"] },
            { "remark 0..1 O an..512", "remark 0..1 O an..512\nhint 0..3 O n..5", ["Added /IE3Q05/hint:  -> 0..3 O n..5"] },
            { "remark 0..1 O an..512", "", ["Removed /IE3Q05/remark: 0..1 O an..512 -> "] },
            {
                "type 1..1 M an..3 CL707",
                "meansType 1..1 M an..3 CL707",
                ["Renamed /IE3Q05/requester/communication/meansType: type -> meansType"]
            },
            { "requester 1..1 M", "applicant 1..1 M", ["Renamed /IE3Q05/applicant: requester -> applicant"] },
            {
                "  name 1..1 M an..70\n  identificationNumber 1..1 M an..17 R3005",
                "  identificationNumber 1..1 M an..17 R3005\n  name 1..1 M an..70",
                ["Order /IE3Q05/requester/name: first -> behind identificationNumber"]
            },
            {
                "document 0..1 O\n  documentNumber 1..1 M an..70\n  type 1..1 M an4 CL754\nremark 0..1 O an..512",
                "remark 0..1 O an..512\npaper 0..9 O\n  document 0..1 O\n    documentNumber 1..1 M an..70\n    type 1..1 M an4 CL754",
                ["Added /IE3Q05/paper:  -> 0..9 O", "Moved /IE3Q05/paper/document: /IE3Q05/document -> /IE3Q05/paper/document"]
            },
            {
                "  communication 0..9 O\n    identifier 1..1 M an..512 R3006\n    type 1..1 M an..3 CL707\n",
                "  identifier 1..1 M an..512 R3006\n",
                [
                    "Removed /IE3Q05/requester/communication: 0..9 O -> ",
                    "Moved /IE3Q05/requester/identifier: /IE3Q05/requester/communication/identifier -> /IE3Q05/requester/identifier",
                ]
            },
            // A number and a text have nothing in common but their place.
            {
                "remark 0..1 O an..512",
                "weight 0..9 O n..16,6",
                ["Removed /IE3Q05/remark: 0..1 O an..512 -> ", "Added /IE3Q05/weight:  -> 0..9 O n..16,6"]
            },
        };

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_table_tells_what_differs_and_nothing_else(string was, string @is, string[] changes)
    {
        var before = Pack("before", Table);
        Table.ShouldContain(was);

        var difference = PackComparison.Between(before, Pack("after", Table.Replace(was, @is, StringComparison.Ordinal)));

        var message = difference.ChangedMessages.ShouldHaveSingleItem();
        message.Id.ShouldBe("IE3Q05");
        message
            .Elements.Select(change => $"{change.Kind} {change.Path}: {change.Before} -> {change.After}")
            .ShouldBe(changes, ignoreOrder: true);
        message.Elements.ShouldAllBe(change =>
            change.IsGuess == (change.Kind == ElementChangeKind.Renamed || change.Kind == ElementChangeKind.Moved)
        );
        difference.Lists.ShouldBeEmpty();
        difference.Checks.ShouldBeEmpty();
    }

    [Fact]
    public void A_class_that_came_or_went_is_told_once_with_all_its_rows()
    {
        var without = Table.Replace(
            "document 0..1 O\n  documentNumber 1..1 M an..70\n  type 1..1 M an4 CL754\n",
            "",
            StringComparison.Ordinal
        );

        Changes(Table, without)
            .ShouldHaveSingleItem()
            .ShouldBe(new ElementChange(ElementChangeKind.Removed, "/IE3Q05/document", "0..1 O", null, 3));
        Changes(without, Table).ShouldHaveSingleItem().Rows.ShouldBe(3);
    }

    [Fact]
    public void A_class_that_moved_is_compared_where_it_went()
    {
        var changes = Changes(
            Table,
            Table
                .Replace("document 0..1 O\n  documentNumber 1..1 M an..70\n  type 1..1 M an4 CL754\n", "", StringComparison.Ordinal)
                .Replace(
                    "  communication 0..9 O\n",
                    "  document 0..1 O\n    documentNumber 1..1 M an..35\n    type 1..1 M an4 CL754\n  communication 0..9 O\n",
                    StringComparison.Ordinal
                )
        );

        changes
            .Select(change => (change.Kind, change.Path))
            .ShouldBe([
                (ElementChangeKind.Moved, "/IE3Q05/requester/document"),
                (ElementChangeKind.Format, "/IE3Q05/requester/document/documentNumber"),
            ]);
    }

    [Fact]
    public void Packs_of_the_same_files_differ_in_nothing()
    {
        PackComparison.Between(SpecPack.Embedded(), SpecPack.Embedded()).IsEqual.ShouldBeTrue();
        PackComparison.Between(MadeVersion.Pack, SpecPack.Load(MadeVersion.Folder)).IsEqual.ShouldBeTrue();
    }

    [Fact]
    public void The_made_version_is_told_as_its_README_tells_it()
    {
        var difference = PackComparison.Between(SpecPack.Embedded(), MadeVersion.Pack);

        difference.IsEqual.ShouldBeFalse();
        difference.Pack.Select(value => value.What).ShouldBe(["version", "namespace", "agreement", "past", "tin"]);
        difference
            .AddedMessages.Select(message => (message.Id, message.Like, message.OwnRows))
            .ShouldBe([("IE3A52", "IE3A50", 0), ("IE3A56", "IE3A51", 0), ("IE3F52", "IE3F50", 0), ("IE3F56", "IE3F51", 0)]);
        difference.RemovedMessages.ShouldBeEmpty();
        difference.ChangedMessages.Select(message => message.Id).ShouldBe(["IE3A10", "IE3A50", "IE3A51", "IE3F10", "IE3F50", "IE3F51"]);
        var elements = difference.ChangedMessages.SelectMany(message => message.Elements).ToList();
        elements.Count(change => change is { Kind: ElementChangeKind.Renamed, Before: "type", After: "meansType" }).ShouldBe(42);
        elements.Count(change => change is { Kind: ElementChangeKind.Rules, Before: null, After: "R3005" }).ShouldBe(24);
        elements.Count.ShouldBe(42 + 24);
        var list = difference.Lists.ShouldHaveSingleItem();
        (list.Id, list.CountBefore, list.CountAfter).ShouldBe(("CL742", 31, 33));
        list.Added.ShouldBe(["F52", "F56"]);
        difference.Checks.ShouldHaveSingleItem().Values.Select(value => value.What).ShouldBe(["trust", "text"]);
    }

    [Fact]
    public void What_came_one_way_went_the_other()
    {
        var (forth, back) = (
            PackComparison.Between(SpecPack.Embedded(), MadeVersion.Pack),
            PackComparison.Between(MadeVersion.Pack, SpecPack.Embedded())
        );

        back.RemovedMessages.ShouldBe(forth.AddedMessages.Select(message => message.Id));
        back.AddedMessages.ShouldBeEmpty();
        back.Lists[0].Removed.ShouldBe(forth.Lists[0].Added);
        back.Pack.ShouldBe(forth.Pack.Select(value => new ValueChange(value.What, value.After, value.Before)));
        back.ChangedMessages.Sum(message => message.Elements.Count).ShouldBe(forth.ChangedMessages.Sum(message => message.Elements.Count));
    }

    [Fact]
    public void Lists_tell_codes_that_came_went_or_mean_something_else_long_ones_too()
    {
        var before = Pack("before", Table);
        var after = Pack(
            "after",
            Table,
            ("codelists/CL707.txt", "name Communication means type\nversion 2.01\nEM Letter\nFX Telefax\n"),
            ("codelists/CL900.txt", "name New list\nA one\nB two\n"),
            ("reference/northern-ireland.tsv", "code\nGBBEL\n"),
            ("reference/CL101.tsv", "code\tfrom\tto\n1263\t2026-01-01\t\n"),
            ("eori.txt", "DE high 9999999\n")
        );

        var lists = PackComparison.Between(before, after).Lists.ToDictionary(list => list.Id, StringComparer.Ordinal);

        lists.Keys.ShouldBe(["CL101", "CL707", "CL900", "eori", "northern-ireland"], ignoreOrder: true);
        lists["CL707"].Added.ShouldBe(["FX"]);
        lists["CL707"].Removed.ShouldBe(["TE"]);
        lists["CL707"].Changed.ShouldBe(["EM"]);
        (lists["CL900"].CountBefore, lists["CL900"].CountAfter).ShouldBe((null, 2));
        lists["CL101"].CountAfter.ShouldBe(1);
        lists["CL101"].Removed.Count.ShouldBeGreaterThan(2000);
        lists["CL101"].Changed.ShouldBe(["1263"], "it has a first day now");
        lists["eori"].Changed.ShouldBe(["DE"]);
    }

    [Fact]
    public void Checks_tell_codes_trust_and_text()
    {
        var after = Pack(
            "after",
            Table,
            ("checks.txt", "R3002\tmissing=13\tofficial\tOther words.\nNEW01\tvalue=12\tfield\tA new check.\n")
        );

        var checks = PackComparison.Between(Pack("before", Table), after).Checks;

        checks.Select(check => check.Id).ShouldBe(["NEW01", "R3002"]);
        checks[0].Values.ShouldBe([new ValueChange("check", null, "A new check.")]);
        checks[1]
            .Values.Select(value => $"{value.What}: {value.Before} -> {value.After}")
            .ShouldBe([
                "codes: missing=12/13 -> missing=13",
                "trust: field -> official",
                "text: An address names a street and a number, or a P.O. box. -> Other words.",
            ]);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<ElementChange> Changes(string before, string after) =>
        PackComparison.Between(Pack("before", before), Pack("after", after)).ChangedMessages.ShouldHaveSingleItem().Elements;

    private SpecPack Pack(string name, string table, params (string File, string Text)[] files)
    {
        var folder = Path.Combine(_folder.Path, name);
        foreach (
            var (file, text) in files.Append(("pack.txt", "version Test\nnamespace urn:test\n")).Append(("messages/IE3Q05.txt", table))
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), text);
        }

        return SpecPack.Load(folder);
    }
}
