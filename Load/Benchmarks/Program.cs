using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Ics2.Load.Benchmarks;

// Single paths: the benchmarks, and three measurements of what BenchmarkDotNet does not count. Load on an access point is put on by ics2
// load.
return args switch
{
    [] or [['-', ..], ..] => Benchmarks(),
    ["sealing"] => Sealing(2048, 20),
    ["sealing", "2048" or "3072" or "4096"] => Sealing(Number(args[1]), 20),
    ["sealing", "2048" or "3072" or "4096", _] when Number(args[2]) > 0 => Sealing(Number(args[1]), Number(args[2])),
    ["validation"] => Validation(),
    ["trust"] => await TrustAsync(),
    _ => Refuse(
        "usage: dotnet run -c Release --project Load/Benchmarks -- [sealing [2048|3072|4096 [SECONDS]] | validation | trust | "
            + "options of BenchmarkDotNet, such as --filter '*Seal*' --job short]"
    ),
};

int Benchmarks()
{
    if (Database.Fault is { } fault)
    {
        return Refuse(fault);
    }

    // BenchmarkDotNet builds a project of its own around ours and with that ours again, in which analysers found nothing a moment ago.
    var config = DefaultConfig
        .Instance.AddJob(Job.Default.WithArguments([new MsBuildArgument("/p:RunAnalyzers=false")]).AsMutator())
        .WithBuildTimeout(TimeSpan.FromMinutes(10))
        .AddColumn(StatisticColumn.Min) // what a machine that others use too disturbs least
        .HideColumns(Column.Error, Column.StdDev, Column.Median, Column.RatioSD, Column.Arguments);
    var summaries = BenchmarkRunner.Run(typeof(Database).Assembly, config, args);
    if (
        Database.All.Count == 1
        && Array.Exists(summaries, summary => summary.BenchmarksCases.Any(one => one.Parameters[nameof(Database)] is not null))
    )
    {
        Console.WriteLine(
            $"SKIPPED: the store on PostgreSQL, since {Database.Variable} holds no address of an empty database "
                + $"(postgresql://user:password@host:port/database)."
        );
    }

    return Array.Exists(
        summaries,
        summary =>
            summary.HasCriticalValidationErrors
            || summary.Reports.Length < summary.BenchmarksCases.Length
            || summary.Reports.Any(report => !report.Success)
    )
        ? 1
        : 0;
}

int Sealing(int keySize, int seconds)
{
    SealingMeasurement.Run(keySize, TimeSpan.FromSeconds(seconds)).Write(Console.Out);
    return 0;
}

int Validation()
{
    new ValidationMeasurement(TimeProvider.System).Run(Console.Out, TimeSpan.FromSeconds(5));
    return 0;
}

async Task<int> TrustAsync()
{
    await new TrustMeasurement(TimeProvider.System).RunAsync(Console.Out, TimeSpan.FromSeconds(5));
    return 0;
}

int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}
