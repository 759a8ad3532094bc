using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Checking;

/// <summary>How a message is packed, one thing spoiled at a time; and that nothing a sender wrote comes back untamed.</summary>
public sealed class PackagingCheckTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static readonly Mpc Channel = Mpc.ForParty(TestSeal.Profile.MpcToTrader, "BE0123456789");

    public static TheoryData<string, string> Warned =>
        new()
        {
            { "a bare envelope", "mime.multipart" },
            { "no mustUnderstand", "envelope.must-understand" },
            { "mustUnderstand false", "envelope.must-understand" },
            { "text/xml", "envelope.content-type" },
        };

    public static TheoryData<string, string, string> Refused =>
        new()
        {
            { "bare line feeds", "mime.line-ends", "EBMS:0007" },
            { "latin 1", "envelope.charset", "EBMS:0003" },
            { "a body", "envelope.body-empty", "EBMS:0010" },
            { "text in the body", "envelope.body-empty", "EBMS:0010" },
        };

    [Fact]
    public void As_it_is_nothing_is_said() => Said("").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Warned))]
    public void What_is_unusual_is_warned_of_by_its_check(string how, string id)
    {
        var check = Said(how).ShouldHaveSingleItem();

        (check.Id, check.Verdict, check.Error).ShouldBe((id, CheckVerdict.Warning, null));
        check.Remedy.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_wrong_is_refused_by_its_check(string how, string id, string code)
    {
        var check = Said(how).ShouldHaveSingleItem();

        (check.Id, check.Verdict, check.Error?.Code.Code, check.Error?.CheckId).ShouldBe((id, CheckVerdict.Failed, code, id));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("UTF-8")]
    public void UTF_8_may_be_stated(string charset) => Said($"charset={charset}").ShouldBeEmpty();

    [Fact]
    public void A_pull_asks_for_a_channel_of_a_party()
    {
        Failed(new PullRequest(MessageId.Parse("p@x"), DateTimeOffset.UnixEpoch, Channel)).ShouldBeEmpty();
        Failed(new PullRequest(MessageId.Parse("p@x"), DateTimeOffset.UnixEpoch, Mpc: null)).ShouldBe(["pull.mpc"]);
        Failed(new PullRequest(MessageId.Parse("p@x"), DateTimeOffset.UnixEpoch, Mpc.ForParty("urn:other", "BE0123456789")))
            .ShouldBe(["pull.mpc"]);
        Failed(new PullRequest(MessageId.Parse("p@x"), DateTimeOffset.UnixEpoch, Mpc.ForParty(TestSeal.Profile.MpcToTrader + "x", "BE1")))
            .ShouldBe(["pull.mpc"]);
    }

    [Fact]
    public void A_receipt_names_a_message_and_repeats_references()
    {
        SealReference reference = new("#m", [], "sha256", "x");

        Failed(new Receipt(MessageId.Parse("r@x"), "a@x", DateTimeOffset.UnixEpoch, [reference])).ShouldBeEmpty();
        Failed(new Receipt(MessageId.Parse("r@x"), null, DateTimeOffset.UnixEpoch, [reference])).ShouldBe(["receipt.ref"]);
        Failed(new Receipt(MessageId.Parse("r@x"), "", DateTimeOffset.UnixEpoch, [reference])).ShouldBe(["receipt.ref"]);
        Failed(new Receipt(MessageId.Parse("r@x"), "a@x", DateTimeOffset.UnixEpoch, null)).ShouldBe(["receipt.non-repudiation"]);
        Failed(new Receipt(MessageId.Parse("r@x"), "a@x", DateTimeOffset.UnixEpoch, [])).ShouldBe(["receipt.non-repudiation"]);
    }

    [Fact]
    public void What_is_shown_of_a_message_has_no_control_characters_and_an_end__AS4_26()
    {
        foreach (var evil in new[] { "a\u001b[2Jb", "a\nb", "a\u007fb", "a\u009bb", "a\0b" })
        {
            var error = Failing(evil);
            foreach (var text in new[] { error.Description, error.Found.ShouldNotBeNull() })
            {
                text.ShouldNotContain(one => char.IsControl(one), evil);
            }
        }

        var cut = Failing(new string('x', 5000));
        cut.Found.ShouldNotBeNull().Length.ShouldBeLessThanOrEqualTo(301);
        cut.Description.Length.ShouldBeLessThanOrEqualTo(301);
        Failing("plain").Found.ShouldBe("plain");
    }

    private EbmsError Failing(string action)
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var spoiled = new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids)
        {
            UserMessage = envelope.UserMessage! with { Action = action },
        };
        var error = new ProfileMatcher(TestSeal.Profile).Check(spoiled, package, Direction.ToCustoms).FirstError().ShouldNotBeNull();
        error.CheckId.ShouldBe("header.action");
        return error;
    }

    private IEnumerable<string> Failed(SignalMessage signal)
    {
        var (envelope, package) = TestSeal.Read(seal.Writer.WritePullRequest(Channel).Wire);
        var spoiled = new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids) { Signal = signal };
        return new ProfileMatcher(TestSeal.Profile)
            .Check(spoiled, package, Direction.ToCustoms)
            .Where(check => check.Verdict == CheckVerdict.Failed)
            .Select(check => check.Id);
    }

    private IEnumerable<Check> Said(string how)
    {
        var (envelope, package) = TestSeal.Read(
            Attacker.Edit(
                seal.Filing(),
                document =>
                {
                    var messaging = document.Descendants(Attacker.Eb + "Messaging").Single();
                    var body = document.Descendants(Attacker.S + "Body").Single();
                    var understand = messaging.Attribute(Attacker.S + "mustUnderstand")!;
                    switch (how)
                    {
                        case "no mustUnderstand":
                            understand.Remove();
                            break;
                        case "mustUnderstand false":
                            understand.Value = "false";
                            break;
                        case "a body":
                            body.Add(new System.Xml.Linq.XElement("x"));
                            break;
                        case "text in the body":
                            body.Add("x");
                            break;
                        default:
                            break;
                    }
                }
            )
        );
        package = how switch
        {
            "a bare envelope" => package with { IsMultipart = false },
            "bare line feeds" => package with { BareLineFeeds = true },
            "text/xml" => package with { Root = package.Root with { ContentType = "text/xml" } },
            "latin 1" => package with { Root = package.Root with { ContentType = "application/soap+xml; charset=iso-8859-1" } },
            _ when how.StartsWith("charset", StringComparison.Ordinal) => package with
            {
                Root = package.Root with { ContentType = $"application/soap+xml; {how}" },
            },
            _ => package,
        };
        return new ProfileMatcher(TestSeal.Profile)
            .Check(envelope, package, Direction.ToCustoms)
            .Where(check => check.Verdict != CheckVerdict.Passed);
    }
}
