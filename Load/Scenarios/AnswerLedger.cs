using Ics2.Load.Engine;

namespace Ics2.Load.Scenarios;

/// <summary>
/// Which exchange has a receipt and which an answer: two bits each, a quarter of a megabyte for a million. That is how a long run with
/// kills shows that every acknowledged filing is answered exactly once.
/// </summary>
internal sealed class AnswerLedger
{
    private const long MaxNumbers = 1L << 32;

    private readonly Lock _gate = new();
    private readonly Bits _acknowledged = new();
    private readonly Bits _answered = new();
    private long _settled,
        _duplicates,
        _late;

    /// <summary>The counts so far.</summary>
    public AnswerCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new AnswerCounts(_acknowledged.Count, _answered.Count, _acknowledged.Count - _settled, _duplicates, _late);
            }
        }
    }

    /// <summary>Customs gave a valid receipt.</summary>
    /// <param name="number">The number of the exchange.</param>
    public void Acknowledge(long number)
    {
        lock (_gate)
        {
            if (number < MaxNumbers && _acknowledged.Set(number) && _answered[number])
            {
                _settled++;
            }
        }
    }

    /// <summary>Customs answered, with a registration or a refusal.</summary>
    /// <param name="number">The number of the exchange.</param>
    /// <param name="awaited">Whether somebody still waits.</param>
    public void Answer(long number, bool awaited)
    {
        lock (_gate)
        {
            if (number >= MaxNumbers)
            {
                return;
            }

            if (!_answered.Set(number))
            {
                _duplicates++;
                return;
            }

            _late += awaited ? 0 : 1;
            _settled += _acknowledged[number] ? 1 : 0;
        }
    }

    private sealed class Bits
    {
        private const int PageBits = 1 << 20;

        private readonly Dictionary<long, ulong[]> _pages = [];

        public long Count { get; private set; }

        public bool this[long number] =>
            _pages.TryGetValue(number / PageBits, out var page) && (page[number % PageBits / 64] & (1UL << (int)(number % 64))) != 0;

        /// <summary>Sets a bit.</summary>
        /// <returns>False when it was set before.</returns>
        public bool Set(long number)
        {
            if (this[number])
            {
                return false;
            }

            if (!_pages.TryGetValue(number / PageBits, out var page))
            {
                _pages[number / PageBits] = page = new ulong[PageBits / 64];
            }

            page[number % PageBits / 64] |= 1UL << (int)(number % 64);
            Count++;
            return true;
        }
    }
}
