using System.Text;
using System.Text.Json;
using Ics2.AccessPoint.Settings;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Writing;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>
/// A running access point with a clock that is moved by hand, and traders that send whole documents to it and wait for what customs
/// replies.
/// </summary>
internal sealed class WireLife(RunningHost host, PkiFixture pki) : IAsyncDisposable
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    public RunningHost Host { get; } = host;

    public static async Task<WireLife> StartAsync(
        PkiFixture pki,
        string folder,
        DateTimeOffset now,
        Func<AccessPointOptions, AccessPointOptions>? change = null
    ) =>
        new(
            await RunningHost.StartAsync(
                pki,
                folder,
                options => (change ?? (same => same))(options with { CustomsClock = new ManualClock(now), Playbook = "default" })
            ),
            pki
        );

    /// <summary>Sends a document and waits until customs is done with it.</summary>
    /// <returns>The replies that refer to it.</returns>
    public async Task<IReadOnlyList<EnsMessage>> SendAsync(string action, string xml, TraderKit? trader = null)
    {
        trader ??= pki.Trader;
        var message = trader.Lodge(trader.Header(action), xml);
        (await Host.PostAsync(trader, message)).Status.ShouldBe(200);
        await Host.UntilAsync(
            "/messages/" + message.MessageId.Value,
            row => row.GetProperty("state").GetString() is "processed" or "failed"
        );
        (await Host.GetAsync("/messages/" + message.MessageId.Value)).GetProperty("state").GetString().ShouldBe("processed");
        var replies = new List<EnsMessage>();
        foreach (
            var row in (await Host.GetAsync("/messages?direction=out&limit=1000"))
                .GetProperty("messages")
                .EnumerateArray()
                .Where(row => row.TryGetProperty("refToMessageId", out var about) && about.GetString() == message.MessageId.Value)
        )
        {
            using var raw = await Host.GetResponseAsync($"/messages/{row.GetProperty("messageId").GetString()}/raw");
            replies.Add(
                AccessPointHostTests
                    .Open(new(raw.Headers.GetValues("X-As4-Content-Type").Single(), await raw.Content.ReadAsByteArrayAsync(Host.Patience)))
                    .Document
            );
        }

        // Notices go back to the message that lodged the filing too (F-1 of field.md).
        return [.. replies.Where(reply => reply.Id is "IE3R01" or "IE3R04" or "IE3R07" or "IE3R08" or "IE3N01" or "IE3N10" or "IE3N99")];
    }

    /// <summary>Sends what has exactly one reply.</summary>
    /// <returns>The reply and the first code in it: <c>IE3N01 90</c>.</returns>
    public async Task<string> RefusedAsync(string action, string xml, TraderKit? trader = null)
    {
        var reply = (await SendAsync(action, xml, trader)).ShouldHaveSingleItem();
        return $"{reply.Id} {reply.Text("error/validationCode")}";
    }

    /// <summary>Files an IE3F10 and gives its MRN and text.</summary>
    public async Task<(string Mrn, string Xml)> FileAsync(string lrn)
    {
        var xml = AccessPointHostTests.Sample(lrn);
        return ((await SendAsync("IE3F10", xml)).ShouldHaveSingleItem().Mrn.ShouldNotBeNull(), xml);
    }

    /// <summary>What customs has of a filing, without its history.</summary>
    public async Task<string> StateAsync(string mrn)
    {
        var filing = await Host.GetAsync("/filings/" + mrn);
        return JsonSerializer.Serialize(
            filing
                .EnumerateObject()
                .Where(property => property.Name != "history")
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
        );
    }

    /// <summary>Has customs act.</summary>
    public async Task ActAsync(string mrn, object action)
    {
        using var response = await Host.PostJsonAsync($"/filings/{mrn}/actions", action);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Host.Patience));
    }

    public async Task AdvanceAsync(string by) => (await Host.PostJsonAsync("/clock/advance", new { by })).Dispose();

    /// <summary>Actions of everything that was sent, in order.</summary>
    public async Task<List<string>> SentAsync() =>
        [
            .. (await Host.GetAsync("/messages?direction=out&limit=1000"))
                .GetProperty("messages")
                .EnumerateArray()
                .Reverse()
                .Select(row => row.GetProperty("action").GetString()!),
        ];

    public async Task<string> ReferenceAsync(string mrn) =>
        (await Host.GetAsync("/filings/" + mrn)).GetProperty("referrals").EnumerateArray().Last().GetProperty("reference").GetString()!;

    public static string Write(string message, Action<MessageDraft> fill)
    {
        var draft = new MessageComposer(Pack).Compose(message);
        fill(draft);
        return Encoding.UTF8.GetString(new EnsWriter(Pack).Write(draft.Build()));
    }

    /// <summary>The amendment that repeats a filing.</summary>
    public static string Amendment(string filing, string mrn)
    {
        var amendment = filing
            .Replace("IE3F10", "IE3A10", StringComparison.Ordinal)
            .Replace("</documentIssueDate>", $"</documentIssueDate><MRN>{mrn}</MRN>", StringComparison.Ordinal);
        var (from, to) = (amendment.IndexOf("<LRN>", StringComparison.Ordinal), amendment.IndexOf("</LRN>", StringComparison.Ordinal));
        return amendment.Remove(from, to + "</LRN>".Length - from);
    }

    public static string Invalidation(string mrn, string filing, string declarant)
    {
        var content = new EnsReader(Pack).Read(Encoding.UTF8.GetBytes(filing)).Message!;
        return Write(
            "IE3Q04",
            draft =>
                draft
                    .Set("documentIssueDate", TimeProvider.System.GetUtcNow())
                    .Set("MRN", mrn)
                    .Set("declarant/identificationNumber", declarant)
                    .Set("representative/identificationNumber", content.Text("representative/identificationNumber"))
                    .Set("customsOfficeOfFirstEntry/referenceNumber", content.Text("customsOfficeOfFirstEntry/referenceNumber"))
        );
    }

    public static string Answer(string mrn, string reference, string declarant = "BE0123456789") =>
        Write(
            "IE3R02",
            draft =>
                draft
                    .Set("documentIssueDate", TimeProvider.System.GetUtcNow())
                    .Set("MRN", mrn)
                    .Set("responsibleMemberState/country", mrn[2..4])
                    .Set("declarant/identificationNumber", declarant)
                    .Add(
                        "additionalInformationResponse",
                        answer =>
                            answer
                                .Set("referralRequestReference", reference)
                                .Add("additionalInformation", item => item.Set("text", "Toys."))
                    )
        );

    public static string Question(string mrn, string requester, string reference) =>
        Write(
            "IE3Q05",
            draft =>
                draft
                    .Set("dataRequest", "0")
                    .Set("functionalReference", reference)
                    .Set("MRN", mrn)
                    .Set("requester/identificationNumber", requester)
        );

    public static string Arrival(string lrn, string mrn, string filing)
    {
        var content = new EnsReader(Pack).Read(Encoding.UTF8.GetBytes(filing)).Message!;
        return Write(
            "IE3N06",
            draft =>
                draft
                    .Set("LRN", lrn)
                    .Set("documentIssueDate", TimeProvider.System.GetUtcNow())
                    .Set("activeBorderTransportMeans/identificationNumber", content.Text("activeBorderTransportMeans/identificationNumber"))
                    .Set("activeBorderTransportMeans/typeOfIdentification", "10")
                    .Set("activeBorderTransportMeans/ModeOfTransport", "1")
                    .Set("activeBorderTransportMeans/actualDateAndTimeOfArrival", TimeProvider.System.GetUtcNow())
                    .Add("relatedMRN", related => related.Set("identification", mrn))
                    .Set("personNotifyingTheArrival/identificationNumber", "BE0123456789")
                    .Add("personNotifyingTheArrival/communication", desk => desk.Set("identifier", "desk@port.example").Set("type", "EM"))
                    .Set("actualCustomsOfficeOfFirstEntry/referenceNumber", content.Text("customsOfficeOfFirstEntry/referenceNumber"))
        );
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
