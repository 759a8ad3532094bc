namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// What a command is told so that it speaks to the simulator itself, whatever proxy the machine uses for the world outside. It keeps that
/// proxy for everything else.
/// </summary>
internal static class LoopbackEnvironment
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];

    // Programs of Unix read the one or the other, and some both.
    private static readonly string[] Names = ["NO_PROXY", "no_proxy"];

    /// <summary>Adds the names of this machine to those that need no proxy.</summary>
    /// <param name="environment">Of the command.</param>
    public static void AddTo(IDictionary<string, string?> environment)
    {
        var already = Names
            .Select(name => environment.TryGetValue(name, out var value) ? value : null)
            .OfType<string>()
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var all = string.Join(',', already.Concat(Loopback).Distinct(StringComparer.OrdinalIgnoreCase));
        foreach (var name in Names)
        {
            environment[name] = all;
        }
    }
}
