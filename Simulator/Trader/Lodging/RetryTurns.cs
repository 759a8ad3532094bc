namespace Ics2.Trader.Lodging;

/// <summary>
/// Who may send again first. After an outage the messages of class A go before all others: the results of a screening (IE3R03) and arrivals
/// (IE3N06) (ICD 3.3.2.6). Another message that is due again waits until none of them is on its way.
/// </summary>
internal sealed class RetryTurns
{
    private readonly Lock _gate = new();
    private int _urgent;
    private TaskCompletionSource? _none;

    /// <summary>The turn of one message, to be disposed of when it is through or given up.</summary>
    public Turn For(string action) => new(this, action is "IE3R03" or "IE3N06");

    internal sealed class Turn(RetryTurns turns, bool urgent) : IDisposable
    {
        private bool _entered;

        /// <summary>The message has to be sent again.</summary>
        public void Enter()
        {
            if (urgent && !_entered)
            {
                _entered = true;
                turns.Change(1);
            }
        }

        /// <summary>Waits until the message may be sent again.</summary>
        public Task ComeAsync(CancellationToken cancellationToken) => urgent ? Task.CompletedTask : turns.NoneAsync(cancellationToken);

        public void Dispose()
        {
            if (_entered)
            {
                turns.Change(-1);
            }
        }
    }

    private void Change(int by)
    {
        lock (_gate)
        {
            _urgent += by;
            if (_urgent == 0)
            {
                _none?.SetResult();
                _none = null;
            }
        }
    }

    private Task NoneAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _urgent == 0
                ? Task.CompletedTask
                : (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(
                    cancellationToken
                );
        }
    }
}
