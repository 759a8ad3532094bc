namespace Ics2.Mutants;

/// <summary>Which tests have to notice a fault of a room: its own, which need no whole simulator, browser or run of scenarios.</summary>
internal static class UnitTests
{
    /// <summary>Folders of <c>Tests</c>, by commas.</summary>
    public static string Of(string room) =>
        room switch
        {
            // Its services play the outside world for what decides about certificates.
            "Trust" => "Trust,TrustServices",
            _ => room,
        };
}
