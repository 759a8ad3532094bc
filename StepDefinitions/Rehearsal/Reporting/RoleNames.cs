namespace Ics2.Rehearsal.Reporting;

/// <summary>What the short names of the roles mean, as the tags <c>@role-…</c> and the requirement table have them.</summary>
internal static class RoleNames
{
    /// <summary>The role in words; an unknown one as it is.</summary>
    public static string Of(string role) =>
        role switch
        {
            "mc" => "sea carrier (mc)",
            "hf" => "house filer (hf)",
            "cf" => "consignee filer (cf)",
            "rc" => "road carrier (rc)",
            "rl" => "rail carrier (rl)",
            "it" => "any system that sends (it)",
            "ar" => "arrival notifier (ar)",
            "rep" => "representative (rep)",
            "aeo" => "authorised operator (aeo)",
            _ => role,
        };
}
