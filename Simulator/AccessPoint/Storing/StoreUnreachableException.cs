using Ics2.AccessPoint.Settings;

namespace Ics2.AccessPoint.Storing;

/// <summary>The database does not answer. Nothing that was asked for is promised; everything is tried again when it answers.</summary>
internal sealed class StoreUnreachableException : IOException
{
    public StoreUnreachableException(PostgresAddress address, Exception cause)
        : base($"The store {address.Shown} does not answer: {cause.Message.TrimEnd('.')}. Start it, or correct --store.", cause) { }

    public StoreUnreachableException() { }

    public StoreUnreachableException(string message)
        : base(message) { }

    public StoreUnreachableException(string message, Exception innerException)
        : base(message, innerException) { }
}
