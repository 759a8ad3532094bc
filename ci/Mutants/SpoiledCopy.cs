using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ics2.Mutants;

/// <summary>A copy of the tree with switches in it, built once; faults that do not compile are taken out.</summary>
/// <param name="root">The repository.</param>
/// <param name="folder">Where the copy stands.</param>
internal sealed partial class SpoiledCopy(string root, string folder)
{
    private const int MostBuilds = 20;

    private static readonly string[] Copied =
    [
        "Simulator",
        "Tests",
        "Load",
        "StepDefinitions",
        "Features",
        "fixtures",
        "docs",
        "samples",
        "ci",
        ".ci",
    ];
    private static readonly string[] LeftOut = ["bin", "obj", ".git", "node_modules"];

    /// <summary>The tests, built.</summary>
    public string TestsPath => Path.Combine(folder, "Tests", "bin", "Debug", "net10.0", "Ics2.Tests.dll");

    /// <summary>Copies what has changed.</summary>
    /// <param name="written">Files that are written by <see cref="Build"/>.</param>
    public void Copy(IReadOnlyCollection<string> written)
    {
        foreach (var file in Directory.EnumerateFiles(root).Where(file => Path.GetFileName(file) != ".git"))
        {
            Write(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        foreach (var name in Copied.Where(name => Directory.Exists(Path.Combine(root, name))))
        {
            CopyFolder(name, written);
        }

        Write("Directory.Build.targets", File.ReadAllBytes(Path.Combine(root, "ci/Mutants/Switch/copy.targets")));
        Write("Tests/MutantWorker.cs", File.ReadAllBytes(Path.Combine(root, "ci/Mutants/Worker/MutantWorker.cs")));
    }

    /// <summary>Builds it until it compiles.</summary>
    /// <returns>The faults that are in it.</returns>
    public List<Fault> Build(SourceTree sources, IReadOnlyList<Fault> wanted)
    {
        var known = Path.Combine(folder, "not-compiling.txt");
        var broken = File.Exists(known) ? File.ReadAllLines(known).ToHashSet(StringComparer.Ordinal) : [];
        var left = wanted.Where(fault => !broken.Contains(fault.Key)).ToDictionary(fault => fault.Key, StringComparer.Ordinal);
        for (var build = 1; ; build++)
        {
            foreach (var file in sources.Files)
            {
                var text = sources.Rewrite(file, fault => left.TryGetValue(fault.Key, out var known) ? known.Id : null);
                Write(file, System.Text.Encoding.UTF8.GetBytes(text));
            }

            var errors = Errors(
                Run(
                    "dotnet",
                    "build",
                    "Tests/Ics2.Tests.csproj",
                    "-v",
                    "q",
                    "-clp:NoSummary",
                    "--nologo",
                    "-nodeReuse:false",
                    "-p:UseSharedCompilation=true"
                )
            );
            if (errors.Count == 0)
            {
                return [.. left.Values];
            }

            var ids = errors.SelectMany(Guilty).ToHashSet();
            if (ids.Count == 0 || build == MostBuilds)
            {
                throw new InvalidOperationException("The copy does not build:\n" + string.Join('\n', errors.Take(20)));
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"build {build}: {ids.Count} faults do not compile"));
            foreach (var fault in left.Values.Where(fault => ids.Contains(fault.Id)).ToList())
            {
                left.Remove(fault.Key);
                broken.Add(fault.Key);
            }

            File.WriteAllLines(known, broken);
        }
    }

    private void CopyFolder(string name, IReadOnlyCollection<string> written)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, name)))
        {
            var below = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (!written.Contains(below, StringComparer.Ordinal))
            {
                Write(below, File.ReadAllBytes(file));
            }
        }

        foreach (
            var inner in Directory
                .EnumerateDirectories(Path.Combine(root, name))
                .Where(one => !LeftOut.Contains(Path.GetFileName(one), StringComparer.Ordinal))
        )
        {
            CopyFolder(Path.GetRelativePath(root, inner), written);
        }
    }

    // What has not changed keeps its date, so that it is not built again.
    private void Write(string below, byte[] content)
    {
        var path = Path.Combine(folder, below);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    private static List<(string File, int Line, int Column, string Text)> Errors(string output) =>
        [
            .. ErrorLine()
                .Matches(output)
                .Select(match =>
                    (
                        match.Groups["file"].Value.Trim(),
                        int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture),
                        int.Parse(match.Groups["column"].Value, CultureInfo.InvariantCulture),
                        match.Groups["text"].Value
                    )
                )
                .Distinct(),
        ];

    // The switch about the place; else all switches of the member that name the variable the compiler misses, else all of the member.
    private static IEnumerable<int> Guilty((string File, int Line, int Column, string Text) error)
    {
        var text = SourceText.From(File.ReadAllText(error.File));
        var at = text.Lines[error.Line - 1].Start + error.Column - 1;
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview));
        var member = tree.GetRoot().FindToken(at).Parent?.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault();
        var whole = text.ToString();
        var all = Pairs(whole).Where(pair => member is null || member.FullSpan.Contains(pair.From)).ToList();
        var variable = error.Text.Contains("CS0165", StringComparison.Ordinal) ? Quoted().Match(error.Text).Groups["name"].Value : "";
        if (variable.Length > 0)
        {
            var declaration = new Regex(
                $@"(out \S+|var|\}}|[A-Z][\w.<>]*\??|string) {variable}\b",
                RegexOptions.None,
                TimeSpan.FromMinutes(1)
            );
            var declaring = all.Where(pair => declaration.IsMatch(whole[pair.From..pair.To])).ToList();
            return (declaring.Count > 0 ? declaring : all).Select(pair => pair.Id);
        }

        // Switches stand within each other: the shortest about the place.
        var about = all.Where(pair => pair.From <= at && at <= pair.To).OrderBy(pair => pair.To - pair.From).ToList();
        return (about.Count > 0 ? about.Take(1) : all).Select(pair => pair.Id);
    }

    private static IEnumerable<(int Id, int From, int To)> Pairs(string text) =>
        OpenMark()
            .Matches(text)
            .Select(match => (match.Groups["id"].Value, match.Index))
            .Select(open =>
                (
                    int.Parse(open.Value, CultureInfo.InvariantCulture),
                    open.Index,
                    text.IndexOf($"/*{open.Value}>*/", open.Index, StringComparison.Ordinal)
                )
            );

    [GeneratedRegex(
        @"^\s*(?<file>\S[^(\n]*)\((?<line>\d+),(?<column>\d+)\): error (?<text>.*?)(?: \[|$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"/\*<(?<id>\d+)\*/", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex OpenMark();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.None, 60_000)]
    private static partial Regex Quoted();
}
