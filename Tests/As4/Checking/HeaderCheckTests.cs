using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Checking;

/// <summary>
/// A header that passes every check, and one field of it spoiled at a time: the check that names the field fails, no other, with its code. An
/// error code alone would not tell, since several checks share one.
/// </summary>
public sealed class HeaderCheckTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static readonly Profile Profile = TestSeal.Profile;

    private static readonly Dictionary<string, Spoiled> Table = new(StringComparer.Ordinal)
    {
        ["from type"] = new(m => m with { From = m.From with { IdType = "urn:other" } }, "header.from.type", "EBMS:0003"),
        ["from type absent"] = new(m => m with { From = m.From with { IdType = null } }, "header.from.type", "EBMS:0003"),
        ["from role"] = new(m => m with { From = m.From with { Role = "Customs" } }, "header.from.role", "EBMS:0003"),
        ["to type"] = new(m => m with { To = m.To with { IdType = Profile.TraderPartyIdType } }, "header.to.type", "EBMS:0003"),
        ["to id"] = new(m => m with { To = m.To with { Id = "sti-taxuD" } }, "header.to.id", "EBMS:0003"),
        ["to role"] = new(m => m with { To = m.To with { Role = "Trader" } }, "header.to.role", "EBMS:0003"),
        ["agreement absent"] = new(m => m with { Agreement = null }, "header.agreement header.agreement.type", "EBMS:0001"),
        ["agreement"] = new(m => m with { Agreement = m.Agreement! with { Value = "EU-ICS2-TI-V1.0" } }, "header.agreement", "EBMS:0001"),
        ["agreement type"] = new(m => m with { Agreement = m.Agreement! with { Type = "x" } }, "header.agreement.type", "EBMS:0001"),
        ["agreement pmode"] = new(m => m with { AgreementPMode = "p" }, "header.agreement.pmode", "EBMS:0010"),
        ["service"] = new(m => m with { Service = m.Service with { Value = Profile.ServiceToTrader } }, "header.service", "EBMS:0001"),
        ["service type"] = new(m => m with { Service = m.Service with { Type = "x" } }, "header.service.type", "EBMS:0001"),
        ["service type absent"] = new(m => m with { Service = m.Service with { Type = null } }, "header.service.type", "EBMS:0001"),
        ["action"] = new(m => m with { Action = "IE3R01" }, "header.action", "EBMS:0001"),
        ["test service alone"] = new(
            m => m with { Service = new TypedValue(Profile.TestService, Profile.ServiceType) },
            "header.service",
            "EBMS:0001"
        ),
        ["test action alone"] = new(m => m with { Action = Profile.TestAction }, "header.action", "EBMS:0001"),
        ["one property"] = new(m => m with { MessagePropertyCount = 1 }, "header.properties", "EBMS:0010"),
        ["no part"] = new(m => m with { Parts = [] }, "parts.count parts.no-stray", "EBMS:0011"),
        ["named twice"] = new(
            m => m with { Parts = [m.Parts[0], m.Parts[0]] },
            "parts.named-once parts.attachment-type parts.attachment-allowed",
            "EBMS:0003"
        ),
        ["part is not there"] = new(
            m => m with { Parts = [m.Parts[0] with { Href = "cid:other@x" }] },
            "parts.present parts.no-stray",
            "EBMS:0011"
        ),
        ["href is a link"] = new(
            m => m with { Parts = [m.Parts[0] with { Href = "https://x.eu/" }] },
            "parts.href parts.no-stray",
            "EBMS:0010"
        ),
        ["no href"] = new(m => m with { Parts = [m.Parts[0] with { Href = null }] }, "parts.href parts.no-stray", "EBMS:0010"),
        ["empty cid"] = new(
            m => m with { Parts = [m.Parts[0] with { Href = "cid:" }] },
            "parts.href parts.present parts.no-stray",
            "EBMS:0010"
        ),
        ["document is a picture"] = new(m => Property(m, "MimeType", "image/jpeg"), "parts.business-document", "EBMS:0010"),
        ["document has no type"] = new(m => Property(m, "MimeType", null), "parts.business-document parts.mime-type", "EBMS:0010"),
        ["document in Latin 1"] = new(m => Property(m, "CharacterSet", "iso-8859-1"), "parts.character-set", "EBMS:0003"),
        ["zip"] = new(m => Property(m, "CompressionType", "application/zip"), "parts.compression", "EBMS:0303"),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Fact]
    public void As_it_is_nothing_is_wrong_either_way()
    {
        Failed(Check(message => message)).ShouldBeEmpty();
        Failed(Check(Answer, Direction.ToTrader)).ShouldBeEmpty();
        Warned(Check(message => message)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_field_that_is_spoiled_fails_the_check_that_names_it(string name)
    {
        var spoiled = Table[name];

        var checks = Check(spoiled.Change);

        Failed(checks).ShouldBe(spoiled.Ids.Split(' '));
        var error = checks.FirstError().ShouldNotBeNull();
        (error.CheckId, error.Code.Code).ShouldBe((spoiled.Ids.Split(' ')[0], spoiled.Code));
        error.Remedy.ShouldNotBeNullOrEmpty();
        error.Expected.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Towards_traders_the_ends_are_the_other_way_round()
    {
        Failed(Check(message => message, Direction.ToTrader))
            .ShouldBe([
                "header.from.type",
                "header.from.id",
                "header.from.role",
                "header.to.type",
                "header.to.role",
                "header.service",
                "header.action",
            ]);
        Failed(Check(message => Answer(message) with { Action = "IE3F10" }, Direction.ToTrader)).ShouldBe(["header.action"]);
        Failed(Check(message => Answer(message) with { From = Answer(message).From with { Id = "x" } }, Direction.ToTrader))
            .ShouldBe(["header.from.id"]);
    }

    [Fact]
    public void The_test_message_needs_no_part_and_no_service_of_a_direction_and_everything_else()
    {
        UserMessage Ping(UserMessage message) =>
            message with
            {
                Service = new TypedValue(Profile.TestService, Type: null),
                Action = Profile.TestAction,
                Parts = [],
            };

        Failed(Check(Ping, attachments: _ => [])).ShouldBeEmpty();
        Failed(Check(message => Ping(message) with { Agreement = null }, attachments: _ => []))
            .ShouldBe(["header.agreement", "header.agreement.type"]);
        Failed(Check(message => Ping(message) with { MessagePropertyCount = 1 }, attachments: _ => [])).ShouldBe(["header.properties"]);
    }

    [Fact]
    public void An_agreement_of_another_version_in_force_is_taken__F_16()
    {
        var two = Profile with { OtherAgreements = ["EU-ICS2-TI-V3.0"] };

        Failed(Check(m => m with { Agreement = m.Agreement! with { Value = "EU-ICS2-TI-V3.0" } }, profile: two)).ShouldBeEmpty();
        Failed(Check(m => m with { Agreement = m.Agreement! with { Value = "EU-ICS2-TI-V4.0" } }, profile: two))
            .ShouldBe(["header.agreement"]);
    }

    [Fact]
    public void As_many_parts_as_the_profile_allows_pass_and_one_more_does_not()
    {
        Failed(Many(Profile.MaxParts)).ShouldBeEmpty();
        Failed(Many(Profile.MaxParts + 1)).ShouldBe(["parts.count"]);
    }

    [Fact]
    public void Attachments_go_with_the_messages_that_may_carry_them_and_are_pictures_or_PDF()
    {
        Failed(WithAttachment("IE3R02", "application/pdf")).ShouldBeEmpty();
        Failed(WithAttachment("IE3R02", "image/jpeg")).ShouldBeEmpty();
        Failed(WithAttachment("IE3R02", "image/png")).ShouldBe(["parts.attachment-type"]);
        Failed(WithAttachment("IE3F10", "application/pdf")).ShouldBe(["parts.attachment-allowed"]);
        Failed(WithAttachment("IE3R02", "application/xml")).ShouldBe(["parts.attachment-type"]);
    }

    [Fact]
    public void Only_IE3R08_and_only_towards_a_trader_carries_further_documents()
    {
        UserMessage Answered(UserMessage message, string action) => Answer(message) with { Action = action };

        Failed(WithAttachment(m => Answered(m, "IE3R08"), "application/xml", Direction.ToTrader)).ShouldBeEmpty();
        Failed(WithAttachment(m => Answered(m, "IE3R01"), "application/xml", Direction.ToTrader))
            .ShouldBe(["parts.attachment-type", "parts.attachment-allowed"]);
        Failed(WithAttachment(m => Answered(m, "IE3R08"), "image/png", Direction.ToTrader))
            .ShouldBe(["parts.attachment-type", "parts.attachment-allowed"]);
        Failed(WithAttachment(m => m with { Action = "IE3R08" }, "application/xml", Direction.ToCustoms))
            .ShouldBe(["header.action", "parts.attachment-type", "parts.attachment-allowed"]);
    }

    [Fact]
    public void A_part_that_no_PartInfo_names_is_a_stray_with_and_without_a_Content_ID()
    {
        Failed(Check(m => m, attachments: parts => [.. parts, new MimePart("stray@x", "image/jpeg", default)]))
            .ShouldBe(["parts.no-stray"]);
        Failed(Check(m => m, attachments: parts => [.. parts, new MimePart(ContentId: null, "image/jpeg", default)]))
            .ShouldBe(["parts.no-stray"]);
    }

    [Fact]
    public void What_products_write_is_warned_of_by_name_and_taken__F_18()
    {
        Warned(Check(m => m with { ConversationId = "" })).ShouldBe(["header.conversation"]);
        Warned(Check(m => Property(m, "CompressionType", null))).ShouldBe(["parts.compression"]);
        Warned(Check(m => m, attachments: parts => [parts[0] with { ContentType = "application/octet-stream" }]))
            .ShouldBe(["parts.content-type"]);
        Warned(Check(m => m, attachments: parts => [parts[0] with { ContentType = "APPLICATION/GZIP" }])).ShouldBeEmpty();
        Failed(Check(m => m with { ConversationId = "" })).ShouldBeEmpty();
    }

    [Fact]
    public void In_the_wording_of_Domibus_part_properties_have_a_code_of_their_own()
    {
        var domibus = Profile with { Wording = ErrorWording.Domibus };

        Check(m => Property(m, "CompressionType", "application/zip"), profile: domibus).FirstError()!.Code.Code.ShouldBe("EBMS:0052");
    }

    private static UserMessage Answer(UserMessage message) =>
        message with
        {
            From = message.To,
            To = message.From,
            Service = new TypedValue(Profile.ServiceToTrader, Profile.ServiceType),
            Action = "IE3R01",
        };

    private static UserMessage Property(UserMessage message, string name, string? value) =>
        message with
        {
            Parts =
            [
                message.Parts[0] with
                {
                    Properties =
                    [
                        .. message.Parts[0].Properties.Where(one => one.Key != name),
                        .. value is null ? [] : new[] { KeyValuePair.Create(name, value) },
                    ],
                },
            ],
        };

    private static IEnumerable<string> Failed(IEnumerable<Check> checks) =>
        checks.Where(check => check.Verdict == CheckVerdict.Failed).Select(check => check.Id);

    private static IEnumerable<string> Warned(IEnumerable<Check> checks) =>
        checks.Where(check => check.Verdict == CheckVerdict.Warning).Select(check => check.Id);

    private IReadOnlyList<Check> Many(int count) =>
        Check(
            m =>
                m with
                {
                    Action = "IE3R02",
                    Parts = [m.Parts[0], .. Enumerable.Range(1, count - 1).Select(i => Info($"part{i}@x", "image/jpeg"))],
                },
            attachments: parts =>
                [.. parts, .. Enumerable.Range(1, count - 1).Select(i => new MimePart($"part{i}@x", "application/gzip", default))]
        );

    private IReadOnlyList<Check> WithAttachment(string action, string type) =>
        WithAttachment(message => message with { Action = action }, type, Direction.ToCustoms);

    private IReadOnlyList<Check> WithAttachment(Func<UserMessage, UserMessage> change, string type, Direction direction) =>
        Check(
            m => change(m) with { Parts = [m.Parts[0], Info("second@x", type)] },
            direction,
            parts => [.. parts, new MimePart("second@x", "application/gzip", default)]
        );

    private static PartInfo Info(string id, string type) =>
        new($"cid:{id}", [KeyValuePair.Create("MimeType", type), KeyValuePair.Create("CompressionType", "application/gzip")]);

    private IReadOnlyList<Check> Check(
        Func<UserMessage, UserMessage> change,
        Direction direction = Direction.ToCustoms,
        Func<IReadOnlyList<MimePart>, IReadOnlyList<MimePart>>? attachments = null,
        Profile? profile = null
    )
    {
        var (envelope, package) = TestSeal.Read(seal.Filing().Wire);
        var spoiled = new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids)
        {
            UserMessage = change(envelope.UserMessage!),
        };
        return new ProfileMatcher(profile ?? Profile).Check(
            spoiled,
            attachments is null ? package : package with { Attachments = attachments(package.Attachments) },
            direction
        );
    }

    private sealed record Spoiled(Func<UserMessage, UserMessage> Change, string Ids, string Code);
}
