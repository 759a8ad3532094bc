using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Conduct;

namespace Ics2.Tests.Trader.Conduct;

/// <summary>
/// Each misconduct makes exactly one thing wrong: of all checks of the profile, seal and payload the stated ones fail and no others.
/// </summary>
public sealed class SendingMisconductTests : IDisposable
{
    private static readonly byte[] Filing = Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\"?>\n<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"><LRN>LRN-1 Ж</LRN><empty/></IE3F10>"
    );

    private static readonly Dictionary<Misconduct, string[]> Wrong = new()
    {
        [SendingMisconduct.NoTlsCertificate] = [], // seen in the handshake only: Tests/EndToEnd/FlavourTests
        [SendingMisconduct.UnsealedMessage] = ["seal.present"],
        [SendingMisconduct.TamperedPayload] = ["seal.digest", "payload.gzip"],
        [SendingMisconduct.BodyNotSealed] = ["seal.covers-body"],
        [SendingMisconduct.X509Token] = ["seal.token-type"],
        [SendingMisconduct.EncryptedPayload] = ["seal.not-encrypted", "payload.gzip"],
        [SendingMisconduct.CorruptGzip] = ["payload.gzip"],
        [SendingMisconduct.PayloadInBody] = ["envelope.body-empty", "parts.href"],
        [SendingMisconduct.TwoPayloads] = ["parts.attachment-type", "parts.attachment-allowed"],
        [SendingMisconduct.WrongAction] = [], // IE3F12 is an action, only not that of the document
        [SendingMisconduct.UnknownAction] = ["header.action"],
        [SendingMisconduct.OldAgreement] = ["header.agreement"],
        [SendingMisconduct.OddConversation] = [],
        [SendingMisconduct.UnsealedPull] = [],
        [SendingMisconduct.ForeignChannel] = [],
        [SendingMisconduct.LostAnswer] = [],
    };

    private readonly TraderWorld _world = new();

    public static TheoryData<string> Names => [.. SendingMisconduct.All.Select(misconduct => misconduct.Name)];

    private FakeCustoms Customs => _world.Customs;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exactly_one_thing_is_wrong_with_the_message(string name)
    {
        Customs.Otherwise = _ => FakeCustoms.Wire(Customs.Writer.WriteError(new EbmsError(EbmsErrorCode.Other, "no"), null));
        await using var client = Client(name);
        await client.LodgeAsync(Filing, cancellationToken: Ct);

        Failures(Customs.Requests[0]).ShouldBe(Wrong[Named(name)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_follows_is_pulled_as_ever_unless_the_pull_is_what_is_wrong(string name)
    {
        Customs.Then(Customs.EmptyChannel).Then(Customs.EmptyChannel);
        await using var client = Client(name);
        await client.PullAsync(Ct);

        var (misconduct, pull) = (Named(name), Customs.Requests[0]);
        Failures(pull).ShouldBe(misconduct == SendingMisconduct.UnsealedPull ? ["seal.present"] : []);
        (pull.Envelope.Signal.ShouldBeOfType<PullRequest>().Mpc!.Value == _world.Settings.Mpc).ShouldBe(
            misconduct != SendingMisconduct.ForeignChannel
        );
    }

    [Fact]
    public async Task The_actions_agreement_and_conversation_are_the_wrong_ones()
    {
        (await HeaderAsync(SendingMisconduct.WrongAction)).Action.ShouldBe("IE3F12");
        (await HeaderAsync(SendingMisconduct.UnknownAction)).Action.ShouldBe("IE3F99");
        (await HeaderAsync(SendingMisconduct.OldAgreement)).Agreement.ShouldBe(new TypedValue("EU-ICS2-TI-V1.0", "ics2-interface-version"));
        (await HeaderAsync(SendingMisconduct.OddConversation)).ConversationId.Length.ShouldBe(36);
    }

    [Fact]
    public async Task The_document_in_the_Body_is_sealed_there()
    {
        Customs.Otherwise = Customs.Receipt;
        await using var client = Client("payload-in-body");
        (await client.LodgeAsync(Filing, cancellationToken: Ct)).Accepted.ShouldBeTrue();
        var sent = Customs.Requests[0];
        sent.Package.Attachments.ShouldBeEmpty();
        Encoding.UTF8.GetString(sent.Body).ShouldContain("<LRN>LRN-1 Ж</LRN><empty></empty></IE3F10></S:Body>");
        new SealVerifier(new ReadLimits()).Verify(sent.Envelope, sent.Package).SignatureValid.ShouldBe(true);
    }

    [Fact]
    public async Task The_encrypted_part_can_be_opened_with_the_wrapped_key()
    {
        await using var client = Client("encrypted-payload");
        Customs.ThenNothing().ThenNothing().ThenNothing();
        await client.LodgeAsync(Filing, cancellationToken: Ct);
        var sent = Customs.Requests[0];
        var wrapped = Encoding.UTF8.GetString(sent.Body).Split("<xenc:CipherValue>")[1].Split('<')[0];
        using var key = _world.Folder.Seal.Leaf.GetRSAPrivateKey()!;
        using var aes = new AesGcm(key.Decrypt(Convert.FromBase64String(wrapped), RSAEncryptionPadding.OaepSHA256), 16);
        var sealedPart = sent.Package.Attachments[0].Content.Span;
        var gzip = new byte[sealedPart.Length - 28];
        aes.Decrypt(sealedPart[..12], sealedPart[12..^16], sealedPart[^16..], gzip);
        Gzip.TryExpand(gzip, new ReadLimits(), out var document, out _).ShouldBeTrue();
        document.ToArray().ShouldBe(Filing);
    }

    [Fact]
    public async Task The_first_answer_is_lost_and_the_message_sent_again()
    {
        Customs.ThenReceipt().ThenReceipt();
        await using var client = Client("lost-answer");
        var result = await client.LodgeAsync(Filing, cancellationToken: Ct);
        (result.Accepted, result.Attempts).ShouldBe((true, 2));
        Customs.Requests[1].Body.ShouldBe(Customs.Requests[0].Body);
    }

    [Fact]
    public async Task A_channel_of_one_s_choosing_is_pulled()
    {
        Customs.Then(Customs.EmptyChannel);
        var channel = Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, "DE123456789012345");
        await using var client = _world.Client(options => options with { Channel = channel });
        await client.PullAsync(Ct);
        Customs.Requests[0].Envelope.Signal.ShouldBeOfType<PullRequest>().Mpc.ShouldBe(channel);
    }

    private static Misconduct Named(string name) => SendingMisconduct.All.Single(misconduct => misconduct.Name == name);

    private TraderClient Client(string name) => _world.Client(options => options with { Around = [Named(name)] });

    private async Task<UserMessage> HeaderAsync(Misconduct misconduct)
    {
        Customs.ThenReceipt();
        await using var client = Client(misconduct.Name);
        await client.LodgeAsync(Filing, cancellationToken: Ct);
        return Customs.Requests[^1].Envelope.UserMessage!;
    }

    private static List<string> Failures(Seen seen)
    {
        var (envelope, package) = (seen.Envelope, seen.Package);
        var checks = new ProfileMatcher(Profile.Ics2HtiV2)
            .Check(envelope, package, Direction.ToCustoms)
            .Concat(
                new SealPolicy(Profile.Ics2HtiV2).Check(envelope, package, new SealVerifier(new ReadLimits()).Verify(envelope, package))
            );
        var failed = checks.Where(check => check.Verdict == CheckVerdict.Failed).Select(check => check.Id).ToList();
        if (
            envelope.UserMessage is { } header
            && header.Parts.All(part => part.ContentId is not null)
            && !new PayloadReader(Profile.Ics2HtiV2).Read(header, package).TryGet(out _, out var damaged)
        )
        {
            failed.Add(damaged.CheckId!);
        }

        return failed;
    }
}
