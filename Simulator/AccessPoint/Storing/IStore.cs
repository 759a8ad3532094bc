namespace Ics2.AccessPoint.Storing;

/// <summary>
/// All that the access point keeps, as it is opened and closed; whoever works with it is given the role it needs. Every method that changes
/// something is one transaction and returns after the commit; what it returned survives a killed process and a power cut.
/// </summary>
internal interface IStore
    : IIncomingMessages,
        ICustomsRecords,
        IOutgoingMessages,
        IOperators,
        ISettings,
        IMessageLists,
        IChanges,
        IAsyncDisposable;
