using Ics2.As4.Names;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about receipts and pull requests.</summary>
internal static class SignalMistakes
{
    private const string PMode = "EBMS:0010",
        Receipt = "EBMS:0302";
    private const string Channel = "urn:fdc:ec.europa.eu:2019:eu_ics2_c2t";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new("pull from the default channel", p => Pull(p, null), PMode, "default channel") { Remedy = "own channel" },
        new("pull from the channel of nobody", p => Pull(p, Channel), PMode, $"'{Channel}'"),
        new(
            "pull from the channel to customs",
            p => Pull(p, "urn:fdc:ec.europa.eu:2019:eu_ics2_t2c/EORI/BE0123456789"),
            PMode,
            "eu_ics2_t2c"
        ),
        new("pull without the Body signed", p => Pull(p, Own) with { SignsBody = false }, "EBMS:0103", "does not cover the SOAP Body"),
        new("pull not signed", p => Pull(p, Own) with { Signs = false }, "EBMS:0103", "pull request is not sealed"),
        new("pull for a party that is no EORI", p => Pull(p, Channel + "/EORI/me"), PMode, "channel of no party"),
        new("receipt without non-repudiation information", p => Signal(p, "<eb:Receipt/>"), Receipt, "no non-repudiation information")
        {
            Remedy = "NonRepudiation",
        },
        new("receipt with the user message instead", p => Signal(p, "<eb:Receipt><eb:UserMessage/></eb:Receipt>"), Receipt, "UserMessage"),
        new(
            "receipt with information of another namespace",
            p =>
                Signal(
                    p,
                    "<eb:Receipt><x:NonRepudiationInformation xmlns:x=\"http://docs.oasis-open.org/ebxml-bp/ebbp-signals-3.0\"/></eb:Receipt>"
                ),
            Receipt,
            "ebbp-signals-3.0"
        ),
        new(
            "receipt without the Body signed",
            p => Signal(p, Repeated) with { SignsBody = false },
            Receipt,
            "does not cover the SOAP Body"
        ),
        new("receipt not signed", p => Signal(p, Repeated) with { Signs = false }, Receipt, "receipt is not sealed"),
        new("receipt without RefToMessageId", p => Signal(p, Repeated) with { RefTo = null }, Receipt, "no RefToMessageId"),
        new("receipt with SHA-1", p => Signal(p, Repeated) with { DigestMethod = Algorithms.Sha1 }, Receipt, "sha1"),
        new(
            "receipt with the leaf only",
            p => Signal(p, Repeated) with { TokenType = Algorithms.X509Token, Token = p.Seal.RawData },
            Receipt,
            "X509v3"
        ),
    ];

    private static string Own => $"{Channel}/EORI/BE0123456789";

    private static string Repeated =>
        $"<eb:Receipt><ebbp:NonRepudiationInformation xmlns:ebbp=\"{Ns.Ebbp}\"><ebbp:MessagePartNRInformation><ds:Reference xmlns:ds=\"{Ns.Ds}\" URI=\"#x\">"
        + $"<ds:DigestMethod Algorithm=\"{Algorithms.Sha256}\"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ebbp:MessagePartNRInformation>"
        + "</ebbp:NonRepudiationInformation></eb:Receipt>";

    private static ProductSettings Pull(ProductSettings settings, string? channel) =>
        settings with
        {
            Signal = $"<eb:PullRequest{(channel is null ? "" : $" mpc=\"{channel}\"")}/>",
        };

    private static ProductSettings Signal(ProductSettings settings, string content) =>
        settings with
        {
            Signal = content,
            RefTo = "72c12766-9b40-4d2d-a4e2-1254d4f9e574@localhost",
        };
}
