using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

/// <summary>What a condition is made to be.</summary>
[Flags]
internal enum Force
{
    /// <summary>Left as it is.</summary>
    None = 0,

    /// <summary>Always holding.</summary>
    True = 1,

    /// <summary>Never holding.</summary>
    False = 2,

    /// <summary>The one and the other.</summary>
    Both = True | False,
}

// Each operand of "and" is taken away (always holds), each of "or" as well (never holds), and the whole is forced to what that leaves out.
internal sealed partial class Rewriter
{
    private string Condition(ExpressionSyntax condition, Force force)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return Replaced(inner, inner.Expression, Condition(inner.Expression, force));
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both:
                var and = Condition(both.Left, Force.True) + both.OperatorToken.ToFullString() + Condition(both.Right, Force.True);
                return Forced(condition, $"({and})", force & Force.False);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either:
                var or = Condition(either.Left, Force.False) + either.OperatorToken.ToFullString() + Condition(either.Right, Force.False);
                return Forced(condition, $"({or})", force & Force.True);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: ParenthesizedExpressionSyntax } not:
                return Replaced(not, not.Operand, Condition(not.Operand, Turned(force)));
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression }:
                return force.HasFlag(Force.False) && condition.Parent is not WhileStatementSyntax
                    ? Switched(condition, "false", "false", condition.ToFullString())
                    : condition.ToFullString();
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression }:
                return force.HasFlag(Force.True) ? Switched(condition, "true", "true", condition.ToFullString()) : condition.ToFullString();
            case ConditionalExpressionSyntax or SwitchExpressionSyntax:
                return RenderExpression(condition);
            default:
                return Forced(condition, Atom(condition), force);
        }
    }

    private static Force Turned(Force force) =>
        (force.HasFlag(Force.True) ? Force.False : Force.None) | (force.HasFlag(Force.False) ? Force.True : Force.None);

    // A variable that a pattern declares has its value only when the pattern fits: then one way alone compiles.
    private string Forced(ExpressionSyntax condition, string written, Force force)
    {
        var declares = condition
            .DescendantNodesAndSelf()
            .OfType<SingleVariableDesignationSyntax>()
            .Any(one => one.Parent is not DeclarationExpressionSyntax);
        var negative =
            condition is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax }
            || condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
        if (force.HasFlag(Force.True) && (!declares || negative) && Mark(condition, "always") is { } always)
        {
            var (open, close) = Marks(always);
            written = $"{open}({written} || global::Mutant.Is({always})){close}";
        }

        if (force.HasFlag(Force.False) && (!declares || !negative) && Mark(condition, "never") is { } never)
        {
            var (open, close) = Marks(never);
            written = $"{open}({written} && !global::Mutant.Is({never})){close}";
        }

        return written;
    }

    private string Atom(ExpressionSyntax condition)
    {
        var written =
            condition is BinaryExpressionSyntax compared ? Operands(compared)
            : IsCondition(condition) ? Children(condition)
            : RenderExpression(condition);
        if (condition is BinaryExpressionSyntax binary && Boundary(binary.Kind()) is { } other)
        {
            var mutated = $"({binary.Left.ToFullString()} {other} {binary.Right.ToFullString()})";
            return Switched(condition, $"{binary.OperatorToken.Text} to {other}", mutated, $"({written})");
        }

        return written;
    }

    private string Operands(BinaryExpressionSyntax compared)
    {
        // What a value is compared with needs no change of its own: the comparison is forced both ways.
        string Side(ExpressionSyntax side) =>
            side is LiteralExpressionSyntax || (side is MemberAccessExpressionSyntax member && SwappedCode(member) is not null)
                ? side.ToFullString()
                : RenderExpression(side);
        return Side(compared.Left) + compared.OperatorToken.ToFullString() + Side(compared.Right);
    }

    private static string? Boundary(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.LessThanExpression => "<=",
            SyntaxKind.LessThanOrEqualExpression => "<",
            SyntaxKind.GreaterThanExpression => ">=",
            SyntaxKind.GreaterThanOrEqualExpression => ">",
            _ => null,
        };

    private static bool IsCondition(ExpressionSyntax expression) =>
        expression
            is IsPatternExpressionSyntax
                or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }
                or BinaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.LogicalAndExpression
                        or (int)SyntaxKind.LogicalOrExpression
                        or (int)SyntaxKind.EqualsExpression
                        or (int)SyntaxKind.NotEqualsExpression
                        or (int)SyntaxKind.LessThanExpression
                        or (int)SyntaxKind.LessThanOrEqualExpression
                        or (int)SyntaxKind.GreaterThanExpression
                        or (int)SyntaxKind.GreaterThanOrEqualExpression
                        or (int)SyntaxKind.IsExpression
                };
}
