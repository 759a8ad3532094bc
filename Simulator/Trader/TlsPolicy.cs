using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;

namespace Ics2.Trader;

/// <summary>Raised inside the handshake when the server is not the customs this trader knows; posting again would not help.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Raised here only, always with its message.")]
internal sealed class ServerNotTrustedException(string message) : AuthenticationException(message);

/// <summary>Mutual TLS with the roots of the trader folder and no others (ICD 4.6.1).</summary>
internal static class TlsPolicy
{
    /// <summary>1.2 is required, 1.3 allowed, nothing below.</summary>
    public static SslProtocols Protocols
    {
        [SuppressMessage("Security", "CA5398", Justification = "ICD 4.6.1 fixes the versions.")]
        get => SslProtocols.Tls12 | SslProtocols.Tls13;
    }

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>How the trader opens connections.</summary>
    public static SslClientAuthenticationOptions ForClient(TraderFolder folder) =>
        new()
        {
            EnabledSslProtocols = Protocols,
            ClientCertificateContext = folder.Tls.Context,
            CertificateChainPolicy = Chain(folder.TlsTrust, ServerAuthentication),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None
                    ? true
                    : throw new ServerNotTrustedException(Describe(certificate, chain, errors, folder.Settings)),
        };

    /// <summary>Which client certificates the trader's own endpoint takes.</summary>
    public static X509ChainPolicy ForServer(TraderFolder folder) => Chain(folder.TlsTrust, ClientAuthentication);

    private static X509ChainPolicy Chain(TrustAnchors anchors, string usage)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid(usage) },
        };
        policy.CustomTrustStore.AddRange(anchors.Certificates.ToArray());
        return policy;
    }

    private static string Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, TraderSettings settings)
    {
        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            faults.Add("it presented no certificate");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            faults.Add($"the certificate is not made out to '{settings.Endpoint.Host}'");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            faults.Add(
                $"its chain does not hold against {settings.TlsTrust}: {string.Join(", ", chain?.ChainStatus.Select(status => status.Status.ToString()).Distinct(StringComparer.Ordinal) ?? [])}"
            );
        }

        var subject = certificate is null ? "" : $" (certificate '{LogText.OneLine(certificate.Subject, 200)}')";
        return $"The server at {settings.Endpoint.Authority} is not trusted{subject}: {string.Join("; ", faults)}. Check 'endpoint' and 'tlsTrust' in trader.json; nothing was sent.";
    }
}
