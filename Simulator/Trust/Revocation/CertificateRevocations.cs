using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>A CRL (RFC 5280, 5) whose signature is right. Bounded by the size of its file; every entry is read once.</summary>
internal sealed class CertificateRevocations
{
    public const int LargestList = 16 * 1024 * 1024;

    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CrlNumber = "2.5.29.20";
    private const string AuthorityKeyIdentifier = "2.5.29.35";
    private const string ReasonCode = "2.5.29.21";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly FrozenDictionary<string, (DateTimeOffset Since, X509RevocationReason? Reason)> _bySerial;

    private CertificateRevocations(FrozenDictionary<string, (DateTimeOffset, X509RevocationReason?)> bySerial, DateTimeOffset? nextUpdate)
    {
        this._bySerial = bySerial;
        NextUpdate = nextUpdate;
    }

    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Reads a CRL of an issuer.</summary>
    /// <exception cref="InvalidDataException">It is not usable: form, signature, age or scope.</exception>
    public static CertificateRevocations Read(ReadOnlyMemory<byte> der, X509Certificate2 issuer, bool forCa, DateTimeOffset now)
    {
        try
        {
            var signature = IssuerSignature.Read(der);
            if (!signature.MadeBy(issuer))
            {
                throw new InvalidDataException($"the CRL is not signed by {issuer.Shown()}");
            }

            return ReadContent(new AsnReader(signature.Content, AsnEncodingRules.DER).ReadSequence(), issuer, forCa, now);
        }
        catch (AsnContentException e)
        {
            throw new InvalidDataException($"no CRL of RFC 5280: {e.Message}", e);
        }
    }

    public RevocationAnswer Find(X509Certificate2 certificate) =>
        _bySerial.TryGetValue(Convert.ToHexString(certificate.SerialNumberBytes.Span), out var entry)
            ? RevocationAnswer.Revoked(entry.Since, entry.Reason, NextUpdate)
            : new RevocationAnswer(RevocationState.Good, Since: null, NextUpdate);

    private static CertificateRevocations ReadContent(AsnReader list, X509Certificate2 issuer, bool forCa, DateTimeOffset now)
    {
        if (list.PeekTag() == Asn1Tag.Integer)
        {
            list.ReadInteger(); // version
        }

        list.ReadSequence(); // algorithm, again
        if (!list.ReadEncodedValue().Span.SequenceEqual(issuer.SubjectName.RawData))
        {
            throw new InvalidDataException($"the CRL is of another issuer than '{CertificateText.Short(issuer.Subject)}'");
        }

        var thisUpdate = AsnTime.Read(list);
        DateTimeOffset? nextUpdate = AsnTime.IsNext(list) ? AsnTime.Read(list) : null;
        AsnTime.EnsureFresh("CRL", thisUpdate, nextUpdate, now);
        var entries = list.HasData && list.PeekTag() == Asn1Tag.Sequence ? Entries(list.ReadSequence()) : [];
        if (list.HasData)
        {
            EnsureScope(list.ReadSequence(Extensions).ReadSequence(), forCa);
        }

        return new CertificateRevocations(entries.ToFrozenDictionary(StringComparer.Ordinal), nextUpdate);
    }

    private static Dictionary<string, (DateTimeOffset, X509RevocationReason?)> Entries(AsnReader list)
    {
        var entries = new Dictionary<string, (DateTimeOffset, X509RevocationReason?)>(StringComparer.Ordinal);
        while (list.HasData)
        {
            var entry = list.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            var since = AsnTime.Read(entry);
            X509RevocationReason? reason = null;
            if (entry.HasData)
            {
                foreach (var (oid, _, value) in AsnExtensions.Read(entry.ReadSequence()).Where(extension => extension.Oid is ReasonCode))
                {
                    reason = new AsnReader(value, AsnEncodingRules.DER).ReadEnumeratedValue<X509RevocationReason>();
                }
            }

            entries[serial] = (since, reason);
        }

        return entries;
    }

    // Partial, indirect and delta CRLs would need more than one list to tell.
    private static void EnsureScope(AsnReader extensions, bool forCa)
    {
        foreach (var (oid, critical, value) in AsnExtensions.Read(extensions))
        {
            if (oid is IssuingDistributionPoint)
            {
                var scope = new AsnReader(value, AsnEncodingRules.DER).ReadSequence();
                while (scope.HasData)
                {
                    var tag = scope.PeekTag().TagValue;
                    scope.ReadEncodedValue();
                    if (tag > 2 || tag == (forCa ? 1 : 2))
                    {
                        throw new InvalidDataException("the CRL covers only a part of the certificates, not this one");
                    }
                }
            }
            else if (critical && oid is not (CrlNumber or AuthorityKeyIdentifier))
            {
                throw new InvalidDataException($"the CRL has the unknown critical extension {oid}");
            }
        }
    }
}
