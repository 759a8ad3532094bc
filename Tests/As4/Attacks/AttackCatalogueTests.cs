using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Attacks;

/// <summary>
/// Every case of the attack catalogue has a test that names it: as the id of an <see cref="AttackCase"/>, at the end of a test's name, or in
/// the comment beside its attribute. What a summary says of a class counts for nothing.
/// </summary>
public sealed partial class AttackCatalogueTests
{
    // Encryption is refused as a whole (ENC-11) until something is decrypted here.
    private const string Encryption = "ENC";

    private static IReadOnlyList<string> Ids =>
        [
            .. File.ReadLines(Repository.PathOf("Tests", "As4", "Attacks", "attack-cases.txt"))
                .Where(line => line.Length > 0 && !line.StartsWith('#')),
        ];

    [Fact]
    public void The_list_is_whole()
    {
        Ids.Count.ShouldBe(141);
        Ids.ShouldBeUnique(StringComparer.Ordinal);
        Ids.Count(id => !id.StartsWith(Encryption, StringComparison.Ordinal)).ShouldBe(127);
    }

    [Fact]
    public void Every_case_outside_encryption_is_named_by_a_test()
    {
        var named = Directory
            .EnumerateFiles(Repository.PathOf("Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Where(NamesTest)
            .SelectMany(line => Id().Matches(line).Select(match => $"{match.Groups["kind"].Value}-{match.Groups["number"].Value}"))
            .ToHashSet(StringComparer.Ordinal);

        Ids.Where(id => !id.StartsWith(Encryption, StringComparison.Ordinal) && !named.Contains(id)).ShouldBeEmpty();
        named.Where(id => !Ids.Contains(id, StringComparer.Ordinal)).ShouldBeEmpty("no test names a case that there is not");
    }

    private static bool NamesTest(string line)
    {
        var text = line.TrimStart();
        return !text.StartsWith("///", StringComparison.Ordinal)
            && (
                text.StartsWith("public ", StringComparison.Ordinal)
                || text.StartsWith('[')
                || text.StartsWith("// ", StringComparison.Ordinal)
                || text.Contains('"', StringComparison.Ordinal)
                || text.Contains("[Fact]", StringComparison.Ordinal)
            );
    }

    [GeneratedRegex(
        "(?<![A-Z0-9])(?<kind>XSW|DIF|KEY|TRF|XML|ENC|MIM|AS4|TLS)[-_](?<number>[0-9]{2})(?![0-9])",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Id();
}
