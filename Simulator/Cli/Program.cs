using System.CommandLine;
using Ics2.Cli;
using Ics2.Cli.Verbs;

var root = new RootCommand(
    "ICS2 Release 3, rehearsed on your own machine: a simulated EU access point, an ENS client, conformance scenarios and load."
)
{
    new ServeVerb(),
    new EnrolVerb(),
    new PingVerb(),
    new SendVerb(),
    new PullVerb(),
    new ListenVerb(),
    new RehearseVerb(),
    new VerifyArchiveVerb(),
    new CompareVerb(),
    new CoverageVerb(),
    new LoadVerb(),
    new SampleVerb(),
    new InspectVerb(),
    new PreflightVerb(),
    new ValidateVerb(),
    new ReferenceVerb(),
    new PackVerb(),
    new MessagesVerb(),
    new SchemaVerb(),
};

// A tag expression begins with @, which is no response file here.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"ics2: {error.Message}");
    }

    if (parsed.CommandResult.Command is RootCommand)
    {
        await Console.Error.WriteLineAsync($"ics2: the verbs are {string.Join(", ", root.Subcommands.Select(verb => verb.Name))}");
    }

    await Console.Error.WriteLineAsync(
        $"ics2: see 'ics2 {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help'"
    );
    return ExitCodes.Usage;
}

// Ctrl-C asks for an end, and what was begun is brought to it: the reports of a rehearsal, the exchanges of a server.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
