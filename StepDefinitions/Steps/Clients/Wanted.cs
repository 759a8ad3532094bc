using Ics2.Contract.Management;

namespace Ics2.StepDefinitions.Clients;

/// <summary>What a person is to do, and how it is recognised.</summary>
/// <param name="What">In few words, for the evidence.</param>
/// <param name="Awaited">What has to come.</param>
/// <param name="Is">Whether an exchange is it.</param>
internal sealed record Wanted(string What, string Awaited, Predicate<ExchangeView> Is)
{
    /// <summary>Whether it is something else that the person may have meant.</summary>
    public required Predicate<ExchangeView> Strange { get; init; }

    /// <summary>Whether it brings the matter on.</summary>
    public Predicate<ExchangeView> Progress { get; init; } = _ => false;

    /// <summary>Whether only what comes after the instruction counts. Else a person may be ahead of it.</summary>
    public bool FromNowOn { get; init; }

    /// <summary>What came, and what customs said to it.</summary>
    public static string Describe(ExchangeView one)
    {
        var what = one.Action ?? (one.Kind == "pullRequest" ? "a pull request" : $"a {one.Kind}");
        var answer = one.Answer switch
        {
            { Kind: "message", Action: { } action } => $"brought {action}",
            { Code: { } code } => $"answered with {code}{(one.Answer.Text is { } text ? $" {text}" : "")}",
            { Kind: "none" } => one.Kind == "receipt" ? "taken" : "not answered",
            _ => $"answered with a {one.Answer.Kind}",
        };
        return $"{what}, {answer}";
    }
}
