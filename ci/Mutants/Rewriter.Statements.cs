using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

// Statements that are left out, conditions that always or never hold, and what is given back.
internal sealed partial class Rewriter
{
    private string RenderStatement(StatementSyntax statement) =>
        statement switch
        {
            IfStatementSyntax branch => Replaced(branch, branch.Condition, Condition(branch.Condition, Force.Both)),
            WhileStatementSyntax loop => Replaced(loop, loop.Condition, Condition(loop.Condition, Force.False)),
            DoStatementSyntax loop => Replaced(loop, loop.Condition, Condition(loop.Condition, Force.False)),
            ForStatementSyntax { Condition: { } condition } loop => ReplacedFor(loop, condition),
            ReturnStatementSyntax { Expression: { } given } back => Replaced(back, given, Returned(given)),
            ExpressionStatementSyntax plain => LeftOut(plain, plain.Expression),
            YieldStatementSyntax { Expression: { } given } => Guarded(statement, given, "left out"),
            ContinueStatementSyntax => Guarded(statement, statement, "left out"),
            _ => Children(statement),
        };

    private string ReplacedFor(ForStatementSyntax loop, ExpressionSyntax condition)
    {
        var text = new StringBuilder();
        foreach (var child in loop.ChildNodesAndTokens())
        {
            text.Append(
                child.IsToken ? child.AsToken().ToFullString()
                : child.AsNode() == condition ? Condition(condition, Force.False)
                : child.AsNode() == loop.Statement ? Render(loop.Statement)
                : child.AsNode()!.ToFullString()
            );
        }

        return text.ToString();
    }

    private string LeftOut(ExpressionStatementSyntax statement, ExpressionSyntax expression) =>
        Removable(expression) ? Guarded(statement, expression, "left out") : Children(statement);

    private string Guarded(StatementSyntax statement, SyntaxNode what, string kind)
    {
        var id = statement.Parent is BlockSyntax or SwitchSectionSyntax ? Mark(what, kind) : null;
        var written = Children(statement);
        if (id is not { } number)
        {
            return written;
        }

        var (open, close) = Marks(number);
        return $"{open}if (!global::Mutant.Is({number})) {{ {written} }}{close}\n";
    }

    private bool Removable(ExpressionSyntax expression)
    {
        var inner = expression is AwaitExpressionSyntax awaited ? awaited.Expression : expression;
        if (expression.DescendantNodes().Any(node => node is DeclarationExpressionSyntax))
        {
            return false;
        }

        return inner switch
        {
            InvocationExpressionSyntax call => !Words.OnlySays(call),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax call } => !Words.OnlySays(call),
            AssignmentExpressionSyntax assignment => !_member.StartsWith('.')
                && assignment.Left is not IdentifierNameSyntax { Identifier.Text: "_" }
                && assignment.Left is not TupleExpressionSyntax,
            PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => true,
            _ => false,
        };
    }

    private string Returned(ExpressionSyntax given)
    {
        if (
            Words.Are(given) || given is ThrowExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression }
        )
        {
            return given is LiteralExpressionSyntax ? given.ToFullString() : RenderWords(given);
        }

        if (_returns is "bool")
        {
            return Condition(given, Force.Both);
        }

        var written = RenderExpression(given);
        if (_returns.EndsWith('?'))
        {
            return Switched(given, "null given back", "null", written);
        }

        return IsList(_returns) && given is not CollectionExpressionSyntax { Elements.Count: 0 }
            ? Switched(given, "nothing given back", "[]", written)
            : written;
    }

    // The words stay, what decides between them may not.
    private static string RenderWords(ExpressionSyntax given) => given.ToFullString();

    private static bool IsList(string type) =>
        type.StartsWith("IReadOnlyList<", StringComparison.Ordinal)
        || type.StartsWith("IEnumerable<", StringComparison.Ordinal)
        || type.StartsWith("List<", StringComparison.Ordinal)
        || type.StartsWith("IReadOnlyCollection<", StringComparison.Ordinal)
        || type.EndsWith("[]", StringComparison.Ordinal);
}
