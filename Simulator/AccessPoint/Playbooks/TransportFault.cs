namespace Ics2.AccessPoint.Playbooks;

/// <summary>What goes wrong on the wire by order of the playbook. More, and for whoever is concerned, is the business of chaos.</summary>
public enum WireFault
{
    /// <summary>An HTTP error; nothing is recorded.</summary>
    HttpError,

    /// <summary>An ebMS error, EBMS:0004; nothing is recorded.</summary>
    EbmsError,

    /// <summary>The message is recorded, and instead of the receipt comes nothing.</summary>
    NoReceipt,
}

/// <summary>The measure <c>transport-fault</c>: how a message is answered instead of with a receipt.</summary>
/// <param name="Do">What goes wrong; written <c>http-error</c>, <c>ebms-error</c> or <c>no-receipt</c>.</param>
/// <param name="Times">How often for one message, so that its repetition gets through; null for ever.</param>
/// <param name="Status">HTTP status of <see cref="WireFault.HttpError"/>.</param>
public sealed record TransportFault(WireFault Do, int? Times = null, int Status = 503)
{
    /// <summary>How the faults are written.</summary>
    public static IReadOnlyDictionary<string, WireFault> ByName { get; } =
        new Dictionary<string, WireFault>(StringComparer.Ordinal)
        {
            ["http-error"] = WireFault.HttpError,
            ["ebms-error"] = WireFault.EbmsError,
            ["no-receipt"] = WireFault.NoReceipt,
        };
}
