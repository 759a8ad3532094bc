using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.Trust.Certificates;

namespace Ics2.Trader.Settings;

/// <summary>Whose seal customs' is: by subject and issuer, which stay when the certificate is renewed.</summary>
internal sealed record ExpectedSeal(X500DistinguishedName Subject, X500DistinguishedName Issuer)
{
    private const string Source = "ICD 4.6.2; field F-12";

    /// <summary>The check of who sealed.</summary>
    public const string CheckId = "seal.customs";

    /// <summary>Whether a seal is customs'.</summary>
    /// <param name="leaf">The certificate that sealed; null when the message carries none.</param>
    public Check Judge(X509Certificate2? leaf)
    {
        if (leaf is null)
        {
            return new Check(CheckId, CheckVerdict.Inconclusive, "Who sealed cannot be said: the message carries no certificate.", Source);
        }

        var expected = $"subject '{Shown(Subject)}', issuer '{Shown(Issuer)}'";
        var found = $"subject '{Shown(leaf.SubjectName)}', issuer '{Shown(leaf.IssuerName)}'";
        if (leaf.SubjectName.SaysTheSameAs(Subject) && leaf.IssuerName.SaysTheSameAs(Issuer))
        {
            return new Check(CheckId, CheckVerdict.Passed, "The seal is that of customs.", Source) { Expected = expected, Actual = found };
        }

        const string text = "The seal is good, but it is not that of customs: anybody with a certificate of the same CA can seal so.";
        const string remedy =
            "Do not take it for customs' word. If customs has a new seal under another name, put its subject and issuer into "
            + "trader.json, property customsSeal, or enrol again.";
        return new Check(CheckId, CheckVerdict.Failed, text, Source)
        {
            Expected = expected,
            Actual = found,
            Remedy = remedy,
            Error = new EbmsError(EbmsErrorCode.FailedAuthentication, text)
            {
                CheckId = CheckId,
                Expected = expected,
                Found = found,
                Remedy = remedy,
                Source = Source,
            },
        };
    }

    /// <summary>What a folder of before, which does not say whose seal is expected, can say.</summary>
    public static Check NotSaid { get; } =
        new(
            CheckId,
            CheckVerdict.Inconclusive,
            "Whether the seal is that of customs was not checked, because trader.json has no property customsSeal: any seal of the roots in "
                + "sealTrust is taken for it.",
            Source
        )
        {
            Remedy = "Enrol again, or add customsSeal with subject and issuer of the seal certificate of customs.",
        };

    private static string Shown(X500DistinguishedName name) => LogText.OneLine(name.Portable());
}
