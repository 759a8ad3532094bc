using Ics2.TrustServices;

namespace Ics2.Simulator;

/// <summary>Keeps the seal of a run's customs beyond its end. Give one to the runner as a service to have it filled.</summary>
public sealed class RunSeal
{
    /// <summary>The seal with its key; null until customs has started.</summary>
    public IssuedCertificate? Seal { get; set; }
}
