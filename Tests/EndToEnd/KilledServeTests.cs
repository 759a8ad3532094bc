using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// "What has a receipt is never lost, never processed twice, whatever is killed when" (DESIGN section 2), tried on the real process with
/// the real kill.
/// </summary>
public sealed class KilledServeTests(PkiFixture pki, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Eori = "BE0123456789";

    private readonly PreparedData _data = new(pki);
    private readonly SampleWriter _samples = new(SpecPack.Embedded());
    private readonly HttpClient _http = new();
    private readonly int _seed = Random.Shared.Next();
    private Ics2Process? _serve;
    private Uri _as4 = null!;
    private Uri _management = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string TraderFolderPath => _data.Beside("trader");

    public async ValueTask InitializeAsync()
    {
        output.WriteLine($"seed {_seed}");
        await ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _serve!.DisposeAsync();
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Killed_right_after_the_receipt_serve_delivers_exactly_one_IE3R01_when_it_runs_again()
    {
        (
            await Ics2Process.RunAsync("enrol", "--eori", Eori, "--out", TraderFolderPath, "--management", _management.ToString())
        ).ShouldEndWith(0);
        var filing = _data.Beside("filing.xml");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", TraderFolderPath, "--lrn", "WAIT-1", "--out", filing)).ShouldEndWith(0);

        var sent = (await Ics2Process.RunAsync("send", filing, "--trader", TraderFolderPath, "--wait", "0s", "--json"))
            .ShouldEndWith(0)
            .Json;
        _serve!.Kill();
        sent.GetProperty("receipt").GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await Ics2Process.RunAsync("pull", "--trader", TraderFolderPath, "--json")).ShouldEndWith(1); // nobody there

        await ServeAsync();
        await UntilAnsweredAsync([sent.GetProperty("messageId").GetString()!]);
        var pulled = (await Ics2Process.RunAsync("pull", "--trader", TraderFolderPath, "--json"))
            .ShouldEndWith(0)
            .Json.GetProperty("messages");
        pulled.GetArrayLength().ShouldBe(1);
        pulled[0].GetProperty("action").GetString().ShouldBe("IE3R01");
        pulled[0].GetProperty("refToMessageId").GetString().ShouldBe(sent.GetProperty("messageId").GetString());
        (await Ics2Process.RunAsync("pull", "--trader", TraderFolderPath, "--json"))
            .ShouldEndWith(0)
            .Json.GetProperty("messages")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task Killed_at_any_moment_it_answers_every_filing_exactly_once()
    {
        var random = new Random(_seed);
        using var folder = await EnrolAsync();
        await RoundAsync(folder, filings: 1, receipts: 1, random);
        await RoundAsync(folder, filings: 1, receipts: 0, random);
        await RoundAsync(folder, filings: 20, receipts: random.Next(1, 10), random);
        await RoundAsync(folder, filings: 20, receipts: random.Next(10, 20), random);
    }

    // Files, kills, starts again, repeats what had no receipt under its id, and counts the answers: one each, whatever had happened.
    private async Task RoundAsync(TraderFolder folder, int filings, int receipts, Random random)
    {
        await using var client = new TraderClient(folder, new TraderOptions { Retry = new RetryPolicy(1, TimeSpan.Zero) });
        await client.PingAsync(Ct); // opens a connection, so that the kill meets the filings and not the handshake
        var submissions = Enumerable.Range(0, filings).Select(_ => Submission()).ToList();

        var lodging = submissions.Select(submission => client.LodgeAsync(submission, Ct)).ToList();
        await foreach (var _ in Task.WhenEach(lodging).Take(receipts))
        {
            // So many have their receipt.
        }

        var delay = TimeSpan.FromMilliseconds(random.NextDouble() * 5);
        await Task.Delay(delay, Ct);
        _serve!.Kill();
        var results = await Task.WhenAll(lodging);
        output.WriteLine(
            $"killed {delay.TotalMilliseconds:0.0} ms after receipt {receipts}, {results.Count(result => result.Accepted)} of {filings} acknowledged"
        );
        await ServeAsync();

        var acknowledged = results.Where(result => result.Accepted).Select(result => result.MessageId.Value).ToList();
        await UntilAnsweredAsync(acknowledged);
        // the connections of the first are dead
        await using var restarted = new TraderClient(folder, new TraderOptions { Retry = new RetryPolicy(1, TimeSpan.Zero) });
        foreach (
            var missing in submissions.Where(submission => !acknowledged.Contains(submission.MessageId!.Value, StringComparer.Ordinal))
        )
        {
            var repeated = await restarted.LodgeAsync(missing, Ct);
            repeated.Accepted.ShouldBeTrue(repeated.Error?.ToString());
        }

        await UntilAnsweredAsync([.. submissions.Select(submission => submission.MessageId!.Value)]);
        var pulled = new List<ReceivedCustomsMessage>();
        await foreach (var result in restarted.PullAllAsync(Ct))
        {
            pulled.Add(result.Message.ShouldNotBeNull(result.Error?.ToString()));
        }

        pulled.ShouldAllBe(message => message.Action == "IE3R01");
        pulled
            .Select(message => message.RefToMessageId)
            .Order(StringComparer.Ordinal)
            .ShouldBe(submissions.Select(submission => submission.MessageId!.Value).Order(StringComparer.Ordinal));
        pulled.Select(message => message.Mrn).Distinct(StringComparer.Ordinal).Count().ShouldBe(filings);
    }

    // The data folder and the ports stay the same: that is what a restart is.
    private async Task ServeAsync()
    {
        if (_serve is not null)
        {
            await _serve.DisposeAsync();
        }

        var ready = _data.Beside($"ready-{Guid.NewGuid():N}.json");
        _serve = Ics2Process.Start(
            "serve",
            "--data",
            _data.Data,
            "--ready-file",
            ready,
            "--port",
            Port(_as4),
            "--management-port",
            Port(_management)
        );
        var document = await _serve.ReadyAsync(ready);
        _as4 = new Uri(document.GetProperty("as4").GetString()!);
        _management = new Uri(document.GetProperty("management").GetString()!);

        static string Port(Uri? url) => (url?.Port ?? 0).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<TraderFolder> EnrolAsync()
    {
        using var response = await _http.PostAsJsonAsync(
            new Uri(_management, "enrolments"),
            new EnrolmentRequest(Eori),
            EnrolledTrader.Json,
            Ct
        );
        (await response.Content.ReadFromJsonAsync<EnrolledTrader>(EnrolledTrader.Json, Ct)).ShouldNotBeNull().WriteTo(TraderFolderPath);
        return TraderFolder.Open(TraderFolderPath);
    }

    private Submission Submission() =>
        new()
        {
            Action = "IE3F10",
            MessageId = Ics2.As4.Messages.MessageId.New("trader.example.eu"),
            Xml = _samples.Write(
                "IE3F10",
                new SampleOptions
                {
                    Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
                    Now = TimeProvider.System.GetUtcNow(),
                    Lrn = Lrn.Parse("WAIT-" + Guid.NewGuid().ToString("N")[..17]),
                    Declarant = Ics2.Ens.Values.Eori.Parse(Eori),
                }
            ),
        };

    private async Task UntilAnsweredAsync(IReadOnlyList<string> filings)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var messages = (
                await _http.GetFromJsonAsync<JsonElement>(new Uri(_management, "messages?direction=out&limit=1000"), patience.Token)
            ).GetProperty("messages");
            var answers = messages.EnumerateArray().Select(row => row.GetProperty("refToMessageId").GetString()!).ToList();
            answers.Distinct(StringComparer.Ordinal).Count().ShouldBe(answers.Count);
            if (filings.All(answers.Contains))
            {
                return;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
