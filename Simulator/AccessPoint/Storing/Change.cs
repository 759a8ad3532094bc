namespace Ics2.AccessPoint.Storing;

/// <summary>A change on its way through a writer: all of it is stored, or nothing.</summary>
internal abstract class Change
{
    /// <summary>Why it is not stored; null as long as nothing went wrong.</summary>
    public Exception? Failed { get; private set; }

    /// <summary>Makes it, not yet committed.</summary>
    /// <returns>False when it failed and has to be taken back.</returns>
    public bool Run(Session session)
    {
        try
        {
            Work(session);
            session.Flush();
            Failed = null;
            return true;
        }
        catch (Exception failure)
        {
            Failed = failure;
            return false;
        }
    }

    /// <summary>The commit failed; a failure of its own from before stays.</summary>
    public void Fail(Exception failure) => Failed ??= failure;

    /// <summary>Tells whoever waits how it ended.</summary>
    public void Finish() => Finish(Failed);

    /// <summary>Tells whoever waits, in other words than those of the failure.</summary>
    public abstract void Finish(Exception? failure);

    protected abstract void Work(Session session);
}

/// <summary>A change that finds something out.</summary>
/// <param name="work">Runs inside the transaction; its exception takes the change back and goes to the caller.</param>
internal sealed class Change<T>(Func<Session, T> work) : Change
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>What the change gave, once it is committed.</summary>
    public Task<T> Done => _done.Task;

    public override void Finish(Exception? failure)
    {
        if (failure is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            _done.SetException(failure);
        }
    }

    protected override void Work(Session session) => _result = work(session);
}
