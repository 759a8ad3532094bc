using System.CommandLine;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Ens.Comparing;

namespace Ics2.Cli.Verbs;

/// <summary>Versions of the messages.</summary>
internal sealed class PackVerb : Command
{
    public PackVerb()
        : base("pack", "Compares versions of the messages (spec packs).") => Add(new DiffVerb());

    private sealed class DiffVerb : Verb
    {
        private readonly Argument<string> _before = new("before")
        {
            Description = "The version you speak: folder of a spec pack, or 'embedded'",
        };
        private readonly Argument<string> _after = new("after")
        {
            Description = "The version you are to speak: folder of a spec pack, or 'embedded'",
        };
        private readonly Option<string?> _message = new("--message") { Description = "Only this message, with the path of every row" };

        public DiffVerb()
            : base(
                "diff",
                "Shows what a version of the messages changes, as a list of work; exit code 1 when anything differs.",
                "ics2 pack diff embedded fixtures/packs/made-3"
            )
        {
            Add(_before);
            Add(_after);
            Add(_message);
        }

        protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            var before = SpecPackOption.ReadNamed(arguments.GetRequiredValue(_before));
            var after = SpecPackOption.ReadNamed(arguments.GetRequiredValue(_after));
            var difference = PackComparison.Between(before, after);
            if (arguments.GetValue(_message)?.ToUpperInvariant() is { } id)
            {
                difference =
                    before.Find(id) is null && after.Find(id) is null
                        ? throw new CouldNotRunException($"Neither {before.Version} nor {after.Version} has a message '{id}'.")
                        : Only(difference, id);
            }

            if (WantsJson(arguments))
            {
                WriteDocument(difference);
            }
            else
            {
                new PackDifferenceText(Terminal.Open(), isDetailed: arguments.GetValue(_message) is not null).Write(difference);
            }

            return Task.FromResult(difference.IsEqual ? ExitCodes.Fine : ExitCodes.Findings);
        }

        private static PackDifference Only(PackDifference difference, string id) =>
            new(difference.Before, difference.After)
            {
                AddedMessages = [.. difference.AddedMessages.Where(message => message.Id == id)],
                RemovedMessages = [.. difference.RemovedMessages.Where(message => message == id)],
                ChangedMessages = [.. difference.ChangedMessages.Where(message => message.Id == id)],
            };
    }
}
