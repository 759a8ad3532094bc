using System.CommandLine;
using Ics2.Cli.Output;
using Ics2.Ens.Catalogue;

namespace Ics2.Cli.Verbs;

/// <summary>Reference lists from elsewhere.</summary>
internal sealed class ReferenceVerb : Command
{
    public ReferenceVerb()
        : base("reference", "Makes a folder of newer reference lists for --reference.") => Add(new ImportVerb());

    private sealed class ImportVerb : Verb
    {
        private readonly Argument<FileInfo[]> _files = new("file")
        {
            Description = "JSON files of CS/RD2 lists, as UnLocodeExtended.json or CustomsOffices.json",
            Arity = ArgumentArity.OneOrMore,
        };
        private readonly Option<DirectoryInfo> _to = new("--to") { Description = "Folder to write, for --reference", Required = true };

        public ImportVerb()
            : base(
                "import",
                "Converts lists of the EU's reference data (CS/RD2 as JSON) into the form of --reference.",
                "ics2 reference import UnLocodeExtended.json CustomsOffices.json --to newer"
            )
        {
            Add(_files);
            Add(_to);
        }

        protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            var folder = arguments.GetRequiredValue(_to);
            var lists = arguments.GetRequiredValue(_files).SelectMany(Read).ToList();
            if (lists.GroupBy(list => list.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw new CouldNotRunException(
                    $"{twice.Key} comes from {string.Join(" and ", twice.Select(list => list.Source))}; give one."
                );
            }

            // Nothing is written before all was understood.
            folder.Create();
            var written = new List<ReferenceDocument.ListPart>();
            foreach (var list in lists)
            {
                var path = Path.Combine(folder.FullName, list.Id + ".tsv");
                await File.WriteAllTextAsync(
                    path,
                    list.Write($"CS/RD2 {list.Source}, converted by ics2 reference import"),
                    cancellationToken
                );
                written.Add(new ReferenceDocument.ListPart(list.Id, list.Source, list.Entries.Count, path));
            }

            if (WantsJson(arguments))
            {
                WriteDocument(new ReferenceDocument(written));
            }
            else
            {
                written.ForEach(list => Console.Out.WriteLine($"{list.Id}  {list.Codes, 7} codes of {list.Source}  {list.File}"));
            }

            return ExitCodes.Fine;
        }

        private static IReadOnlyList<ImportedList> Read(FileInfo file)
        {
            try
            {
                var lists = ReferenceImport.Read(file.FullName);
                return lists.Count > 0
                    ? lists
                    : throw new CouldNotRunException(
                        $"{file.Name} holds none of the lists {string.Join(", ", ReferenceImport.KnownLists)}; a list alone in a file has the file's name."
                    );
            }
            catch (Exception wrong) when (wrong is SpecPackException or IOException)
            {
                throw new CouldNotRunException(wrong.Message);
            }
        }
    }
}
