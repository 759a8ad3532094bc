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

    /// <summary>Reads a trader folder back.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="TraderFolderException">It is no trader folder.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static EnrolledTrader Read(string directory)
    {
        using var folder = TraderFolder.Open(directory);
        var settings = folder.Settings;
        return new EnrolledTrader(
            settings,
            File.ReadAllBytes(Path.Combine(directory, settings.Tls.File)),
            File.ReadAllText(Path.Combine(directory, settings.TlsTrust)),
            File.ReadAllText(Path.Combine(directory, settings.SealTrust)),
            File.ReadAllBytes(Path.Combine(directory, settings.Seal.File))
        );
    }
}
