namespace Ics2.AccessPoint.Processing;
internal sealed class FilingWorker
{
    internal static FilingWorker Create(AccessPointOptions options, Storing.IStore store, As4.Writing.MessageWriter writer, FilingQueue filings, Outbox.OutboxSignal outbox) => new();
    public static Task RunAsync(CancellationToken ct) => Task.CompletedTask;
}
