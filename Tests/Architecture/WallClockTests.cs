using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.Architecture;

/// <summary>
/// The suite passes on any date: what reads the wall clock compares with nothing but the wall clock, what fixes a date moves a clock of its
/// own.
/// On the day after a fixed date the two together fail.
/// </summary>
public sealed partial class WallClockTests
{
    private static readonly (string Path, string Text)[] Files =
    [
        .. new[] { "Tests", "Load" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.PathOf(), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) is not nameof(WallClockTests) + ".cs")
            .Select(file => (file, File.ReadAllText(Repository.PathOf(file)))),
    ];

    // Of classes that show a date of theirs to others, for example a clock that several tests share.
    private static readonly Regex DateOfAnother = new(
        @$"\b({string.Join('|', ShowingADate())})\.\w*(Now|Noon|Today|Clock)\b",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1)
    );

    [Fact]
    public void No_test_or_bench_reads_the_wall_clock_beside_a_fixed_date() =>
        Files
            .Where(file => WallClock.IsMatch(file.Text) && (FixedDate.IsMatch(file.Text) || DateOfAnother.IsMatch(file.Text)))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("DateTimeOffset Now => TimeProvider.System.GetUtcNow();", true)]
    [InlineData("new Bench(TimeProvider.System)", true)]
    [InlineData("var now = DateTime.UtcNow;", true)]
    [InlineData("var begun = TimeProvider.System.GetTimestamp();", false)]
    [InlineData("TimeProvider.System.GetElapsedTime(begun)", false)]
    public void Reading_a_date_from_the_system_is_reading_the_wall_clock(string line, bool reads) =>
        WallClock.IsMatch(line).ShouldBe(reads);

    [Theory]
    [InlineData("DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);", true)]
    [InlineData("Tag = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));", true)]
    [InlineData("DateTimeOffset.Parse(\"2026-11-23T12:00:00Z\", null)", true)]
    [InlineData("RSA.Create(2048)", false)]
    [InlineData("""{"at":"2026-11-23T12:00:00Z"}""", false)]
    public void A_date_made_of_numbers_is_fixed(string line, bool isFixed) => FixedDate.IsMatch(line).ShouldBe(isFixed);

    [GeneratedRegex(
        @"TimeProvider\.System(?!\.Get(Timestamp|ElapsedTime))|\bDateTime(Offset)?\.(UtcNow|Now|Today)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex WallClock { get; }

    [GeneratedRegex(
        @"\bnew( Date(Time|TimeOffset|Only))?\((19|20)\d\d, |\bDate(Time|TimeOffset|Only)\.Parse(Exact)?\(""(19|20)\d\d",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex FixedDate { get; }

    private static IEnumerable<string> ShowingADate() =>
        Files.Where(file => file.Text.Split('\n').Any(IsShown)).Select(file => Path.GetFileNameWithoutExtension(file.Path));

    private static bool IsShown(string line) => Shown.IsMatch(line) && FixedDate.IsMatch(line);

    [GeneratedRegex(@"^    (public|internal) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Shown { get; }
}
