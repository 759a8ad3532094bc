using System.Globalization;
using BenchmarkDotNet.Attributes;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.Load.Sealing;
using Ics2.Trust.Certificates;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Claiming the next message of a trader from the outbox, as every push and every pull does: one lane, and several at once, each of another
/// trader; with few and with many
/// messages waiting. Beside it the question of a trader for whom nothing waits, which is what most pulls are.
/// </summary>
[MemoryDiagnoser]
public class OutboxClaimBenchmarks
{
    /// <summary>Messages that are claimed in one iteration; figures are per message.</summary>
    private const int Claims = 256;

    /// <summary>Questions that are asked in one iteration, which take much less time.</summary>
    private const int Questions = 25_600;

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private string _folder = "";
    private IStore _store = null!;

    /// <summary>Where from.</summary>
    [ParamsSource(nameof(Databases))]
    public Database Database { get; set; } = null!;

    /// <summary>How many traders are served at the same moment.</summary>
    [Params(1, 16)]
    public int Lanes { get; set; }

    /// <summary>How many messages wait, in all.</summary>
    [Params(256, 20_480)]
    public int Waiting { get; set; }

    /// <summary>Where from, all there are.</summary>
    public static IEnumerable<Database> Databases => Database.All;

    /// <summary>Fills the outbox; what is claimed must be whole, by priority, and each once.</summary>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        _folder = Directory.CreateTempSubdirectory("ics2-benchmark-").FullName;
        _store = Database.Open(_folder);
        using var path = new SealingPath(2048, Filing.F10.Action(), Filing.F10.Document());
        var message = path.Seal();
        foreach (var numbers in Enumerable.Range(0, Waiting).Chunk(Claims))
        {
            await _store.StoreAsync(
                new Decided(
                    Noon,
                    [],
                    [],
                    [
                        .. numbers.Select(number => new NewOutgoing(
                            Trader(number % Lanes),
                            "IE3R01",
                            number % 3,
                            "filing@load.example.eu",
                            Noon,
                            message with
                            {
                                MessageId = MessageId.New("customs.example.eu"),
                            }
                        )),
                    ]
                )
            );
        }

        var first = await TakeAsync(0);
        Expect.That(
            first is { Attempt: 1 } && first.Sealed.Wire.Body.Span.SequenceEqual(message.Wire.Body.Span),
            "the bytes that were put in"
        );
        var next = await TakeAsync(0);
        Expect.That(next is not null && next.Sequence > first!.Sequence, "another message");
    }

    /// <summary>Ends the leases, so that everything is due again.</summary>
    [IterationSetup]
    public void OfferAgain() => _store.OfferAgainAsync().GetAwaiter().GetResult();

    /// <summary>Nothing waits.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Questions)]
    public Task NothingDue() =>
        InLanesAsync(
            Questions,
            async _ =>
                Expect.That(await _store.OfferNextAsync(TraderPartyId.Parse("FR0123456789"), Noon, Noon.AddHours(1)) is null, "nothing")
        );

    /// <summary>Takes the next.</summary>
    [Benchmark(OperationsPerInvoke = Claims)]
    public Task Claim() => InLanesAsync(Claims, async lane => Expect.That(await TakeAsync(lane) is not null, "a message"));

    /// <summary>Leaves an empty database.</summary>
    [GlobalCleanup]
    public async Task CleanAsync()
    {
        await _store.ResetAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static TraderPartyId Trader(int lane) =>
        TraderPartyId.Parse(string.Create(CultureInfo.InvariantCulture, $"BE{lane:0000000000}"));

    private Task<OfferedMessage?> TakeAsync(int lane) => _store.OfferNextAsync(Trader(lane), Noon, Noon.AddHours(1));

    private Task InLanesAsync(int times, Func<int, Task> take) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Lanes)
                .Select(lane =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < times / Lanes; i++)
                        {
                            await take(lane);
                        }
                    })
                )
        );
}
