using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>Issues TLS certificates of every flavour.</summary>
internal sealed class TlsIssuer(
    TestAuthorities authorities,
    TimeProvider clock,
    Action<X509Certificate2, DateTimeOffset, X509RevocationReason> revoke,
    Func<int, RSA> newKey
)
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    public IssuedCertificate Issue(
        string eori,
        string commonName,
        IEnumerable<string> names,
        TlsFlavour flavour,
        int keySize,
        IssuedCertificate? seal
    )
    {
        var now = clock.GetUtcNow();
        var blueprint = Blueprint(eori, commonName, names, now) with { KeySize = keySize, NewKey = newKey };
        switch (flavour)
        {
            case TlsFlavour.Good:
                return authorities.Tls.Issue(blueprint);
            case TlsFlavour.Untrusted:
                return authorities.UntrustedTls.Issue(blueprint);
            case TlsFlavour.Expired:
                return authorities.Tls.Issue(blueprint with { From = now.AddYears(-1), Until = now.AddDays(-1) });
            case TlsFlavour.ServerOnly:
                return authorities.Tls.Issue(blueprint with { Purposes = [ServerAuth] });
            case TlsFlavour.Revoked:
                var revoked = authorities.Tls.Issue(blueprint);
                revoke(revoked.Certificate, now, X509RevocationReason.KeyCompromise);
                return revoked;
            case TlsFlavour.SealCertificate:
                return Needed(seal);
            case TlsFlavour.SealKey:
                using (var key = Needed(seal).Certificate.GetRSAPrivateKey()!)
                {
                    return authorities.Tls.Issue(blueprint, key);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(flavour), flavour, "not a flavour");
        }
    }

    private static IssuedCertificate Needed(IssuedCertificate? seal) =>
        seal ?? throw new ArgumentException("This flavour uses the seal for TLS, so the seal has to be issued here too.", nameof(seal));

    public static CertificateBlueprint Blueprint(string eori, string commonName, IEnumerable<string> names, DateTimeOffset now) =>
        new(SubjectName.Of(SealIssuer.Party(eori).IssuingState, eori, commonName), now.AddDays(-1), now.AddYears(3))
        {
            KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
            Purposes = [ServerAuth, ClientAuth],
            Names = [.. names],
        };
}
