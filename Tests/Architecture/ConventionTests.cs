using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.Architecture;

/// <summary>One convention each (CONTRIBUTING.md), where neither the compiler nor an analyser holds it.</summary>
public sealed partial class ConventionTests
{
    private const int MaxColumns = 160;
    private static readonly string[] Folders = ["Simulator", "StepDefinitions", "Features", "Load", "Fuzzing", "Tests", "ci", "samples"];
    private static readonly string[] Endings = [".cs", ".razor", ".feature"];

    // What the framework and its packages name so.
    private static readonly string[] Foreign =
    [
        "Authorization",
        "Serialize",
        "Initialize",
        "Normalize",
        "Color",
        "Analyzer",
        "Canonicalization",
        "Organization",
        "Recognized",
        "NormalizationForm",
    ];

    private static readonly HashSet<string> Fillers = new(["the", "a", "an", "it", "of", "thi", "that"], StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Sources =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.PathOf(), file).Replace('\\', '/'))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_line_is_too_long_to_read() =>
        Sources
            .SelectMany(file =>
                File.ReadLines(Repository.PathOf(file)).Select((line, index) => (Place: $"{file}:{index + 1}", line.Length))
            )
            .Where(line => line.Length > MaxColumns)
            .Select(line => line.Place)
            .ShouldBeEmpty();

    // A machine that stands still for a second in the middle of a match is no slow pattern; and then it is a message that is not answered.
    [Fact]
    public void No_pattern_gives_up_in_less_than_a_minute() =>
        Sources
            .SelectMany(file => Impatient.Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(DependencyTests.Assemblies), MemberType = typeof(DependencyTests))]
    public void A_cancellation_token_is_called_cancellationToken(string assembly) =>
        Assembly
            .Load(assembly)
            .GetTypes()
            .Where(type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) is not true
            )
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
                )
            )
            .Where(method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal))
            .Select(method => method.GetParameters().Where(parameter => parameter.ParameterType == typeof(CancellationToken)).ToList())
            // One that takes two has to say which is which.
            .Where(tokens => tokens is [{ Name: not "cancellationToken" }])
            .Select(tokens => $"{tokens[0].Member.DeclaringType}.{tokens[0].Member.Name}({tokens[0].Name})")
            .ShouldBeEmpty();

    [Fact]
    public void What_is_said_of_a_parameter_is_more_than_its_name() =>
        Sources
            .SelectMany(file => Parameter.Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => (File: file, Match: match)))
            .Where(said => Repeats(said.Match.Groups["name"].Value, said.Match.Groups["text"].Value))
            .Select(said => $"{said.File}: {said.Match.Value}")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("settings", "The settings.", true)]
    [InlineData("MessageId", "Its message id.", true)]
    [InlineData("party", "Full party id.", false)]
    public void The_name_again_with_an_article_says_nothing(string name, string text, bool repeats) =>
        Repeats(name, text).ShouldBe(repeats);

    [Fact]
    public void Names_are_spelt_the_British_way() =>
        Sources
            .Where(file =>
                file.StartsWith("Simulator/", StringComparison.Ordinal) || file.StartsWith("StepDefinitions/", StringComparison.Ordinal)
            )
            .SelectMany(file => Declared.Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Groups["name"].Value))
            .Where(name => American.IsMatch(name) && !Foreign.Any(word => name.Contains(word, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static bool Repeats(string name, string text)
    {
        var known = Word.Matches(name).Select(word => word.Value.TrimEnd('s')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Word.Matches(text).Select(word => word.Value.TrimEnd('s')).Where(word => !Fillers.Contains(word)).All(known.Contains);
    }

    [GeneratedRegex(@"<param name=""(?<name>\w+)"">(?<text>[^<]*)</param>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Parameter { get; }

    [GeneratedRegex(
        @"(RegexOptions\.\w+,\s*|matchTimeoutMilliseconds: )([0-9]{1,4}|[1-5]?[0-9]_[0-9]{3})\s*\)|RegexOptions\.\w+,\s*TimeSpan\.From(Milli)?[Ss]econds",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Impatient { get; }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(
        @"\b(?:class|record|struct|enum|interface)\s+(?<name>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Declared { get; }

    [GeneratedRegex(
        "[a-z]ize|[a-z]ization|[Aa]nalyz|[Bb]ehavior|[Cc]olor|[Ff]avor|[Cc]enter|[Cc]atalog$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex American { get; }
}
