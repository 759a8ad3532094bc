using Ics2.Contract.Traders;
using Ics2.Trader.Settings;

namespace Ics2.Trader;

/// <summary>Where what an enrolment gave is kept.</summary>
public static class EnrolledTraderFiles
{
    /// <summary>Writes the trader folder.</summary>
    /// <param name="trader">What the enrolment gave.</param>
    /// <param name="directory">Where; made when absent.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void WriteTo(this EnrolledTrader trader, string directory) =>
        TraderFolder.Write(directory, trader.Settings, trader.Seal, trader.Tls, trader.TlsTrust, trader.SealTrust);
}
