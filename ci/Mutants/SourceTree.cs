using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

/// <summary>The sources: which are spoiled, and what codes they name.</summary>
internal sealed class SourceTree
{
    private readonly string _root;
    private readonly Dictionary<string, List<string>> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompilationUnitSyntax> _targets = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <param name="patterns">The lines of targets.txt.</param>
    public SourceTree(string root, IEnumerable<string> patterns, string? only)
    {
        _root = root;
        var wanted = patterns.Where(line => line.Length > 0 && line[0] != '#').Select(AsRegex).ToList();
        foreach (
            var path in Directory
                .EnumerateFiles(Path.Combine(root, "Simulator"), "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (name.Contains("/obj/", StringComparison.Ordinal) || name.Contains("/bin/", StringComparison.Ordinal))
            {
                continue;
            }

            var unit = CSharpSyntaxTree
                .ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Preview))
                .GetCompilationUnitRoot();
            CollectCodes(unit);
            if (wanted.Exists(one => one.IsMatch(name)))
            {
                _targets[name] = unit;
            }
        }

        Files = [.. _targets.Keys.Where(name => only is null || name.Contains(only, StringComparison.Ordinal))];
    }

    /// <summary>The files of which faults are made.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>All faults, numbered.</summary>
    public List<Fault> Faults()
    {
        var faults = new List<Fault>();
        foreach (var file in Files)
        {
            Rewrite(
                file,
                fault =>
                {
                    faults.Add(fault with { Id = faults.Count + 1 });
                    return null;
                }
            );
        }

        return faults;
    }

    /// <summary>A file with switches for the faults that are wanted.</summary>
    public string Rewrite(string file, Func<Fault, int?> take) => new Rewriter(file, _codes, take).Rewrite(_targets[file]);

    /// <summary>The file as it is.</summary>
    public string Original(string file) => File.ReadAllText(Path.Combine(_root, file));

    private static Regex AsRegex(string pattern) =>
        new(
            "^"
                + Regex.Escape(pattern).Replace("\\*\\*", ".*", StringComparison.Ordinal).Replace("\\*", "[^/]*", StringComparison.Ordinal)
                + "$",
            RegexOptions.None,
            TimeSpan.FromMinutes(1)
        );

    private void CollectCodes(CompilationUnitSyntax unit)
    {
        foreach (var declared in unit.DescendantNodes().OfType<EnumDeclarationSyntax>())
        {
            _codes[declared.Identifier.Text] = [.. declared.Members.Select(member => member.Identifier.Text)];
        }

        // Classes with one instance a code.
        foreach (var declared in unit.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var own = declared
                .Members.OfType<PropertyDeclarationSyntax>()
                .Where(one => one.Modifiers.Any(SyntaxKind.StaticKeyword) && one.Type.ToString() == declared.Identifier.Text)
                .Select(one => one.Identifier.Text)
                .ToList();
            if (own.Count > 1)
            {
                _codes[declared.Identifier.Text] = own;
            }
        }
    }
}
