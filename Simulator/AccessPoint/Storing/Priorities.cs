namespace Ics2.AccessPoint.Storing;

/// <summary>The priority classes of messages to traders (ICD 3.3.2.6 and table 7): A before B before C.</summary>
internal static class Priorities
{
    public const int A = 0;
    public const int B = 1;
    public const int C = 2;

    /// <summary>The class of an action; IE3N11, which the table leaves out, goes with the other notifications.</summary>
    public static int Of(string action) =>
        action switch
        {
            "IE3Q01" or "IE3Q03" or "IE3N03" or "IE3N08" => A,
            "IE3Q02" or "IE3R01" or "IE3R04" or "IE3R08" or "IE3N01" or "IE3N99" => B,
            _ => C,
        };
}
