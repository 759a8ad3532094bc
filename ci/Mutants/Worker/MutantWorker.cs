// Compiled into the tests of the copy: runs the tests that it is told to, with the fault that it is told to.
#pragma warning disable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Ics2.Tests.MutantWorker.HitsAttribute]

namespace Ics2.Tests;

public static class MutantWorker
{
    private static readonly List<IXunitTestCase> s_cases = [];
    private static TextWriter s_out = TextWriter.Null;
    private static FixtureMappingManager s_fixtures = null!;
    private static IXunitTestAssembly s_assembly = null!;

    public static async Task<int> Main(string[] args)
    {
        s_out = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        var assembly = typeof(MutantWorker).Assembly;
        TestContext.SetForInitialization(null, false, false);
        var framework = ExtensibilityPointFactory.GetTestFramework(assembly);
        var discoverer = framework.GetDiscoverer(assembly);
        var folders = args[0].Split(',').Select(folder => "Ics2.Tests." + folder).ToList();
        var types = assembly
            .GetExportedTypes()
            .Where(type => folders.Exists(folder => type.Namespace == folder || type.Namespace?.StartsWith(folder + ".") == true))
            .ToArray();
        await discoverer.Find(
            found =>
            {
                s_cases.Add((IXunitTestCase)found);
                return new(true);
            },
            TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = true }),
            types
        );
        var byId = new Dictionary<string, IXunitTestCase>();
        s_cases.ForEach(found => byId.TryAdd(found.UniqueID, found));
        s_assembly = s_cases[0].TestMethod.TestClass.TestCollection.TestAssembly;
        s_fixtures = new Kept();
        await s_fixtures.InitializeAsync(s_assembly.AssemblyFixtureTypes.ToArray());
        s_out.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split('\t');
            switch (words[0])
            {
                case "cover":
                    await CoverAsync(byId.Values.ToList());
                    break;
                case "run":
                    s_out.WriteLine("done\t" + await RunAsync(int.Parse(words[1]), words[2].Split(',').Select(id => byId[id]).ToList()));
                    break;
            }
        }

        await s_fixtures.DisposeAsync();
        Environment.Exit(0);
        return 0;
    }

    private static async Task CoverAsync(List<IXunitTestCase> cases)
    {
        Hits.Seen = [];
        global::Mutant.TakeHits();
        var sink = new Sink(stopAtFirst: false);
        await RunAsync(cases, sink);
        foreach (var found in cases)
        {
            var seen = Hits.Seen.GetValueOrDefault(found.UniqueID);
            var failed = sink.Failed.ContainsKey(found.UniqueID) || sink.Skipped.ContainsKey(found.UniqueID);
            s_out.WriteLine(
                string.Join(
                    '\t',
                    "test",
                    found.UniqueID,
                    failed ? "not" : "passed",
                    sink.Milliseconds.GetValueOrDefault(found.UniqueID),
                    found.TestMethod.TestClass.TestClassName,
                    found.TestCaseDisplayName.ReplaceLineEndings(" ").Replace('\t', ' '),
                    seen is null ? "" : string.Join(',', seen.Before),
                    seen is null ? "" : string.Join(',', seen.Within)
                )
            );
        }

        s_out.WriteLine("covered");
        Hits.Seen = null;
    }

    // The test that noticed; empty when none did; "dirty" when it fails without the fault as well.
    private static async Task<string> RunAsync(int id, List<IXunitTestCase> cases)
    {
        global::Mutant.Active = id;
        var sink = new Sink(stopAtFirst: true);
        try
        {
            await RunAsync(cases, sink);
        }
        finally
        {
            global::Mutant.Active = 0;
        }

        if (sink.First is not { } first)
        {
            return sink.Broken ? "dirty" : "";
        }

        var again = new Sink(stopAtFirst: true);
        await RunAsync(cases.Where(found => found.UniqueID == first).ToList(), again);
        var name = cases.First(found => found.UniqueID == first).TestCaseDisplayName.ReplaceLineEndings(" ").Replace('\t', ' ');
        return again.First is null ? name : "dirty";
    }

    private static async Task RunAsync(List<IXunitTestCase> cases, Sink sink)
    {
        var options = TestFrameworkOptions.ForExecution(
            new TestAssemblyConfiguration { ParallelizeTestCollections = false, MaxParallelThreads = 1 }
        );
        await new Runner().RunAsync(cases, sink, options);
    }

    private sealed class Runner : XunitTestAssemblyRunner
    {
        public async Task RunAsync(List<IXunitTestCase> cases, IMessageSink sink, ITestFrameworkExecutionOptions options)
        {
            await using var context = new Context(s_assembly, cases, sink, options);
            await context.InitializeAsync();
            await Run(context);
        }
    }

    // Keys take seconds: what all tests share lives as long as the worker.
    private sealed class Context(
        IXunitTestAssembly assembly,
        IReadOnlyCollection<IXunitTestCase> cases,
        IMessageSink sink,
        ITestFrameworkExecutionOptions options
    ) : XunitTestAssemblyRunnerContext(assembly, cases, sink, options, default)
    {
        public override ValueTask<RunSummary> RunTestCollection(
            IXunitTestCollection collection,
            IReadOnlyCollection<IXunitTestCase> cases
        ) =>
            XunitTestCollectionRunner.Instance.Run(
                collection,
                cases,
                ExplicitOption,
                MessageBus,
                Aggregator.Clone(),
                CancellationTokenSource,
                ParallelMode,
                Scheduler,
                s_fixtures
            );
    }

    private sealed class Kept() : FixtureMappingManager("Assembly", (object[])[]);

    private sealed class Sink(bool stopAtFirst) : IMessageSink
    {
        public ConcurrentDictionary<string, bool> Failed { get; } = [];
        public ConcurrentDictionary<string, bool> Skipped { get; } = [];
        public ConcurrentDictionary<string, int> Milliseconds { get; } = [];
        public string? First { get; private set; }
        public bool Broken { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestFailed failed:
                    First ??= failed.TestCaseUniqueID;
                    Failed[failed.TestCaseUniqueID] = true;
                    break;
                case ITestSkipped skipped:
                    Skipped[skipped.TestCaseUniqueID] = true;
                    break;
                case ITestFinished finished:
                    Milliseconds.AddOrUpdate(
                        finished.TestCaseUniqueID,
                        (int)(finished.ExecutionTime * 1000),
                        (_, before) => before + (int)(finished.ExecutionTime * 1000)
                    );
                    break;
                case IErrorMessage:
                    Broken = true;
                    break;
            }

            return !stopAtFirst || First is null;
        }
    }

    internal sealed class Seen
    {
        public HashSet<int> Before { get; } = [];
        public HashSet<int> Within { get; } = [];
    }

    /// <summary>What each test asked for: what came since the test before belongs to its class, whose fixtures may have done it.</summary>
    [AttributeUsage(AttributeTargets.Assembly)]
    internal sealed class HitsAttribute : BeforeAfterTestAttribute
    {
        public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Take(test)?.Before.UnionWith(global::Mutant.TakeHits());

        public override void After(MethodInfo methodUnderTest, IXunitTest test) => Take(test)?.Within.UnionWith(global::Mutant.TakeHits());

        private static Seen? Take(IXunitTest test) => Hits.Seen?.GetOrAdd(test.TestCase.UniqueID, _ => new Seen());
    }

    internal static class Hits
    {
        public static ConcurrentDictionary<string, Seen>? Seen;
    }
}
