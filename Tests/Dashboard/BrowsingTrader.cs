using System.IO.Compression;
using System.Net.Security;
using System.Text.RegularExpressions;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Writing;
using Ics2.Trader;
using Ics2.Trader.Settings;
using Ics2.Transport;

namespace Ics2.Tests.Dashboard;

/// <summary>The trader of a browser test: the real client, and bytes of one's own beside it.</summary>
internal sealed class BrowsingTrader : IAsyncDisposable
{
    private readonly TraderFolder _folder;
    private readonly TraderClient _client;
    private readonly As4Post _wire;

    public BrowsingTrader(string folder)
    {
        _folder = TraderFolder.Open(folder);
        _client = new TraderClient(_folder);
        _wire = new As4Post(
            As4Post.Connect(TlsPolicy.ForClient(_folder.Tls, _folder.TlsTrust, (_, _, _, errors) => errors == SslPolicyErrors.None)),
            new PostLimits(1_000_000, TimeSpan.FromSeconds(20)),
            TimeProvider.System
        );
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A folder that was downloaded.</summary>
    public static BrowsingTrader FromZip(string zip, string to)
    {
        ZipFile.ExtractToDirectory(zip, to);
        return new BrowsingTrader(to);
    }

    public SealedMessage Filing(byte[] document)
    {
        var profile = Profile.Ics2HtiV2;
        return Message(
            document,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["From: party id"] = _folder.Settings.PartyId,
                ["From: type"] = profile.TraderPartyIdType,
                ["From: role"] = profile.TraderRole,
                ["To: party id"] = profile.CustomsPartyId,
                ["To: type"] = profile.CustomsPartyIdType,
                ["To: role"] = profile.CustomsRole,
                ["agreement"] = profile.Agreement,
                ["agreement: type"] = profile.AgreementType,
                ["service"] = profile.ServiceToCustoms,
                ["service: type"] = profile.ServiceType,
                ["action"] = "IE3F10",
            }
        );
    }

    /// <summary>A message under P-Mode values, as the pages list them.</summary>
    public SealedMessage Message(byte[] document, IReadOnlyDictionary<string, string> pmode)
    {
        var profile = Profile.Ics2HtiV2;
        return new MessageWriter(profile, _folder.Seal, "trader.example.eu", TimeProvider.System).WriteUserMessage(
            new UserMessage
            {
                MessageId = MessageId.New("trader.example.eu"),
                Timestamp = TimeProvider.System.GetUtcNow(),
                From = new Party(pmode["From: party id"], pmode["From: type"], pmode["From: role"]),
                To = new Party(pmode["To: party id"], pmode["To: type"], pmode["To: role"]),
                Agreement = new TypedValue(pmode["agreement"], pmode["agreement: type"]),
                Service = new TypedValue(pmode["service"], pmode["service: type"]),
                Action = pmode["action"],
            },
            [new Payload("document@trader.example.eu", "application/xml", document)]
        );
    }

    /// <summary>Posts bytes as they are.</summary>
    /// <returns>The HTTP status of the answer.</returns>
    public Task<int> PostAsync(WireMessage message) => PostAsync(_folder.Settings.Endpoint, message);

    /// <summary>Posts a message to a URL that somebody copied.</summary>
    public Task<int> PostAsync(string url, SealedMessage message) => PostAsync(new Uri(url), message.Wire);

    private async Task<int> PostAsync(Uri url, WireMessage message) =>
        (await _wire.PostAsync(url, message, Ct)).ShouldBeOfType<PostOutcome.Answered>().Status;

    public Task<int> PostAsync(SealedMessage message) => PostAsync(message.Wire);

    /// <summary>Tests the way to customs.</summary>
    public async Task PingAsync() => (await _client.PingAsync(Ct)).Receipt.ShouldNotBeNull();

    /// <summary>Pulls and acknowledges until nothing waits.</summary>
    public async Task PullAllAsync()
    {
        while ((await _client.PullAsync(Ct)).Message is not null) { }
    }

    /// <summary>Pulls until a message of a type comes.</summary>
    /// <returns>Its document.</returns>
    public async Task<string> ReceiveAsync(string action)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if ((await _client.PullAsync(patience.Token)).Message is { } message)
            {
                if (message.Action == action)
                {
                    return message.Xml.ShouldNotBeNull();
                }
            }
            else
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    /// <summary>Answers a request for information.</summary>
    /// <param name="asked">The IE3Q02.</param>
    public async Task AnswerAsync(string asked)
    {
        var mrn = Value(asked, "MRN");
        var answer = $"""
            <IE3R02 xmlns="{Regex.Match(asked, "xmlns=\"(?<ns>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Groups[
                "ns"
            ].Value}">
            <documentIssueDate><DateTime>{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}</DateTime></documentIssueDate><MRN>{mrn}</MRN>
            <responsibleMemberState><country>{mrn[2..4]}</country></responsibleMemberState>
            <declarant><identificationNumber>{_folder.Settings.Eori}</identificationNumber></declarant>
            <additionalInformationResponse><referralRequestReference>{Value(asked, "referralRequestReference")}</referralRequestReference>
            <additionalInformation><text>Toys.</text></additionalInformation></additionalInformationResponse></IE3R02>
            """;
        (await _client.LodgeAsync(System.Text.Encoding.UTF8.GetBytes(answer), cancellationToken: Ct)).Receipt.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _wire.Dispose();
        _folder.Dispose();
    }

    private static string Value(string xml, string element) =>
        Regex
            .Match(xml, $"<(?:\\w+:)?{element}>(?<value>[^<]+)<", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
            .Groups["value"]
            .Value;
}
