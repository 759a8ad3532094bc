using Ics2.As4.Compression;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// How the memory of the process is shared out among messages under way. What is not given to them is for all the rest: the store, the
/// pages, TLS, and what the garbage collector has yet to collect.
/// </summary>
internal sealed class MemoryPlan : IDisposable
{
    /// <summary>Longest body that is taken in without asking for a place among the large ones.</summary>
    public const int SmallBody = 128 * 1024;

    private readonly IdleCollection _idle;

    private const long Mebi = 1024 * 1024;
    private const int PerByte = 40;
    private const int PerLargeByte = 6;
    private const long PerLarge = 48 * Mebi;

    /// <summary>Shares out.</summary>
    /// <param name="available">Bytes that the process may use: its heap limit, its container's, or the machine's.</param>
    /// <param name="mostBody">Largest message, bytes.</param>
    /// <param name="clock">Measures waiting.</param>
    public MemoryPlan(long available, int mostBody, TimeProvider clock)
    {
        SmallBodies = new MemoryBudget(Math.Clamp(available / 16, 16 * Mebi, 256 * Mebi), clock);
        LargeBodies = new MemoryBudget(Math.Max(Math.Min(available / 8, 512 * Mebi), mostBody), clock);
        Documents = new MemoryBudget(Math.Clamp(available * 3 / 8, 64 * Mebi, 1024 * Mebi), clock);
        _idle = new IdleCollection(
            clock,
            () => LargeBodies.Free == LargeBodies.Bytes && Documents.Free == Documents.Bytes,
            () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true)
        );
        LargeBodies.GivenBack = _idle.Over;
        Documents.GivenBack = bytes => _idle.Over(bytes >= PerLarge ? bytes : 0);
    }

    /// <summary>For messages that are short, so that they never wait behind large ones.</summary>
    public MemoryBudget SmallBodies { get; }

    /// <summary>For messages as received, until they are answered; and again while customs looks at them.</summary>
    public MemoryBudget LargeBodies { get; }

    /// <summary>For business documents that are expanded and read.</summary>
    public MemoryBudget Documents { get; }

    /// <summary>Takes the memory of a message that is loaded once more, and waits for it as long as it takes.</summary>
    /// <param name="bytes">Length of the message.</param>
    /// <returns>To be disposed of when it is not in memory any more; null for a small one, which is not counted.</returns>
    public async Task<IDisposable?> ForMessageAsync(long bytes, CancellationToken cancellationToken) =>
        bytes <= SmallBody
            ? null
            : await LargeBodies.TakeAsync(Math.Min(bytes, LargeBodies.Bytes), holder: null, patience: null, cancellationToken);

    /// <summary>Takes the memory that reading a document costs, and waits for it as long as it takes.</summary>
    /// <param name="content">The document as it travels, compressed or not; its length was judged before.</param>
    /// <returns>To be disposed of when nothing of the document is in memory any more.</returns>
    public async Task<IDisposable> ForDocumentAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        (
            await Documents.TakeAsync(
                Math.Min(WeightOf(Gzip.StatedLength(content)), Documents.Bytes),
                holder: null,
                patience: null,
                cancellationToken
            )
        )!;

    public void Dispose() => _idle.Dispose();

    /// <summary>The plan for this process.</summary>
    public static MemoryPlan OfProcess(int mostBody, TimeProvider clock) =>
        new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, mostBody, clock);

    /// <summary>
    /// What reading a document costs at the most: its bytes, its tree, what is found wrong with it and the answer that tells so. Measured:
    /// a large one five times its size besides its bytes; a small one may be nothing but mistakes, each of which is told of in a sentence.
    /// </summary>
    /// <param name="expanded">Bytes of the document.</param>
    public static long WeightOf(long expanded) => Math.Min(expanded * PerByte, PerLarge + expanded * PerLargeByte);

    /// <summary>The largest document that can be read at all, bytes.</summary>
    public long LargestDocument => (Documents.Bytes - PerLarge) / PerLargeByte;
}
