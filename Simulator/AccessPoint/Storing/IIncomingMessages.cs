namespace Ics2.AccessPoint.Storing;

/// <summary>The messages of traders, from their receipt to the moment that customs takes them up.</summary>
internal interface IIncomingMessages : IPolled
{
    /// <summary>
    /// Records a message with its receipt, unless its id was used before: one atomic insert, whoever else posts it at the same moment.
    /// </summary>
    Task<Recording> RecordAsync(IncomingMessage message);

    /// <summary>Sequence numbers of messages that customs has yet to look at and that no other node has taken, oldest first.</summary>
    IReadOnlyList<long> Waiting();

    /// <summary>Length of a recorded message, bytes; 0 when there is none of that number.</summary>
    long SizeOf(long sequence);

    /// <summary>Takes a message that customs has yet to look at; null when it has done so, or another node has taken it.</summary>
    Task<WaitingMessage?> TakeUpAsync(long sequence);

    /// <summary>Sets a message aside that cannot be processed.</summary>
    Task SetAsideAsync(long sequence, string why);
}
