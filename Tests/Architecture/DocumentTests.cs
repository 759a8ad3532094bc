using System.Text.Json;
using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.Architecture;

/// <summary>What is written for people stays true: paths lead somewhere, and notices name what is in the box.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/rehearsal.md",
        "docs/versions.md",
        "fixtures/packs/made-3/README.md",
    ];

    public static TheoryData<string> Files => [.. Documents];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_link_to_a_file_leads_somewhere(string document) =>
        Link.Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups["to"].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal))
            .Where(link => !Exists(Path.Combine(Path.GetDirectoryName(document)!, link)))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_path_of_the_tree_exists(string document) =>
        Span.Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups["path"].Value.TrimEnd('/'))
            .Where(path => !Exists(path))
            .ShouldBeEmpty();

    // A newcomer finds any rule, state, check or switch in two hops: room, file.
    [Fact]
    public void The_files_to_begin_at_exist() =>
        Room.Matches(File.ReadAllText(Repository.PathOf("docs", "architecture.md")))
            .Select(match => $"{match.Groups["room"].Value}/{match.Groups["file"].Value}")
            .Where(path => !Exists(path))
            .ShouldBeEmpty();

    [Fact]
    public void The_notices_name_every_package_in_the_box()
    {
        var notices = File.ReadAllText(Repository.PathOf("THIRD-PARTY-NOTICES.txt"));
        using var box = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "ics2.deps.json")));

        box.RootElement.GetProperty("libraries")
            .EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Replace('/', ' '))
            .Where(package => !notices.Contains($"\n{package}: ", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static bool Exists(string path) =>
        Path.Combine(Repository.PathOf(), path) is var full && (File.Exists(full) || Directory.Exists(full));

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(
        @"`(?<path>(Simulator|StepDefinitions|Features|Load|Tests|ci|docs|fixtures|samples)/[\w./-]*)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Span { get; }

    [GeneratedRegex(
        @"^\| `(?<room>[\w/]+)` \|.*\| `(?<file>[\w./]+)` \|$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Room { get; }
}
