using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

/// <summary>
/// Writes a source file anew with a switch before every fault, so that one build serves them all. Text is written instead of nodes: the marks
/// about each switch say which fault an error of the compiler belongs to.
/// </summary>
/// <param name="file">Below the root.</param>
/// <param name="codes">Members of enumerations and of classes like them, by the name of the type.</param>
/// <param name="take">Gives a fault its switch, or null where it is not wanted.</param>
internal sealed partial class Rewriter(string file, IReadOnlyDictionary<string, List<string>> codes, Func<Fault, int?> take)
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private string _member = "";
    private string _returns = "";

    /// <summary>The spoiled text.</summary>
    public string Rewrite(SyntaxNode root) => Render(root);

    private string Render(SyntaxNode? node) =>
        node switch
        {
            null => "",
            AttributeListSyntax or EnumDeclarationSyntax or ParameterListSyntax or InterpolatedStringExpressionSyntax =>
                node.ToFullString(),
            ThrowStatementSyntax or ThrowExpressionSyntax or PatternSyntax or TypeSyntax => RenderType(node),
            FieldDeclarationSyntax field when IsFixed(field.Modifiers) => node.ToFullString(),
            LocalDeclarationStatementSyntax { IsConst: true } => node.ToFullString(),
            PropertyDeclarationSyntax { Initializer: not null } property when IsFixed(property.Modifiers) => node.ToFullString(),
            BaseMethodDeclarationSyntax method => RenderMethod(method, NameOf(method), TypeOf(method)),
            LocalFunctionStatementSyntax local => RenderLocal(local),
            PropertyDeclarationSyntax property => InMember(
                property.Identifier.Text,
                property.Type.ToString(),
                () =>
                    property.ExpressionBody is { } arrow ? Replaced(property, arrow.Expression, Returned(arrow.Expression)) : Children(node)
            ),
            ArgumentSyntax argument when Words.OnlyExplains(argument) || Words.Are(argument.Expression) => node.ToFullString(),
            StatementSyntax statement => RenderStatement(statement),
            ExpressionSyntax expression => RenderExpression(expression),
            WhenClauseSyntax clause => Replaced(clause, clause.Condition, Condition(clause.Condition, Force.Both)),
            CatchFilterClauseSyntax filter => Replaced(filter, filter.FilterExpression, Condition(filter.FilterExpression, Force.Both)),
            _ => Children(node),
        };

    private static string RenderType(SyntaxNode node) => node.ToFullString();

    private static bool IsFixed(SyntaxTokenList modifiers) =>
        modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword);

    private string Children(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var child in node.ChildNodesAndTokens())
        {
            text.Append(child.IsToken ? child.AsToken().ToFullString() : Render(child.AsNode()));
        }

        return text.ToString();
    }

    // A node with one of its descendants written otherwise, all else rendered as usual.
    private string Replaced(SyntaxNode node, SyntaxNode part, string written)
    {
        var text = new StringBuilder();
        foreach (var child in node.ChildNodesAndTokens())
        {
            text.Append(
                child.IsToken ? child.AsToken().ToFullString()
                : child.AsNode() == part ? written
                : child.AsNode()!.Contains(part) ? Replaced(child.AsNode()!, part, written)
                : Render(child.AsNode())
            );
        }

        return text.ToString();
    }

    private string InMember(string name, string returns, Func<string> render)
    {
        var (member, before) = (_member, _returns);
        (_member, _returns) = (name, returns);
        var text = render();
        (_member, _returns) = (member, before);
        return text;
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) =>
        method switch
        {
            MethodDeclarationSyntax named => named.Identifier.Text,
            ConstructorDeclarationSyntax constructor => $".{constructor.Identifier.Text}",
            OperatorDeclarationSyntax => "Equals",
            _ => "",
        };

    private static string TypeOf(BaseMethodDeclarationSyntax method) =>
        method is MethodDeclarationSyntax named ? Returning(named.ReturnType.ToString(), named.Modifiers) : "void";

    private static string Returning(string type, SyntaxTokenList modifiers)
    {
        if (!modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return type;
        }

        var inner = type.IndexOf('<', StringComparison.Ordinal);
        return inner < 0 || type.StartsWith("IAsync", StringComparison.Ordinal) ? "void" : type[(inner + 1)..^1];
    }

    private string RenderMethod(BaseMethodDeclarationSyntax method, string name, string returns) =>
        Words.IsSilent(name) || (method is ConstructorDeclarationSyntax && method.Modifiers.Any(SyntaxKind.StaticKeyword))
            ? method.ToFullString()
            : InMember(name, returns, () => method.ExpressionBody is { } arrow ? RenderArrow(method, arrow) : Children(method));

    private string RenderLocal(LocalFunctionStatementSyntax local) =>
        InMember(
            $"{_member}.{local.Identifier.Text}",
            Returning(local.ReturnType.ToString(), local.Modifiers),
            () => local.ExpressionBody is { } arrow ? Replaced(local, arrow.Expression, Returned(arrow.Expression)) : Children(local)
        );

    // A method that gives nothing back is one statement, which can be left out.
    private string RenderArrow(BaseMethodDeclarationSyntax method, ArrowExpressionClauseSyntax arrow)
    {
        if (_returns is not "void" || method is ConstructorDeclarationSyntax)
        {
            return Replaced(method, arrow.Expression, Returned(arrow.Expression));
        }

        var written = RenderExpression(arrow.Expression);
        if (Removable(arrow.Expression) && Mark(arrow.Expression, "left out") is { } id)
        {
            var (open, close) = Marks(id);
            var text = new StringBuilder();
            foreach (var child in method.ChildNodesAndTokens())
            {
                text.Append(
                    child.AsNode() == arrow ? $"{{ {open}if (!global::Mutant.Is({id})) {{ {written}; }}{close} }}"
                    : child.IsKind(SyntaxKind.SemicolonToken) ? "\n"
                    : child.IsToken ? child.AsToken().ToFullString()
                    : Render(child.AsNode())
                );
            }

            return text.ToString();
        }

        return Replaced(method, arrow.Expression, written);
    }

    private int? Mark(SyntaxNode node, string kind)
    {
        var original = OneLine(node.ToString());
        var key = string.Join('\t', _member, original, kind);
        var number = _seen[key] = _seen.GetValueOrDefault(key) + 1;
        var line = node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
        return take(new Fault(0, file, line, _member, original, kind, number));
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 160 ? line : line[..160];
    }

    private static (string Open, string Close) Marks(int id) => ($"/*<{id}*/", $"/*{id}>*/");

    // The one or the other, by the switch.
    private static string Either(int id, string mutated, string written)
    {
        var (open, close) = Marks(id);
        return $"{open}(global::Mutant.Is({id}) ? {mutated} : {written}){close}";
    }

    private string Switched(SyntaxNode node, string kind, string mutated, string written) =>
        Mark(node, kind) is { } id ? Either(id, mutated, written) : written;
}
