using Ics2.Load.Engine;
using Ics2.Load.Scenarios;
using NBomber.Contracts;
using NBomber.CSharp;

// The scenarios of ics2 load under NBomber:
//   dotnet run -c Release --project Load/NBomber -- filing 100 60 trader1 trader2
if (args is not [var name, var rate, var seconds, .. var folders] || (name != "sealing" && folders.Length == 0))
{
    await Console.Error.WriteLineAsync(
        "usage: dotnet run -c Release --project Load/NBomber -- sealing|transport|filing|mixed RATE SECONDS [TRADER_FOLDER...]"
    );
    return 2;
}

await using var scenario = await OpenAsync(name, folders);
long next = -1;
var bombing = Scenario
    .Create(
        scenario.Name,
        async context =>
        {
            var clock = TimeProvider.System;
            var exchange = new Exchange(Interlocked.Increment(ref next), clock.GetTimestamp(), clock);
            var outcome = await scenario.RunAsync(exchange, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            if (outcome.Failure is null && outcome.Afterwards is { } afterwards)
            {
                outcome = outcome with { Failure = await afterwards(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)) };
            }

            return outcome.Failure is { } failure
                ? Response.Fail(statusCode: failure.Kind, message: failure.Text)
                : (IResponse)Response.Ok(statusCode: outcome.Label);
        }
    )
    .WithWarmUpDuration(TimeSpan.FromSeconds(5))
    .WithLoadSimulations(
        Simulation.Inject(rate: int.Parse(rate), interval: TimeSpan.FromSeconds(1), during: TimeSpan.FromSeconds(int.Parse(seconds)))
    );
NBomberRunner.RegisterScenarios(bombing).Run();
return 0;

static async Task<ILoadScenario> OpenAsync(string name, string[] folders)
{
    var clock = TimeProvider.System;
    var size = new FilingSize(Houses: 1, Items: 2);
    if (name == "sealing")
    {
        return new SealingScenario(keySize: 2048);
    }

    var traders = await LoadTraders.OpenAsync(folders, new LoadTraderOptions { Receives = name != "transport" }, clock);
    return name switch
    {
        "transport" => new TransportScenario(traders, TransportContent.Ping, size, clock),
        "mixed" => new MixedScenario(traders, clock),
        _ => new FilingScenario(traders, size, clock),
    };
}
