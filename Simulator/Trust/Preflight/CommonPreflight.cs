using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Preflight;

/// <summary>The checks that seal and TLS certificates share.</summary>
internal static class CommonPreflight
{
    private const int ShortDays = 60; // ordering and registering a new one takes weeks

    public static PreflightCheck Key(string certificate, X509Certificate2 leaf, bool mustBeRsa, string source)
    {
        var fault = KeyStrength.Fault(leaf, mustBeRsa);
        using var rsa = fault is null ? leaf.GetRSAPublicKey() : null;
        var size = rsa is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {rsa.KeySize} bits");
        return Of($"{certificate}-key", certificate, fault, $"{leaf.PublicKey.Oid.FriendlyName}{size}", source);
    }

    public static PreflightCheck PrivateKey(string certificate, CertificateFile file) =>
        new(
            $"{certificate}-private-key",
            certificate,
            file.HasKey ? PreflightVerdict.Passed : PreflightVerdict.Warning,
            $"{file.Format} {(file.HasKey ? "with" : "without")} the private key of {file.Leaf.Shown()}",
            "needed for signing",
            file.HasKey ? null : "Check the file that the access point will use: it must hold the private key as well."
        );

    public static PreflightCheck Validity(string certificate, X509Certificate2 leaf, DateTimeOffset at)
    {
        var days = (int)Math.Floor((leaf.Until() - at).TotalDays);
        var evidence =
            $"{CertificateText.Shown(leaf.From())} to {CertificateText.Shown(leaf.Until())}"
            + (
                days < 0 || at < leaf.From()
                    ? $"; it is {CertificateText.Shown(at)}"
                    : string.Create(CultureInfo.InvariantCulture, $"; {days} days left")
            );
        var (verdict, remedy) =
            at < leaf.From() ? (PreflightVerdict.Failed, "Wait until it is valid, or use the previous certificate until then.")
            : days < 0 ? (PreflightVerdict.Failed, "Order a new certificate.")
            : days < ShortDays
                ? (
                    PreflightVerdict.Warning,
                    "Order the next certificate now; a seal may be registered beside the present one, so that both are valid during the change."
                )
            : (PreflightVerdict.Passed, null);
        return new PreflightCheck($"{certificate}-validity", certificate, verdict, evidence, "as4-profile (f), validity dates", remedy);
    }

    /// <summary>Failed with the words of the fault, or passed with the evidence.</summary>
    public static PreflightCheck Of(string id, string certificate, ChainDecision? fault, string evidence, string source) =>
        fault is null
            ? new PreflightCheck(id, certificate, PreflightVerdict.Passed, evidence, source, Remedy: null)
            : new PreflightCheck(
                id,
                certificate,
                PreflightVerdict.Failed,
                $"{fault.Text} Expected: {fault.Expected}. Found: {fault.Found}.",
                source,
                fault.Remedy
            );
}
