namespace Ics2.Rehearsal.Reporting;

/// <summary>What the page of a rehearsal has besides what all our pages share.</summary>
internal static class ReportResources
{
    public static readonly string[] Meanings =
    [
        "Pass: everything expected was seen. Warning: acceptable, but not as the specification words it, such as the right refusal with another "
            + "code. Fail: something expected was not seen, or a step is not defined.",
        "Inconclusive: nothing can be said, because time ran out or the harness itself failed; not a success, and not the client's fault. "
            + "Skipped: not run, or not to the end, because it does not apply; the reason is given.",
        "The client is judged by what the access point saw and recorded, not by what the client says, unless a check names the client's own word. "
            + "Checks about customs are of what the simulator sent or decided.",
        "Nothing in this file proves that it is unchanged. An archive (ics2 rehearse --archive) holds it with all evidence and a "
            + "signed list of digests: ics2 verify-archive. By default the seal of the simulated customs signs, whose key was "
            + "made for that run alone; this shows later changes, not who ran it. A key of your own (--archive-key) shows that too.",
    ];

    public static string Css { get; } = Read("rehearsal.css");

    public static string Script { get; } = Read("search.js");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportResources).Assembly.GetManifestResourceStream($"Reporting/{name}")!);
        return reader.ReadToEnd();
    }
}
