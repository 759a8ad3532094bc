using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>rehearse</c> that say who and what is tested, and what the run itself can tell about with what.</summary>
internal sealed partial class TestedOptions
{
    private const string Blank = "***";

    private readonly Option<string?> _product = new("--product") { Description = "Name of the product under test, for the report" };
    private readonly Option<string?> _version = new("--product-version") { Description = "Its version" };
    private readonly Option<string?> _tester = new("--tester") { Description = "Who runs the rehearsal" };

    public void AddTo(Command command)
    {
        command.Add(_product);
        command.Add(_version);
        command.Add(_tester);
    }

    /// <summary>With what, as far as this process can tell.</summary>
    public static RunFacts Here() =>
        new()
        {
            Tool = typeof(TestedOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            Runtime = RuntimeInformation.FrameworkDescription,
            Machine =
                $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, "
                + $"{Environment.ProcessorCount} cores",
        };

    /// <summary>Who and what, and with what.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="packDigest">SHA-256 of the spec pack.</param>
    public RunFacts Facts(ParseResult arguments, string packDigest) =>
        Here() with
        {
            Product = arguments.GetValue(_product),
            ProductVersion = arguments.GetValue(_version),
            Tester = arguments.GetValue(_tester),
            SpecPackDigest = packDigest,
            CommandLine = CommandLine(arguments),
            Switches = Switches(arguments),
        };

    // As it was given, so that it can be repeated; without what nobody else may read.
    private static string CommandLine(ParseResult arguments) =>
        string.Join(' ', Blanked(arguments.Tokens.Select(token => token.Value)).Select(Quoted).Prepend("ics2"));

    private static Dictionary<string, string> Switches(ParseResult arguments) =>
        arguments
            .CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>()
            .Where(option => !option.Implicit)
            .ToDictionary(
                option => option.Option.Name,
                option =>
                    IsSecret(option.Option.Name)
                        ? Blank
                        : string.Join(' ', option.Tokens.Select(token => WithoutSecrets(token.Value)).Select(Quoted)),
                StringComparer.Ordinal
            );

    private static IEnumerable<string> Blanked(IEnumerable<string> tokens)
    {
        var isSecret = false;
        foreach (var token in tokens)
        {
            yield return isSecret ? Blank : WithoutSecrets(token);
            isSecret = token.StartsWith("--", StringComparison.Ordinal) && IsSecret(token);
        }
    }

    private static bool IsSecret(string option) =>
        option.EndsWith("password", StringComparison.OrdinalIgnoreCase) || option.EndsWith("token", StringComparison.OrdinalIgnoreCase);

    // The command of a client may carry its own: --password x, TOKEN=x, https://user:x@host.
    private static string WithoutSecrets(string token) => Secret().Replace(token, match => $"{match.Groups["before"].Value}{Blank}");

    private static string Quoted(string token) =>
        token.Length > 0 && !token.Any(char.IsWhiteSpace) ? token : $"\"{token.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(
        @"(?<before>(password|passwd|secret|token|api-?key)\w*(=|:|\s+)|://[^/\s:@]+:)[^\s@]+",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        60_000
    )]
    private static partial Regex Secret();
}
