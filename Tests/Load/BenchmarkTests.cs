using System.Reflection;
using BenchmarkDotNet.Running;
using Ics2.Load.Benchmarks;
using Ics2.Tests.Support;

namespace Ics2.Tests.Load;

/// <summary>
/// Every benchmark once, without measuring: its setup checks that the path it measures works, and it must get through itself.
/// </summary>
public sealed class BenchmarkTests(PostgresFixture postgres)
{
    private static readonly Type[] Classes = [.. typeof(Database).Assembly.GetExportedTypes().Where(type => CasesOf(type).Length > 0)];

    public static TheoryData<string> Names => [.. Classes.Select(type => type.Name)];

    public static TheoryData<string> NamesOnDatabase =>
        [.. Classes.Where(type => type.GetProperty(nameof(Database)) is not null).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_benchmarks_of_a_path_get_through(string name) => RunAsync(name);

    [Theory]
    [MemberData(nameof(NamesOnDatabase))]
    public Task The_benchmarks_of_the_store_get_through_on_PostgreSQL(string name) => RunAsync(name, new Database(postgres.NewDatabase()));

    [Theory]
    [InlineData("Seal")]
    [InlineData("Verify")]
    [InlineData("CanonicalForm")]
    [InlineData("Mime")]
    [InlineData("Gzip")]
    [InlineData("Validate")]
    [InlineData("StoreInsert")]
    [InlineData("OutboxClaim")]
    public void A_hot_path_is_measured_with_its_allocations_beside_one_baseline(string path)
    {
        var cases = CasesOf(path + "Benchmarks");

        cases.ShouldAllBe(one => one.Config.GetDiagnosers().Any());
        cases
            .GroupBy(one => string.Concat(one.Descriptor.Categories) + one.Parameters.DisplayInfo, StringComparer.Ordinal)
            .ShouldAllBe(group => group.Count() > 1 && group.Count(one => one.Descriptor.Baseline) == 1);
    }

    private static BenchmarkCase[] CasesOf(string name) => CasesOf(Classes.Single(type => type.Name == name));

    private static BenchmarkCase[] CasesOf(Type type) => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases;

    // Each method with the first of its parameters, which are the smallest.
    private static async Task RunAsync(string name, Database? database = null)
    {
        var cases = CasesOf(name).DistinctBy(one => one.Descriptor.WorkloadMethod).ToList();
        var first = cases[0];
        var benchmarks = Activator.CreateInstance(first.Descriptor.Type)!;
        foreach (var parameter in first.Parameters.Items)
        {
            first
                .Descriptor.Type.GetProperty(parameter.Name)!
                .SetValue(benchmarks, parameter.Value is Database ? database ?? parameter.Value : parameter.Value);
        }

        await CallAsync(first.Descriptor.GlobalSetupMethod);
        try
        {
            foreach (var one in cases)
            {
                await CallAsync(one.Descriptor.IterationSetupMethod);
                await CallAsync(one.Descriptor.WorkloadMethod);
                await CallAsync(one.Descriptor.IterationCleanupMethod);
            }
        }
        finally
        {
            await CallAsync(first.Descriptor.GlobalCleanupMethod);
        }

        async Task CallAsync(MethodInfo? call)
        {
            if (call?.Invoke(benchmarks, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null) is Task running)
            {
                await running;
            }
        }
    }
}
