using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>Makes the QcStatements extension (ETSI EN 319 412-5; as4-profile f1).</summary>
internal static class QcStatements
{
    public const string Extension = "1.3.6.1.5.5.7.1.3";
    public const string ESign = Etsi + ".6.1";
    public const string ESeal = Etsi + ".6.2";
    public const string Web = Etsi + ".6.3";

    private const string Etsi = "0.4.0.1862.1";

    /// <summary>Compliance, type, PDS and, if the key sits in one, the QSCD statement.</summary>
    /// <param name="type">One of <see cref="ESign"/>, <see cref="ESeal"/>, <see cref="Web"/>.</param>
    /// <param name="qscd">Whether the key is said to be in a qualified device.</param>
    public static X509Extension Make(string type, bool qscd)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Statement(writer, Etsi + ".1");
            if (qscd)
            {
                Statement(writer, Etsi + ".4");
            }

            Statement(writer, Etsi + ".5", PdsLocations);
            Statement(
                writer,
                Etsi + ".6",
                w =>
                {
                    using (w.PushSequence())
                    {
                        w.WriteObjectIdentifier(type);
                    }
                }
            );
        }

        return new X509Extension(Extension, writer.Encode(), critical: false);
    }

    private static void Statement(AsnWriter writer, string oid, Action<AsnWriter>? info = null)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            info?.Invoke(writer);
        }
    }

    private static void PdsLocations(AsnWriter writer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, "https://pki.ics2.test/pds-en.pdf");
            writer.WriteCharacterString(UniversalTagNumber.PrintableString, "en");
        }
    }
}
