using System.CommandLine;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Schemas;
using Spectre.Console;

namespace Ics2.Cli.Verbs;

/// <summary>The catalogue, the structure of one message, the schemas.</summary>
internal sealed class MessagesVerb : Verb
{
    private readonly Argument<string?> _message = new("message")
    {
        Description = "Message id, for example IE3F10; without it all are listed",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<DirectoryInfo?> _xsd = new("--xsd") { Description = "Folder to write the XML Schemas to" };
    private readonly Option<DirectoryInfo?> _pack = SpecPackOption.Create();

    public MessagesVerb()
        : base("messages", "Lists the messages, shows the structure of one, or writes the XML Schemas.", "ics2 messages IE3F10")
    {
        Add(_message);
        Add(_xsd);
        Add(_pack);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var pack = SpecPackOption.Read(arguments.GetValue(_pack));
        var id = arguments.GetValue(_message)?.ToUpperInvariant();
        var one = id is null
            ? null
            : pack.Find(id)
                ?? throw new CouldNotRunException(
                    $"'{id}' is not one of the {pack.MessageIds.Count()} messages of {pack.Version}; 'ics2 messages' lists them."
                );
        var schemas = arguments.GetValue(_xsd) is { } folder ? await WriteSchemasAsync(pack, one, folder, cancellationToken) : null;

        if (WantsJson(arguments))
        {
            var messages = one is null ? pack.Messages : [one];
            WriteDocument(
                new MessagesDocument(pack.Version, [.. messages.Select(message => Entry(message, withRows: one is not null))], schemas)
            );
        }
        else if (schemas is not null)
        {
            Say($"{schemas.Count} schema{(schemas.Count == 1 ? "" : "s")} written to {arguments.GetValue(_xsd)}");
        }
        else if (one is not null)
        {
            WriteTree(Terminal.Open(), one);
        }
        else
        {
            WriteCatalogue(Terminal.Open(), pack);
        }

        return ExitCodes.Fine;
    }

    private static async Task<IReadOnlyList<string>> WriteSchemasAsync(
        SpecPack pack,
        MessageDefinition? one,
        DirectoryInfo folder,
        CancellationToken cancellationToken
    )
    {
        var writer = new SchemaWriter(pack);
        if (one is null)
        {
            return writer.WriteAll(folder.FullName);
        }

        folder.Create();
        var file = Path.Combine(folder.FullName, one.Id + ".xsd");
        await File.WriteAllBytesAsync(file, writer.Write(one.Id), cancellationToken);
        return [file];
    }

    private static MessagesDocument.MessagePart Entry(MessageDefinition message, bool withRows) =>
        new(
            message.Id,
            message.Name,
            DirectionOf(message),
            message.Mode,
            message.ElementCount,
            message.ShortName,
            withRows
                ?
                [
                    .. message
                        .Root.DescendantsAndSelf()
                        .Select(row => new MessagesDocument.RowPart(
                            row.Path,
                            row.MinOccurs,
                            row.MaxOccurs,
                            row.Status,
                            row.Format?.Text,
                            row.Codes?.Id,
                            row.Rules
                        )),
                ]
                : null
        );

    private static string DirectionOf(MessageDefinition message) =>
        message.Direction == MessageDirection.ToCustoms ? "trader->customs" : "customs->trader";

    private static void WriteCatalogue(IAnsiConsole console, SpecPack pack)
    {
        console.MarkupLine($"[grey]{Markup.Escape(pack.Version)}[/]");
        foreach (var message in pack.Messages)
        {
            console.MarkupLine(
                $"{message.Id}  {DirectionOf(message)}  {Markup.Escape(message.Name)} [grey]({Markup.Escape(message.Mode)}, {message.ElementCount} rows)[/]"
            );
        }
    }

    private static void WriteTree(IAnsiConsole console, MessageDefinition message)
    {
        console.MarkupLine($"{message.Id}  {DirectionOf(message)}  {Markup.Escape(message.Name)}");
        WriteRows(console, message.Root, 1);
    }

    private static void WriteRows(IAnsiConsole console, ElementDefinition parent, int level)
    {
        foreach (var row in parent.Children)
        {
            var marks = string.Join(
                ' ',
                ((string[])[row.Format?.Text ?? "", row.Codes?.Id ?? "", .. row.Rules]).Where(mark => mark.Length > 0)
            );
            console.MarkupLine(
                $"{new string(' ', level * 2)}{Markup.Escape(row.Tag)} [grey]{row.MinOccurs}..{row.MaxOccurs} "
                    + $"{row.Status.ToString()[0]}[/] {Markup.Escape(marks)}"
            );
            WriteRows(console, row, level + 1);
        }
    }
}
