using Ics2.AccessPoint.Receiving;
using Ics2.As4;

namespace Ics2.AccessPoint.Capturing;

/// <summary>Keeps what went over the wire, for people and for <c>ics2 inspect</c>.</summary>
internal interface ICaptures
{
    /// <summary>Keeps one exchange. Never fails: a full disk must not cost a trader its receipt.</summary>
    /// <param name="messageId">The request's id; null when it could not be read.</param>
    /// <param name="request">What was posted.</param>
    /// <param name="answer">What was answered; null when nothing was.</param>
    /// <returns>The folder that has it; null when none has.</returns>
    Task<string?> WriteAsync(string? messageId, WireMessage request, Answer? answer);
}

/// <summary>Keeps nothing.</summary>
internal sealed class NoCaptures : ICaptures
{
    public Task<string?> WriteAsync(string? messageId, WireMessage request, Answer? answer) => Task.FromResult<string?>(null);
}
