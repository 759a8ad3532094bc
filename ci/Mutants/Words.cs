using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ics2.Mutants;

/// <summary>What is only said: a test that held every word would hold nothing else.</summary>
internal static partial class Words
{
    private static readonly Dictionary<string, int[]> s_decidingArguments = new(StringComparer.Ordinal)
    {
        // The id, what has to hold, the code. The rest explains.
        ["Require"] = [0, 3, 4],
        ["Advise"] = [0, 3],
        ["Refuse"] = [0],
    };

    private static readonly string[] s_saying =
    [
        "Log",
        "ThrowIf",
        "nameof",
        "WriteLine",
        "Debug",
        "Dispose",
        "DisposeAsync",
        "ConfigureAwait",
        "SuppressFinalize",
    ];

    private static readonly string[] s_silentMembers = ["ToString", "Equals", "GetHashCode", "Dispose", "DisposeAsync"];

    /// <summary>Whether an expression is text for a reader.</summary>
    public static bool Are(ExpressionSyntax expression) =>
        expression switch
        {
            InterpolatedStringExpressionSyntax => true,
            LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression)
                && !Code().IsMatch(literal.Token.ValueText),
            ParenthesizedExpressionSyntax inner => Are(inner.Expression),
            ConditionalExpressionSyntax either => Are(either.WhenTrue) || Are(either.WhenFalse),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } both => Are(both.Left)
                || Are(both.Right),
            SwitchExpressionSyntax arms => arms.Arms.Any(arm => Are(arm.Expression)),
            InvocationExpressionSyntax call => NameOf(call) is "Create" or "Join"
                && call.ArgumentList.Arguments.Any(one => Are(one.Expression)),
            _ => false,
        };

    /// <summary>Whether a literal is a code, a name or an id.</summary>
    public static bool IsCode(LiteralExpressionSyntax literal) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression) && Code().IsMatch(literal.Token.ValueText);

    /// <summary>Whether a call only tells somebody.</summary>
    public static bool OnlySays(InvocationExpressionSyntax call) =>
        s_saying.Any(name => NameOf(call).StartsWith(name, StringComparison.Ordinal))
        || call.Expression.ToString().Contains("log", StringComparison.OrdinalIgnoreCase)
            && call.Expression.ToString() is var text
            && (text.StartsWith("_log", StringComparison.Ordinal) || text.StartsWith("log.", StringComparison.Ordinal));

    /// <summary>Whether an argument decides nothing.</summary>
    public static bool OnlyExplains(ArgumentSyntax argument) =>
        argument.Parent is ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list
        && s_decidingArguments.TryGetValue(NameOf(call), out var deciding)
        && (argument.NameColon is { } named ? named.Name.Identifier.Text != "holds" : !deciding.Contains(list.Arguments.IndexOf(argument)));

    /// <summary>Whether a member is for logs, debuggers and collections.</summary>
    public static bool IsSilent(string member) => s_silentMembers.Contains(member) || member.StartsWith("Log", StringComparison.Ordinal);

    /// <summary>The last name of what is called.</summary>
    public static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            MemberBindingExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax simple => simple.Identifier.Text,
            _ => "",
        };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9:._#/-]{1,60}$", RegexOptions.None, 60_000)]
    private static partial Regex Code();
}
