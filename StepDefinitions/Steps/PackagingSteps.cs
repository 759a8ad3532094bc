using System.Text;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Rehearsal.Running;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>How a document is packed, and what customs says to other ways.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="mailbox">What customs sends.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class PackagingSteps(Cast cast, ObservedCustoms customs, Mailbox mailbox, Verdicts verdicts, RehearsedScenario scenario)
{
    [When(
        "^the trader files an (IE3F\\d\\d) (in a damaged compression|with the document in the SOAP Body|with a second "
            + "document|under the action of another message|whose empty Body is not sealed|with the document encrypted|without "
            + "its TLS certificate)$"
    )]
    public Task FileOtherwise(string message, string how) =>
        cast.LodgeAsync(
            cast.Trader,
            cast.Compose(message, cast.Trader.Eori),
            how switch
            {
                "in a damaged compression" => SendingMisconduct.CorruptGzip,
                "with the document in the SOAP Body" => SendingMisconduct.PayloadInBody,
                "with a second document" => SendingMisconduct.TwoPayloads,
                "under the action of another message" => SendingMisconduct.WrongAction,
                "whose empty Body is not sealed" => SendingMisconduct.BodyNotSealed,
                "with the document encrypted" => SendingMisconduct.EncryptedPayload,
                _ => SendingMisconduct.NoTlsCertificate,
            }
        );

    // Files more than the interface takes; blanks, so that it is small on the wire.
    [When("^the trader files an (IE3F\\d\\d) of more than 100 MB$")]
    public Task FileTooMuch(string message) =>
        cast.LodgeAsync(
            cast.Trader,
            message,
            [
                .. cast.Compose(message, cast.Trader.Eori).Xml,
                .. Encoding.ASCII.GetBytes(new string(' ', Profile.Ics2HtiV2.MaxBusinessDocumentBytes)),
            ]
        );

    [Then("^every part of the filing is compressed with gzip and says so$")]
    public async Task Compressed()
    {
        var (header, package) = await UnpackAsync();
        verdicts.Require(
            "the document travels as a MIME part",
            header.Parts.Count > 0,
            "at least one part",
            header.Parts.Count,
            "ICD 4.2.6"
        );
        foreach (var info in header.Parts)
        {
            var stated = info.Property("CompressionType");
            verdicts.Check(
                $"{info.Href} says that it is compressed",
                stated == Profile.Ics2HtiV2.CompressionType,
                Profile.Ics2HtiV2.CompressionType,
                stated ?? "nothing",
                "ICD 4.2.5"
            );
            var part = package.Find(info.ContentId ?? "");
            verdicts.Check(
                "its bytes are gzip",
                part?.Content.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) == true,
                "1f 8b",
                part is null ? "no part" : Convert.ToHexStringLower(part.Content.Span[..Math.Min(2, part.Content.Length)]),
                "RFC 1952 2.3"
            );
            verdicts.Check(
                "and its MIME type too",
                part?.ContentType.StartsWith(Profile.Ics2HtiV2.CompressionType, StringComparison.OrdinalIgnoreCase) == true,
                Profile.Ics2HtiV2.CompressionType,
                part?.ContentType ?? "no part",
                "ICD 4.2.5; eDelivery AS4 1.4.3.1"
            );
        }
    }

    [Then("^the document is said to be XML in UTF-8$")]
    public async Task SaidToBeXml()
    {
        var (header, _) = await UnpackAsync();
        var document = header.Parts[0];
        verdicts.Check(
            "MimeType",
            document.Property("MimeType") == Profile.Ics2HtiV2.BusinessMimeType,
            Profile.Ics2HtiV2.BusinessMimeType,
            document.Property("MimeType") ?? "nothing",
            "ICD 4.2.5"
        );
        var set = document.Property("CharacterSet");
        if (set is null)
        {
            verdicts.Warn("the recommended CharacterSet is stated", Profile.Ics2HtiV2.CharacterSet, "nothing", "ICD 4.2.5");
        }
        else
        {
            verdicts.Check(
                "CharacterSet",
                string.Equals(set, Profile.Ics2HtiV2.CharacterSet, StringComparison.OrdinalIgnoreCase),
                Profile.Ics2HtiV2.CharacterSet,
                set,
                "ICD 4.2.5; as4-profile section 2, conflict 7"
            );
        }
    }

    // Customs refuses in one of the two ways there are; which one, the sources leave open.
    [Then("^customs refuses it at the door or by IE3N99$")]
    public async Task RefusedEitherWay()
    {
        var last = cast.Trader.Last;
        verdicts.Require("the message reaches customs", last.Seen.Count > 0, "a message", "nothing", "as4-profile d1");
        if (last.Seen[^1].Answer.Kind != "error")
        {
            await mailbox.ReceiveAsync(cast.Trader, "IE3N99", last.MessageIds);
        }
    }

    private async Task<(UserMessage Header, MimePackage Package)> UnpackAsync()
    {
        var filed = (await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken)).LastOrDefault(message => !message.IsOut);
        verdicts.Require("customs has the filing", filed is not null, "a message", "none", "ICD 4.3.1");
        var package = await customs.UnpackAsync(filed, scenario.CancellationToken);
        return (package.Envelope.UserMessage!, package.Package);
    }
}
