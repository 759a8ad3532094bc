using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Playbooks;
using Ics2.Contract;
using Ics2.Ens.Catalogue;
using Ics2.Rehearsal.Plans;
using Ics2.Tests.Support;
using YamlDotNet.Core;

namespace Ics2.Tests.Contract;

/// <summary>Small texts that stand for much, given to everything of ours that reads YAML.</summary>
public sealed class PlainYamlTests
{
    private const int MaxMessage = 2_000;
    private const long MaxAllocated = 20_000_000;

    private static readonly SpecPack Pack = SpecPack.Embedded();

    [Theory]
    [InlineData("scanner-state.yaml")]
    [InlineData("unsupported-event.yaml")]
    public void What_makes_the_library_fail_in_a_way_it_does_not_speak_of_is_refused_at_its_line(string file)
    {
        var text = File.ReadAllText(Repository.PathOf("Fuzzing", "corpus", "yaml", file));

        Should
            .Throw<InvalidDataException>(() => Playbook.Read(text, "found", Pack))
            .Message.ShouldContain("what stands here cannot be read");
    }

    public static TheoryData<string, string> Hostile { get; } =
        new()
        {
            { "chaos", "laughs" },
            { "chaos", "brackets" },
            { "chaos", "braces" },
            { "chaos", "endless" },
            { "chaos", "merge" },
            { "playbook", "laughs" },
            { "playbook", "brackets" },
            { "playbook", "braces" },
            { "playbook", "endless" },
            { "playbook", "merge" },
            { "plan", "laughs" },
            { "plan", "brackets" },
            { "plan", "braces" },
            { "plan", "merge" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_small_text_that_stands_for_much_is_refused_before_it_grows(string reader, string kind)
    {
        var text = Text(kind);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Should.Throw<InvalidDataException>(() => Read(reader, text));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated);
        refused.Message.Length.ShouldBeLessThan(MaxMessage);
        refused.Message.ShouldContain("line ");
    }

    [Theory]
    [InlineData("a: &x 1", "anchors")]
    [InlineData("a: *x", "anchors")]
    [InlineData("<<: { a: 1 }\nb: [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "deep")]
    public void What_is_not_plain_is_said_at_its_place(string text, string expected) =>
        Should.Throw<YamlException>(() => PlainYaml.Load(text)).Message.ShouldContain(expected);

    [Fact]
    public void Plain_text_is_read_and_a_node_is_shown_shortly()
    {
        var root = PlainYaml.Load($"rules: [one, [two, three], {{ a: {new string('x', 500)} }}]").Documents[0].RootNode;

        PlainYaml.Shown(root).ShouldBe("a mapping of 1");
        PlainYaml.Shown(root["rules"]).ShouldBe("a list of 3");
        PlainYaml.Shown(root["rules"][0]).ShouldBe("one");
        PlainYaml.Shown(root["rules"][2]["a"]).Length.ShouldBeLessThan(100);
    }

    private static object Read(string reader, string text) =>
        reader switch
        {
            "chaos" => ChaosPlan.Read(text, "test"),
            "playbook" => Playbook.Read(text, "test", Pack),
            _ => PlanReader.Read(text, "test", _ => true),
        };

    private static string Text(string kind) =>
        kind switch
        {
            "laughs" => "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n"
                + string.Concat(
                    "bcdefghij".Select(
                        (name, at) => $"{name}: &{name} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + at)}", 9))}]\n"
                    )
                )
                + "rules:\n  - *j\n",
            "brackets" => "rules: " + new string('[', 60_000),
            "braces" => "rules: " + string.Concat(Enumerable.Repeat("{a: ", 15_000)),
            "endless" => "rules: []\n#" + new string('x', PlainYaml.MaxLength),
            "merge" => "a: &a { b: 1 }\n<<: *a\nrules: []",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
