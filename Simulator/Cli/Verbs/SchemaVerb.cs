using System.CommandLine;
using Ics2.Cli.Output;

namespace Ics2.Cli.Verbs;

/// <summary>Prints the JSON schema of a document that another verb writes.</summary>
internal sealed class SchemaVerb : Verb
{
    private readonly Argument<string?> _name = new("name")
    {
        Description = "Which document, for example rehearse; left out: lists them",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SchemaVerb()
        : base("schema", "Prints the JSON schema of a document that ics2 writes.", "ics2 schema rehearse") => Add(_name);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(_name);
        if (PublishedSchemas.Documents.FirstOrDefault(published => published.Name == name) is { } wanted)
        {
            Console.Out.WriteLine(wanted.Schema().ToJsonString(Documents.Pretty));
            return Task.FromResult(ExitCodes.Fine);
        }

        if (name is not null)
        {
            Say(
                $"ics2 schema: there is no document '{name}'; there are {string.Join(", ", PublishedSchemas.Documents.Select(published => published.Name))}"
            );
            return Task.FromResult(ExitCodes.Usage);
        }

        if (WantsJson(arguments))
        {
            WriteDocument(
                new
                {
                    schemas = PublishedSchemas.Documents.ToDictionary(
                        published => published.Name,
                        published => published.Schema(),
                        StringComparer.Ordinal
                    ),
                }
            );
            return Task.FromResult(ExitCodes.Fine);
        }

        foreach (var published in PublishedSchemas.Documents)
        {
            Console.Out.WriteLine($"{published.Name, -15} {published.Title}");
        }

        return Task.FromResult(ExitCodes.Fine);
    }
}
