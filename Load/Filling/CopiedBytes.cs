using System.Text;

namespace Ics2.Load.Filling;

/// <summary>Something by which the pattern is found, and what it becomes in a copy; both ASCII and equally long.</summary>
/// <param name="Text">In the pattern.</param>
/// <param name="In">In a copy.</param>
internal sealed record Mark(string Text, Func<CopyName, string> In);

/// <summary>A text or the bytes of a message, with the places of marks in it.</summary>
internal sealed class CopiedBytes
{
    private readonly byte[] _pattern;
    private readonly List<(int At, Mark Mark)> _holes = [];

    /// <summary>Looks for the marks.</summary>
    public CopiedBytes(byte[] pattern, IEnumerable<Mark> marks)
    {
        _pattern = pattern;
        foreach (var mark in marks)
        {
            var sought = Encoding.ASCII.GetBytes(mark.Text);
            for (int from = 0, found; (found = pattern.AsSpan(from).IndexOf(sought)) >= 0; from += found + sought.Length)
            {
                _holes.Add((from + found, mark));
            }
        }
    }

    /// <summary>Whether every copy is the same.</summary>
    public bool IsConstant => _holes.Count == 0;

    /// <summary>A copy.</summary>
    public byte[] Copy(CopyName name)
    {
        var copy = _pattern.AsSpan().ToArray();
        foreach (var (at, mark) in _holes)
        {
            Encoding.ASCII.GetBytes(mark.In(name), copy.AsSpan(at, mark.Text.Length));
        }

        return copy;
    }
}
