namespace Ics2.AccessPoint.Receiving;

/// <summary>Answers what was posted to the access point.</summary>
internal interface IAnswering
{
    /// <summary>Answers one message, in every case.</summary>
    /// <param name="exchange">The message; holds afterwards what was found out about it.</param>
    /// <param name="cancellationToken">The trader hung up before its turn came.</param>
    Task<Answer> AnswerAsync(Exchange exchange, CancellationToken cancellationToken);
}
