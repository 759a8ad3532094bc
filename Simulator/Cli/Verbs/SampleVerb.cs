using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>Writes a valid, believable message.</summary>
internal sealed class SampleVerb : Verb
{
    private readonly Argument<string> _message = new("message") { Description = "Message id, for example IE3F10" };
    private readonly Option<DirectoryInfo?> _trader = new("--trader") { Description = "Trader folder: makes that trader the declarant" };
    private readonly Option<int?> _seed = new("--seed")
    {
        Description =
            "Every seed tells another story, the same in all filings of a shipment; by default a new one, because customs takes a document once",
    };
    private readonly Option<int> _houses = Numbers.Count("--houses", "House consignments, where the message has them", least: 0, 1);
    private readonly Option<int> _items = Numbers.Count("--items", "Goods items per consignment", least: 1, 2);
    private readonly Option<int> _house = Numbers.Count("--house", "The first house that a filing of some houses tells of", least: 1, 1);
    private readonly Option<string?> _with = new("--with")
    {
        Description =
            "The message it belongs with, where that decides how the goods travel: an IE3F44 with an IE3F40 tells of post by road",
    };
    private readonly Option<Eori?> _carrier = EoriOption("--carrier", "EORI of the carrier, who files the master; by default made up");
    private readonly Option<Eori?> _houseFiler = EoriOption("--house-filer", "EORI of whoever files the houses; by default made up");
    private readonly Option<Eori?> _consigneeFiler = EoriOption(
        "--consignee-filer",
        "EORI of whoever files the consignee's side; by default made up"
    );
    private readonly Option<Lrn?> _lrn = new("--lrn")
    {
        Description = "The LRN; by default one is made from seed and time",
        CustomParser = ParseLrn,
    };
    private readonly Option<DirectoryInfo?> _pack = SpecPackOption.Create();
    private readonly Option<DirectoryInfo?> _reference = SpecPackOption.CreateReference();
    private readonly Option<FileInfo?> _out = new("--out") { Description = "File to write; by default standard output" };

    public SampleVerb()
        : base("sample", "Writes a valid, believable message.", "ics2 sample IE3F10 --trader trader --out filing.xml")
    {
        Add(_message);
        Add(_trader);
        Add(_seed);
        Add(_houses);
        Add(_items);
        Add(_house);
        Add(_with);
        Add(_carrier);
        Add(_houseFiler);
        Add(_consigneeFiler);
        Add(_lrn);
        Add(_pack);
        Add(_reference);
        Add(_out);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var message = arguments.GetRequiredValue(_message).ToUpperInvariant();
        var pack = SpecPackOption.Read(arguments.GetValue(_pack), arguments.GetValue(_reference));
        var with = arguments.GetValue(_with)?.ToUpperInvariant();
        foreach (var name in new[] { message, with })
        {
            if (name is not null && !pack.Messages.Any(definition => definition.Id == name))
            {
                throw new CouldNotRunException(
                    $"'{name}' is not one of the {pack.Messages.Count()} messages of {pack.Version}; 'ics2 messages' lists them."
                );
            }
        }

        var seed = arguments.GetValue(_seed) ?? RandomNumberGenerator.GetInt32(1, 1_000_000_000);
        var sample = new SampleWriter(pack).Write(
            message,
            new SampleOptions
            {
                Seed = seed,
                Houses = arguments.GetValue(_houses),
                Items = arguments.GetValue(_items),
                House = arguments.GetValue(_house),
                With = with,
                Carrier = arguments.GetValue(_carrier),
                HouseFiler = arguments.GetValue(_houseFiler),
                ConsigneeFiler = arguments.GetValue(_consigneeFiler),
                Declarant = DeclarantOf(arguments.GetValue(_trader)),
                Lrn = arguments.GetValue(_lrn),
                Now = TimeProvider.System.GetUtcNow(),
            }
        );
        if (arguments.GetValue(_out) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, sample, cancellationToken);
            if (!WantsJson(arguments))
            {
                Say($"{message}, {sample.Length} bytes, seed {seed}, written to {file}");
            }
        }

        if (WantsJson(arguments))
        {
            WriteDocument(
                new SampleDocument(
                    message,
                    pack.Version,
                    seed,
                    arguments.GetValue(_out)?.FullName,
                    System.Text.Encoding.UTF8.GetString(sample)
                )
            );
        }
        else if (arguments.GetValue(_out) is null)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(sample, cancellationToken);
        }

        return ExitCodes.Fine;
    }

    private static Eori? DeclarantOf(DirectoryInfo? folder)
    {
        if (folder is null)
        {
            return null;
        }

        using var trader = TraderFolder.Open(folder.FullName);
        return Eori.TryParse(trader.Settings.Eori, out var eori, out var why)
            ? eori
            : throw new CouldNotRunException($"The EORI in {folder} cannot be used: {why}");
    }

    private static Option<Eori?> EoriOption(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = argument =>
            {
                if (!Eori.TryParse(argument.Tokens[0].Value, out var eori, out var why))
                {
                    argument.AddError($"{name}: {why}");
                }

                return eori;
            },
        };

    private static Lrn? ParseLrn(ArgumentResult argument)
    {
        if (Lrn.TryParse(argument.Tokens[0].Value, out var lrn, out var why))
        {
            return lrn;
        }

        argument.AddError($"--lrn: {why}");
        return null;
    }
}
