using System.CommandLine;
using Ics2.Fuzzing;

// Feeds what reads strangers' bytes with broken input, going by which branches each input reaches.
var seconds = new Option<int>("--seconds") { Description = "How long", DefaultValueFactory = _ => 60 };
var seed = new Option<int?>("--seed")
{
    Description = "Repeats the choices of a run, as far as its timing allows; else a new one, which is printed",
};
var only = new Option<string[]>("--target") { Description = "Only these", AllowMultipleArgumentsPerToken = true };
var corpus = new Option<DirectoryInfo?>("--corpus")
{
    Description =
        "Folder that keeps inputs that reach something new, from one run to the next; failures/ in it those that fail. Else one in /tmp",
};
var child = new Option<string?>("--instrumented") { Description = "Set by the program itself: the repository's root", Hidden = true };
var root = new RootCommand(
    "Fuzzes the readers of Ics2Conformance: MIME, envelope, seal, gzip, documents, YAML, trusted lists, certificates."
)
{
    seconds,
    seed,
    only,
    corpus,
    child,
};
root.SetAction(
    async (arguments, cancellationToken) =>
    {
        if (arguments.GetValue(child) is not { } repository)
        {
            return await InstrumentedCopy.RunAsync(args, cancellationToken);
        }

        Coverage.Begin(); // before anything that counts runs
        var folder = arguments.GetValue(corpus) ?? Directory.CreateTempSubdirectory("ics2-fuzzing-");
        var chosen = arguments.GetValue(only) ?? [];
        var all = await Targets.AllAsync(repository);
        var targets = all.Where(target => chosen.Length == 0 || chosen.Contains(target.Name)).ToList();
        if (targets.Count == 0)
        {
            await Console.Error.WriteLineAsync($"no such target; there are {string.Join(", ", all.Select(target => target.Name))}");
            return 3;
        }

        var campaign = new Campaign(targets, arguments.GetValue(seed) ?? Random.Shared.Next(), folder.FullName);
        return await campaign.RunAsync(TimeSpan.FromSeconds(arguments.GetValue(seconds)), cancellationToken) ? 0 : 1;
    }
);
return await root.Parse(args).InvokeAsync();
