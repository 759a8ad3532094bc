using System.Globalization;
using Ics2.Load.Benchmarks;
using Ics2.Load.Sealing;

// The load engine and its scenarios come with part 6; until then this measures the sealing path on one core.
var (scenario, keySize, seconds) = args switch
{
    [var name, var key, var time] => (name, int.Parse(key, CultureInfo.InvariantCulture), int.Parse(time, CultureInfo.InvariantCulture)),
    [var name, var key] => (name, int.Parse(key, CultureInfo.InvariantCulture), 20),
    [var name] => (name, 2048, 20),
    _ => ("", 0, 0),
};
if (scenario == "validation")
{
    new ValidationBenchmark(TimeProvider.System).Run(Console.Out, TimeSpan.FromSeconds(5));
    return 0;
}

if (scenario == "trust")
{
    await new TrustBenchmark(TimeProvider.System).RunAsync(Console.Out, TimeSpan.FromSeconds(5));
    return 0;
}

if (scenario != "sealing")
{
    await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project Load -- sealing [KEY_BITS [SECONDS]] | validation | trust");
    return 2;
}

SealingMeasurement.Run(keySize, TimeSpan.FromSeconds(seconds)).Write(Console.Out);
return 0;
