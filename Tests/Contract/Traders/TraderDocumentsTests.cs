using System.Text.Json;
using Ics2.Contract.Traders;

namespace Ics2.Tests.Contract.Traders;

public sealed class TraderDocumentsTests
{
    [Fact]
    public void An_enrolment_needs_a_party_id_only_and_takes_nothing_unknown()
    {
        var request = JsonSerializer
            .Deserialize<EnrolmentRequest>("""{ "partyId": "BE0123456789" }""", EnrolledTrader.Json)
            .ShouldNotBeNull();

        (request.Channel, request.Flavour, request.KeySize).ShouldBe((ReplyChannel.Pull, "qualified", 2048));
        Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize<EnrolmentRequest>("""{ "partyId": "BE0123456789", "colour": "blue" }""", EnrolledTrader.Json)
        );
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<EnrolmentRequest>("{ }", EnrolledTrader.Json));
    }

    [Fact]
    public void A_password_is_never_printed() => new KeyFile("seal.p12", "secret").ToString().ShouldNotContain("secret");
}
