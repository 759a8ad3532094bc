using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ics2.Tests.Architecture;

/// <summary>
/// Who may know whom (DESIGN section 1). Read from the compiled references, so a project reference that nothing uses does not count, and
/// one that something uses cannot hide.
/// </summary>
public sealed class DependencyTests
{
    private static readonly string[] Wire = ["Ics2.As4", "Ics2.Trust"];

    private static readonly string[] Simulator =
    [
        .. Wire,
        "Ics2.Ens",
        "Ics2.Transport",
        "Ics2.Customs",
        "Ics2.Contract",
        "Ics2.AccessPoint",
        "Ics2.TrustServices",
        "Ics2.Trader",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Ics2.Contract"] = [],
        ["Ics2.Reporting"] = [],
        ["Ics2.Ens"] = [],
        ["Ics2.As4"] = [],
        ["Ics2.Trust"] = [],
        ["Ics2.Transport"] = Wire,
        ["Ics2.Customs"] = ["Ics2.Ens"],
        ["Ics2.TrustServices"] = ["Ics2.Trust"],
        ["Ics2.AccessPoint"] = [.. Wire, "Ics2.Ens", "Ics2.Transport", "Ics2.Customs", "Ics2.Contract"],
        ["Ics2.Trader"] = [.. Wire, "Ics2.Ens", "Ics2.Transport", "Ics2.Contract"],
        ["Ics2.Simulator"] = Simulator,
        ["Ics2.Dashboard"] = ["Ics2.Contract", "Ics2.Reporting"],
        ["Ics2.Rehearsal"] = ["Ics2.Contract", "Ics2.Reporting"],
        ["Ics2.StepDefinitions"] = [.. Simulator, "Ics2.Simulator", "Ics2.Rehearsal"],
        ["Ics2.Load"] = [.. Simulator, "Ics2.Simulator", "Ics2.Reporting"],
        ["Ics2.Load.Benchmarks"] = [.. Simulator, "Ics2.Simulator", "Ics2.Load"],
        ["ics2"] =
        [
            .. Simulator,
            "Ics2.Simulator",
            "Ics2.Reporting",
            "Ics2.Dashboard",
            "Ics2.Rehearsal",
            "Ics2.StepDefinitions",
            "Ics2.Load",
        ],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_knows_only_whom_it_may_know(string name) =>
        ReferencesOf(name)
            .Where(reference => reference.StartsWith("Ics2.", StringComparison.Ordinal))
            .Except(Allowed[name], StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void WireMock_is_known_to_the_trust_services_alone(string name) =>
        ReferencesOf(name)
            .Any(reference => reference.StartsWith("WireMock", StringComparison.Ordinal))
            .ShouldBe(name == "Ics2.TrustServices");

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Reqnroll_is_known_to_the_two_projects_of_the_steps_alone(string name) =>
        ReferencesOf(name).Contains("Reqnroll", StringComparer.Ordinal).ShouldBe(name is "Ics2.Rehearsal" or "Ics2.StepDefinitions");

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void BenchmarkDotNet_is_known_to_the_benchmarks_alone(string name) =>
        ReferencesOf(name)
            .Any(reference => reference.StartsWith("BenchmarkDotNet", StringComparison.Ordinal))
            .ShouldBe(name == "Ics2.Load.Benchmarks");

    [Fact]
    public void Customs_does_no_input_or_output() =>
        TypesUsedBy("Ics2.Customs")
            .Where(type =>
                type is "System.IO.File" or "System.IO.Directory" or "System.IO.FileStream" or "System.Console"
                || type.StartsWith("System.Net", StringComparison.Ordinal)
                || type.StartsWith("System.Data", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();

    [Fact]
    public void Only_seals_and_lists_touch_the_signature_classes_of_the_framework() =>
        Allowed
            .Keys.Where(name => ReferencesOf(name).Contains("System.Security.Cryptography.Xml", StringComparer.Ordinal))
            .Except(["Ics2.Trust", "Ics2.TrustServices", "Ics2.Load.Benchmarks"], StringComparer.Ordinal)
            .ShouldBeEmpty(); // which measure against them

    private static IEnumerable<string> ReferencesOf(string name) =>
        Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static List<string> TypesUsedBy(string name)
    {
        using var file = File.OpenRead(Assembly.Load(name).Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}
