using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;

namespace Ics2.Tests.Contract.Management;

public sealed class ManagementJsonTests
{
    [Fact]
    public void The_API_writes_names_in_camel_case_instants_with_Z_and_leaves_out_what_is_absent() =>
        JsonSerializer
            .Serialize(
                new FilingView(
                    "F10",
                    "LRN-1",
                    Mrn: null,
                    "BE0123456789",
                    FilingState.Registered,
                    "sys1@BE0123456789",
                    "one@trader.example",
                    new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)),
                    RegisteredAt: null
                ),
                ManagementJson.Strict
            )
            .ShouldBe(
                """{"type":"F10","lrn":"LRN-1","declarant":"BE0123456789","state":"registered","party":"sys1@BE012345678"""
                    + """9","messageId":"one@trader.example","receivedAt":"2026-01-02T03:04:05.000Z","ens":"none","""
                    + """ "risk":"none","openReferrals":0}""".TrimStart()
            );

    [Theory]
    [InlineData("""{ "chanel": "pull" }""")]
    [InlineData("""{ "channel": 1 }""")]
    [InlineData("""{ "channel": "pigeon" }""")]
    public void The_API_takes_nothing_that_it_does_not_know(string entry) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<OperatorEntry>(entry, ManagementJson.Strict));

    [Fact]
    public void A_caller_takes_what_a_newer_API_says_besides()
    {
        var entry = JsonSerializer
            .Deserialize<OperatorView>(
                """{ "partyId": "BE0123456789", "eori": "BE0123456789", "channel": "push", "pushUrl": "https://localhos"""
                    + """t/", "connected": true, "aeoSecurity": false, "unsubscribed": ["N03"], "colour": "blue" }""",
                ManagementJson.Tolerant
            )
            .ShouldNotBeNull();

        entry.Channel.ShouldBe(ReplyChannel.Push);
        entry.Unsubscribed.ShouldBe(["N03"]);
    }

    [Fact]
    public void A_message_does_not_tell_which_way_it_goes_twice() =>
        JsonSerializer
            .Serialize(
                new MessageView("out", "BE0123456789", "IE3R01", "a@b", null, "waiting", default, 0, null, null, 7),
                ManagementJson.Strict
            )
            .ShouldBe(
                """{"direction":"out","party":"BE0123456789","action":"IE3R01","messageId":"a@b","state":"waitin"""
                    + """g","at":"0001-01-01T00:00:00.000Z","attempts":0,"sequence":7}"""
            );

    [Fact]
    public void A_single_question_is_asked_as_one_of_several()
    {
        var one = new ActionRequest("sendReferral")
        {
            Type = "RFS",
            Methods = ["XRY"],
            HouseDocument = "HBL1",
        }.Asked;

        one.ShouldHaveSingleItem().Methods.ShouldBe(["XRY"]);
        one[0].HouseDocument.ShouldBe("HBL1");
        new ActionRequest("present").Asked.ShouldBeEmpty();
    }
}
