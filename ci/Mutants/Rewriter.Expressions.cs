using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

// Values: the other code, the other side of ??, the last instead of the first, one more instead of one less, an element of a list too few.
internal sealed partial class Rewriter
{
    private static readonly Dictionary<string, string> s_opposites = new(StringComparer.Ordinal)
    {
        ["Any"] = "All",
        ["All"] = "Any",
        ["First"] = "Last",
        ["Last"] = "First",
        ["FirstOrDefault"] = "LastOrDefault",
        ["LastOrDefault"] = "FirstOrDefault",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["MinBy"] = "MaxBy",
        ["MaxBy"] = "MinBy",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
    };

    private string RenderExpression(ExpressionSyntax expression)
    {
        if (Words.Are(expression))
        {
            return expression.ToFullString();
        }

        if (IsCondition(expression))
        {
            return Condition(expression, Force.Both);
        }

        return expression switch
        {
            TypeSyntax and not NameSyntax => expression.ToFullString(),
            ThrowExpressionSyntax or InterpolatedStringExpressionSyntax => expression.ToFullString(),
            ConditionalExpressionSyntax either => Conditional(either),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } sides => Coalesced(sides),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum => Sum(sum),
            InvocationExpressionSyntax call => Call(call),
            MemberAccessExpressionSyntax member when SwappedCode(member) is { } other && !IsFixedPlace(member) => Switched(
                member,
                $"to {other}",
                $"{member.Expression}.{other}",
                member.ToFullString()
            ),
            LiteralExpressionSyntax literal => Literal(literal),
            CollectionExpressionSyntax list => Elements(list),
            WithExpressionSyntax changed => Switched(changed, "unchanged", changed.Expression.ToFullString(), Children(changed)),
            LambdaExpressionSyntax lambda => Lambda(lambda),
            _ => Children(expression),
        };
    }

    private string Lambda(LambdaExpressionSyntax lambda) =>
        lambda.Body is ExpressionSyntax body
            ? Replaced(lambda, body, RenderExpression(body))
            : InMember(_member, "", () => Children(lambda));

    private string Conditional(ConditionalExpressionSyntax either)
    {
        var text = new StringBuilder();
        foreach (var child in either.ChildNodesAndTokens())
        {
            text.Append(
                child.IsToken ? child.AsToken().ToFullString()
                : child.AsNode() == either.Condition ? Condition(either.Condition, Force.Both)
                : _returns is "bool" && either.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
                    ? Returned((ExpressionSyntax)child.AsNode()!)
                : Render(child.AsNode())
            );
        }

        return text.ToString();
    }

    // In a chain of causes each is left out once.
    private string Coalesced(BinaryExpressionSyntax sides)
    {
        var right = Unwrapped(sides.Right);
        var last = right
            is LiteralExpressionSyntax
                or ThrowExpressionSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            ? Render(sides.Right)
            : Switched(sides.Right, "null", "null", Render(sides.Right));
        var written = Render(sides.Left) + sides.OperatorToken.ToFullString() + last;
        return right is ThrowExpressionSyntax ? written : Switched(sides, "right side of ??", sides.Right.ToFullString(), $"({written})");
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax inner ? Unwrapped(inner.Expression) : expression;

    private string Sum(BinaryExpressionSyntax sum)
    {
        var written = Children(sum);
        if (sum.Right is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression })
        {
            return written;
        }

        var other = sum.IsKind(SyntaxKind.AddExpression) ? "-" : "+";
        return Switched(sum, $"{sum.OperatorToken.Text} to {other}", $"({sum.Left.ToFullString()} {other} {sum.Right})", $"({written})");
    }

    private string Call(InvocationExpressionSyntax call)
    {
        if (Words.OnlySays(call))
        {
            return call.ToFullString();
        }

        var written = Children(call);
        if (
            call.Expression is not MemberAccessExpressionSyntax member
            || !s_opposites.TryGetValue(member.Name.Identifier.Text, out var other)
            || (other is "All" or "Any" && call.ArgumentList.Arguments.Count == 0)
            || call.DescendantNodes().Any(node => node is DeclarationExpressionSyntax or SingleVariableDesignationSyntax)
        )
        {
            return written;
        }

        return Switched(
            call,
            $"{member.Name.Identifier.Text} to {other}",
            $"{member.Expression.ToFullString()}.{other}{call.ArgumentList.ToFullString()}",
            written
        );
    }

    private string? SwappedCode(MemberAccessExpressionSyntax member)
    {
        if (member.Expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            return null;
        }

        var type = member.Expression is MemberAccessExpressionSyntax outer ? outer.Name.Identifier.Text : member.Expression.ToString();
        if (!codes.TryGetValue(type, out var members) || members.Count < 2)
        {
            return null;
        }

        var at = members.IndexOf(member.Name.Identifier.Text);
        return at < 0 ? null : members[(at + 1) % members.Count];
    }

    private static bool IsFixedPlace(SyntaxNode node) =>
        node.Ancestors().Any(one => one is PatternSyntax or AttributeSyntax or CaseSwitchLabelSyntax or ParameterSyntax);

    private string Literal(LiteralExpressionSyntax literal) =>
        Words.IsCode(literal)
        && !IsFixedPlace(literal)
        && literal.Parent is ArgumentSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or SwitchExpressionArmSyntax
            ? Switched(literal, "another word", $"\"{literal.Token.ValueText}~\"", literal.ToFullString())
            : literal.ToFullString();

    private string Elements(CollectionExpressionSyntax list)
    {
        var text = new StringBuilder();
        foreach (var child in list.ChildNodesAndTokens())
        {
            if (
                child.AsNode()
                    is ExpressionElementSyntax { Expression: not (LiteralExpressionSyntax or LambdaExpressionSyntax) and var item }
                && !Words.Are(item)
                && Mark(item, "left out of the list") is { } id
            )
            {
                var (open, close) = Marks(id);
                text.Append(item.GetLeadingTrivia().ToFullString());
                text.Append($".. {open}global::Mutant.Drop({id}, {Render(item)}){close}");
                continue;
            }

            text.Append(child.IsToken ? child.AsToken().ToFullString() : Render(child.AsNode()));
        }

        return text.ToString();
    }
}
