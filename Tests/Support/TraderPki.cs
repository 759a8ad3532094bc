using Ics2.TrustServices;

namespace Ics2.Tests.Support;

/// <summary>One PKI for all tests of the trader, because making keys takes time. On the real clock, because TLS knows no other.</summary>
internal sealed class TraderPki
{
    public const string Eori = "BE0123456789";
    public const string Password = "not-to-be-printed";

    private static readonly Lazy<TraderPki> One = new(() => new TraderPki());

    private TraderPki()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-trader-pki-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        Pki = TestPki.OpenOrCreate(folder.FullName, TimeProvider.System);
        Seal = Pki.IssueSeal(Eori, "Trader").ToPkcs12(Password);
        Tls = Pki.IssueTls(Eori, "localhost", ["localhost", "127.0.0.1"]).ToPkcs12(Password);
    }

    public static TraderPki Instance => One.Value;

    public TestPki Pki { get; }

    public byte[] Seal { get; }

    public byte[] Tls { get; }
}
