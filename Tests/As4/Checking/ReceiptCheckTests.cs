using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Receipts;

namespace Ics2.Tests.As4.Checking;

/// <summary>A receipt has to repeat what was sent: all of it, as it was, and nothing else (as4-profile d3).</summary>
public sealed class ReceiptCheckTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly SealReference Header = new("#messaging", ["exc"], "sha256", "one");
    private static readonly SealReference Part = new("cid:document@x", ["attachment"], "sha256", "two");
    private static readonly SealReference[] Sent = [Header, Part];

    public static TheoryData<string, string> Spoiled =>
        new()
        {
            { "surplus", "receipt.no-surplus" },
            { "missing", "receipt.reference" },
            { "other digest", "receipt.reference" },
            { "twice", "receipt.reference" },
            { "twice and once wrong", "receipt.reference" },
            { "other message", "receipt.ref" },
            { "no message", "receipt.ref" },
            { "nothing", "receipt.non-repudiation" },
            { "no reference", "receipt.non-repudiation" },
        };

    [Fact]
    public void As_it_was_sent_in_any_order_every_check_passes()
    {
        Failed(Of("sent@x", Sent)).ShouldBeEmpty();
        Failed(Of("sent@x", Part, Header)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void One_thing_that_is_wrong_fails_the_check_that_names_it(string how, string id)
    {
        var receipt = how switch
        {
            "surplus" => Of("sent@x", Header, Part, Header with { Uri = "#other" }),
            "missing" => Of("sent@x", Header),
            "other digest" => Of("sent@x", Header, Part with { Digest = "three" }),
            "twice" => Of("sent@x", Header, Part, Part),
            "twice and once wrong" => Of("sent@x", Header, Part, Part with { Digest = "three" }),
            "other message" => Of("other@x", Sent),
            "no message" => Of(null, Sent),
            "nothing" => Of("sent@x") with { References = null },
            _ => Of("sent@x"),
        };

        Failed(receipt).ShouldBe([id]);
        var error = ReceiptCheck.Compare(MessageId.Parse("sent@x"), Sent, receipt).FirstError().ShouldNotBeNull();
        error.Code.Code.ShouldBe("EBMS:0302");
        error.CheckId.ShouldBe(id);
    }

    [Fact]
    public void Every_reference_that_is_missing_is_named() =>
        Failed(Of("sent@x", Header with { Uri = "#stranger" })).ShouldBe(["receipt.reference", "receipt.reference", "receipt.no-surplus"]);

    [Fact]
    public void Without_what_was_sent_nothing_is_said_to_hold() =>
        ReceiptCheck.Alone(Of("sent@x", Sent)).ShouldHaveSingleItem().Verdict.ShouldBe(CheckVerdict.Inconclusive);

    private static Receipt Of(string? about, params SealReference[] references) =>
        new(MessageId.Parse("receipt@x"), about, Noon, references);

    private static IEnumerable<string> Failed(Receipt receipt) =>
        ReceiptCheck
            .Compare(MessageId.Parse("sent@x"), Sent, receipt)
            .Where(check => check.Verdict == CheckVerdict.Failed)
            .Select(check => check.Id);
}
