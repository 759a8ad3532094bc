using Ics2.As4;

namespace Ics2.AccessPoint.Storing;

/// <summary>The messages of both directions, for whoever looks into the access point.</summary>
internal interface IMessageLists
{
    /// <summary>Messages in both directions, newest first.</summary>
    IReadOnlyList<MessageRow> Messages(MessageQuery query);

    /// <summary>
    /// The messages that bear an AS4 id. Usually one; but several traders may have used the same id, and what came in under an id and what
    /// went out under it are two messages.
    /// </summary>
    IReadOnlyList<MessageRow> FindMessages(MessageAddress address);

    /// <summary>How much there is, by direction (or <c>filing</c>) and state.</summary>
    IReadOnlyList<StateCount> Counts();

    /// <summary>The bytes of a message; null when it is gone.</summary>
    WireMessage? Raw(MessageRow message);
}

/// <summary>How many messages of a direction, or filings, stand in a state.</summary>
internal sealed record StateCount(string Kind, string State, long Count);
