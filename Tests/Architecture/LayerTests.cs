using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

[assembly: AssemblyFixture(typeof(Ics2.Tests.Architecture.LoadedHouse))]

namespace Ics2.Tests.Architecture;

/// <summary>
/// The floors of each room (DESIGN section 1): a namespace knows only those on floors below its own, so no circle is possible. A namespace
/// that is not entered here has no place yet, which is a failure too.
/// </summary>
public sealed class LayerTests(LoadedHouse house)
{
    // From the ground up; what stands on one floor does not know its neighbours. "" is the root of the project.
    private static readonly Dictionary<string, string[]> Floors = new(StringComparer.Ordinal)
    {
        ["Ics2.As4"] =
        [
            "Names, Messages",
            "",
            "Profiles",
            "Mime",
            "Compression",
            "Xml",
            "Envelopes",
            "Sealing",
            "Checking, Writing",
            "Receipts",
            "Inspection",
        ],
        ["Ics2.Ens"] =
        [
            "Values",
            "Catalogue",
            "Messages, Comparing",
            "Findings",
            "Reading, Writing, Rules",
            "Validation",
            "Amending, Quality",
            "Samples, Schemas",
        ],
        ["Ics2.Trust"] = ["Certificates, Keeping", "Lists, Revocation", "Chains", "Registry", "Deciding", "Preflight"],
        ["Ics2.TrustServices"] = [""],
        ["Ics2.AccessPoint"] =
        [
            "Settings",
            "Storing, Playbooks, Watching",
            "Processing",
            "Receiving",
            "Capturing",
            "Outbox",
            "Chaos",
            "Management",
            "Hosting",
        ],
        ["Ics2.Transport"] = [""],
        ["Ics2.Dashboard"] = ["Watching", "Parts", "Pages", ""],
        ["Ics2.Trader"] = ["Settings, Messages", "Wire", "Lodging, Receiving", "Pulling", "Wrapping", "Conduct", ""],
        ["Ics2.Customs"] = ["Model", "Notices", "Registering", "Linking, Arrival, Referrals", "Risk", "Deciding"],
        ["Ics2.Rehearsal"] =
        [
            "Running.Gherkin",
            "Plans, Requirements",
            "Running.Results",
            "Running",
            "Bridge",
            "",
            "Reporting",
            "Archiving",
        ],
    };

    public static TheoryData<string> Projects => [.. Floors.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_knows_only_those_below_it(string project)
    {
        var floorOf = Floors[project]
            .SelectMany((names, floor) => names.Split(", ").Select(name => (Name: name.Length == 0 ? project : $"{project}.{name}", floor)))
            .ToDictionary(entry => entry.Name, entry => entry.floor, StringComparer.Ordinal);
        var arrows = house.ArrowsIn(project);

        house.NamespacesOf(project).Except(floorOf.Keys, StringComparer.Ordinal).ShouldBeEmpty("no floor is entered for them");
        arrows.Where(arrow => floorOf[arrow.From] <= floorOf[arrow.To]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(DependencyTests.Assemblies), MemberType = typeof(DependencyTests))]
    public void No_circle_of_namespaces_exists_inside_a_project(string project) => Circles.In(house.ArrowsIn(project)).ShouldBeEmpty();

    [Fact]
    public void A_circle_is_found_and_named() =>
        Circles.In([new Arrow("A", "B"), new Arrow("B", "C"), new Arrow("C", "A"), new Arrow("C", "D")]).ShouldBe(["A, B, C"]);
}

/// <summary>All assemblies of the product, read once.</summary>
public sealed class LoadedHouse
{
    private readonly ArchUnitNET.Domain.Architecture _house = new ArchLoader()
        .LoadAssemblies([.. DependencyTests.Assemblies.Select(name => System.Reflection.Assembly.Load(name.Data))])
        .Build();

    public IReadOnlySet<string> NamespacesOf(string project) =>
        TypesOf(project).Select(type => type.Namespace.FullName).ToHashSet(StringComparer.Ordinal);

    /// <summary>Which namespace of a project uses which other one of it.</summary>
    public IReadOnlyList<Arrow> ArrowsIn(string project)
    {
        var own = NamespacesOf(project);
        return
        [
            .. TypesOf(project)
                .SelectMany(type =>
                    type.Dependencies.Select(used => new Arrow(type.Namespace.FullName, used.Target.Namespace?.FullName ?? ""))
                )
                .Where(arrow => arrow.From != arrow.To && own.Contains(arrow.To))
                .Distinct(),
        ];
    }

    // What the compiler makes (regular expressions, embedded attributes) lives in namespaces of its own.
    private IEnumerable<IType> TypesOf(string project) =>
        _house.Types.Where(type =>
            type.Assembly?.Name.Split(',')[0] == project && type.Namespace.FullName.StartsWith("Ics2", StringComparison.Ordinal)
        );
}

/// <summary>One namespace uses another.</summary>
public sealed record Arrow(string From, string To);
