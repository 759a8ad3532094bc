using System.Text;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.Transport;

namespace Ics2.Tests.Transport;

/// <summary>What "the same message" means, for the access point and for the trader.</summary>
public sealed class ContentDigestTests
{
    private static readonly UserMessage Header = new()
    {
        MessageId = MessageId.New("trader.example"),
        Timestamp = DateTimeOffset.UnixEpoch,
        From = new Party("BE0123456789", "eori", "Trader"),
        To = new Party("sti-taxud", "eori", "Customs"),
        Service = new TypedValue("eu-customs-service", Type: null),
        Action = "IE3F10",
    };

    [Fact]
    public void Seal_time_and_id_do_not_count() =>
        Of(Header with { Timestamp = DateTimeOffset.UnixEpoch.AddDays(1), MessageId = MessageId.New("trader.example") }, "<a/>")
            .ShouldBe(Of(Header, "<a/>"));

    [Fact]
    public void Sender_receiver_action_type_and_content_do()
    {
        string[] all =
        [
            Of(Header, "<a/>"),
            Of(Header with { From = Header.From with { Id = "DE1" } }, "<a/>"),
            Of(Header with { To = Header.To with { Id = "other" } }, "<a/>"),
            Of(Header with { Action = "IE3F11" }, "<a/>"),
            Of(Header, "<b/>"),
            Of(Header, "<a/>", "<a/>"),
            Of(Header),
        ];
        all.ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void Neighbours_are_kept_apart() => (Of(Header, "ab", "c") == Of(Header, "a", "bc")).ShouldBeFalse();

    private static string Of(UserMessage header, params string[] parts) =>
        Convert.ToHexString(
            ContentDigest.Of(
                header,
                new PayloadSet([.. parts.Select((part, at) => new Payload($"part-{at}", "application/xml", Encoding.UTF8.GetBytes(part)))])
            )
        );
}
