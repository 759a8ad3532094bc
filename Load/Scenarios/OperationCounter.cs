using Ics2.Load.Engine;

namespace Ics2.Load.Scenarios;

/// <summary>Counts private operations where they happen: every seal is one.</summary>
internal sealed class OperationCounter
{
    private long _trader,
        _customs;

    public PrivateOperations Counts => new(Interlocked.Read(ref _trader), Interlocked.Read(ref _customs));

    /// <summary>We received something that customs sealed.</summary>
    public void CustomsSealed() => Interlocked.Increment(ref _customs);

    /// <summary>We sealed something.</summary>
    public void TraderSealed() => Interlocked.Increment(ref _trader);
}
