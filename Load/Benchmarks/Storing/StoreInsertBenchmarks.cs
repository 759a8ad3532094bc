using BenchmarkDotNet.Attributes;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Load.Sealing;
using Ics2.Trust.Certificates;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// Recording a received F10 with its receipt, durably: by one writer after another commit, and by several at once, who share commits.
/// Beside it a bare insert of the same bytes by one connection, each in a transaction of its own.
/// </summary>
[MemoryDiagnoser]
public class StoreInsertBenchmarks
{
    /// <summary>Messages of one iteration, each time into an empty store; figures are per message.</summary>
    private const int Messages = 256;

    private string _folder = "";
    private IStore _store = null!;
    private Session _bare = null!;
    private WireMessage _wire = null!;
    private WireMessage _receipt = null!;
    private IncomingMessage[] _messages = [];

    /// <summary>Where to.</summary>
    [ParamsSource(nameof(Databases))]
    public Database Database { get; set; } = null!;

    /// <summary>How many write at the same moment.</summary>
    [Params(1, 16, 64)]
    public int Writers { get; set; }

    /// <summary>Where to, all there are.</summary>
    public static IEnumerable<Database> Databases => Database.All;

    /// <summary>Seals a message and its receipt; what is recorded must be found again.</summary>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        using var path = new SealingPath(2048, Filing.F10.Action(), Filing.F10.Document());
        var message = path.Seal();
        // as it comes from the network, and as it is written
        (_wire, _receipt) = (message.Wire with { Body = message.Wire.Body.ToArray() }, path.Acknowledge(message).Wire);
        _folder = Directory.CreateTempSubdirectory("ics2-benchmark-").FullName;
        _store = Database.Open(_folder);
        _bare = new Session(Database.Connect(_folder));

        Empty();
        await RecordAsync(_messages[0]);
        Expect.That(
            _store
                .Raw(_store.FindMessages(new MessageAddress(_messages[0].MessageId.Value, _messages[0].Party.ToString()))[0])!
                .Body.Span.SequenceEqual(_wire.Body.Span),
            "the bytes that were recorded"
        );
    }

    /// <summary>Empties the store.</summary>
    [IterationSetup]
    public void Empty()
    {
        _store.ResetAsync().GetAwaiter().GetResult();
        _bare.Execute("DELETE FROM ics2_baseline");
        var now = TimeProvider.System.GetUtcNow();
        _messages =
        [
            .. Enumerable
                .Range(0, Messages)
                .Select(_ => new IncomingMessage(
                    TraderPartyId.Parse("BE0123456789"),
                    MessageId.New("load.example.eu"),
                    "IE3F10",
                    new byte[32],
                    now,
                    IncomingState.Waiting,
                    _wire,
                    _receipt
                )),
        ];
    }

    /// <summary>One transaction for each, one after the other, with nothing around it.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public void BareInsert()
    {
        foreach (var message in _messages)
        {
            _bare.Execute(
                "INSERT INTO ics2_baseline (id, wire, receipt) VALUES (@id, @wire, @receipt)",
                ("@id", message.MessageId.Value),
                ("@wire", message.Wire.Body.Stored()),
                ("@receipt", message.Receipt.Body.Stored())
            );
        }
    }

    /// <summary>The store.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public Task Record() =>
        Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = writer; i < Messages; i += Writers)
                        {
                            await RecordAsync(_messages[i]);
                        }
                    })
                )
        );

    /// <summary>Leaves an empty database.</summary>
    [GlobalCleanup]
    public async Task CleanAsync()
    {
        await _store.ResetAsync();
        _bare.Execute("DROP TABLE ics2_baseline");
        _bare.Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RecordAsync(IncomingMessage message) =>
        Expect.That(await _store.RecordAsync(message) is Recording.New, "a message that was not there");
}
