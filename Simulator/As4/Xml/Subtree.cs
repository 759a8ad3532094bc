using System.Collections;

namespace Ics2.As4.Xml;

/// <summary>An element and all below it in document order. A <c>foreach</c> over it allocates nothing.</summary>
/// <param name="top">The element.</param>
internal readonly struct Subtree(Element top) : IEnumerable<Element>
{
    public Enumerator GetEnumerator() => new(top);

    IEnumerator<Element> IEnumerable<Element>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal struct Enumerator(Element top) : IEnumerator<Element>
    {
        private Element? _current;

        public readonly Element Current => _current!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            var next = _current is null ? top : _current.Following;
            if (next is null || (_current is not null && next.Depth <= top.Depth))
            {
                return false;
            }

            _current = next;
            return true;
        }

        public void Reset() => _current = null;

        public readonly void Dispose() { }
    }
}
