using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Transport;

namespace Ics2.Trader.Wire;

/// <summary>Takes the roots of the trader folder and no others, and the name of its endpoint (ICD 4.6.1).</summary>
internal sealed class ServerTrust(TraderSettings settings)
{
    /// <summary>Fits a handshake.</summary>
    /// <exception cref="ServerNotTrustedException">The server is not the customs that this trader knows.</exception>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw new ServerNotTrustedException(Describe(certificate, chain, errors));

    private string Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
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
            var statuses = chain?.ChainStatus.Select(status => status.Status.ToString()).Distinct(StringComparer.Ordinal) ?? [];
            faults.Add($"its chain does not hold against {settings.TlsTrust}: {string.Join(", ", statuses)}");
        }

        var subject = certificate is null ? "" : $" (certificate '{LogText.OneLine(certificate.Subject, 200)}')";
        return $"The server at {settings.Endpoint.Authority} is not trusted{subject}: {string.Join("; ", faults)}. "
            + "Check 'endpoint' and 'tlsTrust' in trader.json; nothing was sent.";
    }
}
