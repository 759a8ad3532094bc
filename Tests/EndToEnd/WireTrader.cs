using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Settings;
using Party = Ics2.As4.Messages.Party;

namespace Ics2.Tests.EndToEnd;

/// <summary>What came back over HTTP.</summary>
internal sealed record HttpReply(int Status, WireMessage Wire)
{
    /// <summary>The AS4 message in it.</summary>
    public Envelope Envelope
    {
        get
        {
            var package = new MultipartReader(new ReadLimits())
                .Read(Wire.ContentType, Wire.Body)
                .Value.ShouldNotBeNull($"HTTP {Status} with {Encoding.Latin1.GetString(Wire.Body.Span)}");
            return new EnvelopeReader(new ReadLimits()).Read(package).Value.ShouldNotBeNull();
        }
    }

    /// <summary>The ebMS error in it.</summary>
    public EbmsError Error => Envelope.Signal.ShouldBeOfType<ErrorSignal>().Errors.ShouldHaveSingleItem();

    /// <summary>Whether it holds a receipt for a message.</summary>
    public bool Acknowledges(MessageId id) => Status == 200 && Envelope.Signal is Receipt receipt && receipt.RefToMessageId == id.Value;
}

/// <summary>A trader that was enrolled properly and holds its own keys, but puts bytes of its own choosing on the wire.</summary>
internal sealed class WireTrader : IDisposable
{
    private static readonly SampleWriter Samples = new(SpecPack.Embedded());

    private readonly TraderFolder _folder;
#pragma warning disable CA2213 // connections in the pool go on reading it; see TlsIdentity of the trader
    private readonly X509Certificate2 _tls;
#pragma warning restore CA2213
    private readonly X509Certificate2Collection _roots = [];
    private readonly Uri _as4;

    public WireTrader(Uri as4, EnrolledTrader enrolled, string folder)
    {
        _as4 = as4;
        enrolled.WriteTo(folder);
        _folder = TraderFolder.Open(folder);
        _tls = X509CertificateLoader.LoadPkcs12(enrolled.Tls, enrolled.Settings.Tls.Password);
        _roots.ImportFromPem(enrolled.TlsTrust);
        Http = Client(_tls);
        Writer = new MessageWriter(Profile.Ics2HtiV2, Seal, "trader.example.eu", TimeProvider.System);
    }

    public string PartyId => _folder.Settings.PartyId;

    public TraderFolder Folder => _folder;

    public X509Certificate2 Tls => _tls;

    public SealingIdentity Seal => _folder.Seal;

    /// <summary>Ids of messages of earlier tests.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    public HttpClient Http { get; }

    public MessageWriter Writer { get; }

    public Mpc Channel => Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, PartyId);

    /// <summary>An attacker that has this trader's seal.</summary>
    public Attacker Attacker => new(Seal.Leaf, Seal, () => Header());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A connection with a certificate of one's choosing, to an access point that is checked.</summary>
    public HttpClient Client(X509Certificate2? certificate) =>
        new(new SocketsHttpHandler { SslOptions = TlsOptions(certificate), UseProxy = false });

    public SslClientAuthenticationOptions TlsOptions(X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_roots);
        return new SslClientAuthenticationOptions
        {
            TargetHost = _as4.Host,
            ClientCertificates = certificate is null ? null : [certificate],
            CertificateChainPolicy = policy,
        };
    }

    public UserMessage Header(string action = "IE3F10") =>
        new()
        {
            MessageId = MessageId.New("trader.example.eu"),
            Timestamp = TimeProvider.System.GetUtcNow(),
            From = new Party(PartyId, Profile.Ics2HtiV2.TraderPartyIdType, Profile.Ics2HtiV2.TraderRole),
            To = new Party(Profile.Ics2HtiV2.CustomsPartyId, Profile.Ics2HtiV2.CustomsPartyIdType, Profile.Ics2HtiV2.CustomsRole),
            Agreement = new TypedValue(Profile.Ics2HtiV2.Agreement, Profile.Ics2HtiV2.AgreementType),
            Service = new TypedValue(Profile.Ics2HtiV2.ServiceToCustoms, Profile.Ics2HtiV2.ServiceType),
            Action = action,
        };

    /// <summary>A valid document of this trader under an LRN of its own.</summary>
    public byte[] Document() =>
        Samples.Write(
            "IE3F10",
            new SampleOptions
            {
                Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
                Now = TimeProvider.System.GetUtcNow(),
                Lrn = Lrn.Parse(Guid.NewGuid().ToString("N")[..22]),
                Declarant = Eori.Parse(_folder.Settings.Eori),
            }
        );

    /// <summary>A valid filing.</summary>
    public SealedMessage Filing(MessageId? id = null, byte[]? document = null)
    {
        var header = Header();
        return Writer.WriteUserMessage(
            header with
            {
                MessageId = id ?? header.MessageId,
            },
            [new Payload("document@trader.example.eu", "application/xml", document ?? Document())]
        );
    }

    public Task<HttpReply> PostAsync(WireMessage message) => PostAsync(Http, message);

    public async Task<HttpReply> PostAsync(HttpClient client, WireMessage message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _as4) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType).ShouldBeTrue();
        if (message.ContentEncoding is { } encoding)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding).ShouldBeTrue();
        }

        request.Headers.ExpectContinue = message.Body.Length > 1024 * 1024; // so that a refusal is read instead of a broken connection
        using var response = await client.SendAsync(request, Ct);
        var contentType = response.Content.Headers.TryGetValues("Content-Type", out var values) ? values.Single() : "";
        return new HttpReply((int)response.StatusCode, new WireMessage(contentType, await response.Content.ReadAsByteArrayAsync(Ct)));
    }

    /// <summary>Pulls until a message comes.</summary>
    public async Task<Envelope> PullAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var reply = await PostAsync(Writer.WritePullRequest(Channel).Wire);
            if (reply.Envelope is { UserMessage: not null } message)
            {
                return message;
            }

            reply.Error.Code.ShouldBe(EbmsErrorCode.EmptyMessagePartitionChannel);
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Files properly and fetches the IE3R01: proof that customs is well.</summary>
    public async Task FileAndBeAnsweredAsync()
    {
        var filing = Filing();
        (await PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
        Envelope answer;
        do
        {
            answer = await PullAsync(); // an earlier test may have left some behind
            (await PostAsync(Writer.WriteReceipt(answer).Wire)).Status.ShouldBe((int)HttpStatusCode.Accepted);
        } while (answer.UserMessage!.RefToMessageId != filing.MessageId.Value);

        answer.UserMessage.Action.ShouldBe("IE3R01");
    }

    public void Dispose()
    {
        Http.Dispose();
        _folder.Dispose();
    }
}
