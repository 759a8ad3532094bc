using Reqnroll;

namespace Ics2.Rehearsal.Running;

/// <summary>Runs code of others without ever hanging on it.</summary>
internal static class Bounded
{
    /// <summary>
    /// Runs the work on the thread pool, where it may block. Once the limit is cancelled it gets the grace to come to an end, then it is
    /// left behind.
    /// </summary>
    /// <returns>What it threw; null when it ended well; a <see cref="TimeoutException"/> when it was left behind.</returns>
    public static async Task<Exception?> RunAsync(Func<Task> work, RunOptions options, CancellationToken cancellationToken)
    {
        var task = Task.Run(work, CancellationToken.None);
        await task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsCompleted)
        {
            await task.WaitAsync(options.Grace, options.Time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!task.IsCompleted)
        {
            return new TimeoutException("It did not come to an end, not even after it was told to stop.");
        }

        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.Exception?.InnerException ?? (task.IsCanceled ? new OperationCanceledException("It was cancelled.") : null);
    }

    /// <summary>The same with a time limit of its own.</summary>
    public static async Task<Exception?> RunAsync(Func<Task> work, RunOptions options, TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit, options.Time);
        return await RunAsync(work, options, source.Token);
    }

    /// <summary>An exception in one line, for reasons; the rest belongs into the evidence.</summary>
    public static string Describe(Exception fault)
    {
        var line = fault.Message.ReplaceLineEndings(" ").Trim();
        return fault is BindingException or HookFaultException or TimeoutException ? line : $"{fault.GetType().Name}: {line}";
    }
}
