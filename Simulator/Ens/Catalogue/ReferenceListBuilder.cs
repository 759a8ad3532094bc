using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// Gathers the codes of a list and sorts them. The embedded lists are read at the start of a process, before the runtime has optimised
/// anything: hence arrays, plain loops and a sort by counting, which compares nothing.
/// </summary>
/// <param name="lines">Says where a fault is.</param>
internal sealed class ReferenceListBuilder(BoundedLines lines)
{
    private const int MaxWidth = 35;

    private readonly Dictionary<string, ushort> _flagNumbers = new(StringComparer.Ordinal) { [""] = 0 };
    private byte[] _codes = new byte[4 * 1024];
    private int[] _ends = new int[1024];
    private int[] _lineNumbers = new int[1024];
    private ushort[] _flags = new ushort[1024];
    private List<(DateOnly From, DateOnly To)>? _validity;
    private (DateOnly From, DateOnly To) _days = (DateOnly.MinValue, DateOnly.MaxValue);
    private int _length;
    private int _width;
    private ushort _flag;
    private bool _hasFlags;

    public int Count { get; private set; }

    /// <summary>What is said of the codes that follow.</summary>
    public void Flags(ReadOnlySpan<char> text)
    {
        _hasFlags = true;
        if (_flagNumbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out _flag))
        {
            return;
        }

        _flag =
            _flagNumbers.Count < ushort.MaxValue ? (ushort)_flagNumbers.Count : throw lines.Error("the list has too many different flags");
        _flagNumbers[text.ToString()] = _flag;
    }

    /// <summary>From when to when the codes that follow are in force, both days included.</summary>
    public void InForce(DateOnly from, DateOnly to)
    {
        _validity ??= [];
        _days = (from, to);
    }

    /// <summary>Adds a code in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> beginning, ReadOnlySpan<char> ending)
    {
        var length = beginning.Length + ending.Length;
        if (length is 0 or > MaxWidth || !Append(beginning) || !Append(ending))
        {
            throw lines.Error($"'{beginning}{ending}' is no code; expected 1 to {MaxWidth} ASCII characters without spaces");
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _flags, Count * 2);
            Array.Resize(ref _lineNumbers, Count * 2);
        }

        _ends[Count] = _length;
        _flags[Count] = _flag;
        _lineNumbers[Count] = lines.Number;
        _validity?.Add(_days);
        _width = Math.Max(_width, length);
        Count++;
    }

    /// <summary>The list, sorted.</summary>
    /// <exception cref="SpecPackException">A code stands in it twice.</exception>
    public ReferenceList Build()
    {
        var codes = Widened();
        var order = Ordered(codes);
        var sorted = new byte[codes.Length];
        var flags = _hasFlags ? new ushort[Count] : null;
        var validity = _validity is null ? null : new (DateOnly, DateOnly)[Count];
        for (var i = 0; i < Count; i++)
        {
            var code = codes.AsSpan(order[i] * _width, _width);
            if (i > 0 && code.SequenceEqual(sorted.AsSpan((i - 1) * _width, _width)))
            {
                throw Twice(code, _lineNumbers[order[i - 1]], _lineNumbers[order[i]]);
            }

            code.CopyTo(sorted.AsSpan(i * _width));
            if (flags is not null)
            {
                flags[i] = _flags[order[i]];
            }

            if (validity is not null)
            {
                validity[i] = _validity![order[i]];
            }
        }

        return new ReferenceList(sorted, _width, flags, [.. _flagNumbers.OrderBy(flag => flag.Value).Select(flag => flag.Key)], validity);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Append(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > _codes.Length)
        {
            Array.Resize(ref _codes, _codes.Length * 2);
        }

        foreach (var character in text)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }

            _codes[_length++] = (byte)character;
        }

        return true;
    }

    /// <summary>The codes with equal widths, shorter ones filled up with zeros, which sort first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] Widened()
    {
        var codes = new byte[Count * _width];
        for (int i = 0, start = 0; i < Count; start = _ends[i++])
        {
            _codes.AsSpan(start, _ends[i] - start).CopyTo(codes.AsSpan(i * _width));
        }

        return codes;
    }

    /// <summary>The positions of the codes in order: a stable sort by each byte, from the last to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Ordered(byte[] codes)
    {
        var order = new int[Count];
        var next = new int[Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Span<int> starts = stackalloc int[256];
        for (var at = _width - 1; at >= 0; at--)
        {
            starts.Clear();
            for (var i = at; i < codes.Length; i += _width)
            {
                starts[codes[i]]++;
            }

            for (int value = 0, sum = 0; value < starts.Length; value++)
            {
                (starts[value], sum) = (sum, sum + starts[value]);
            }

            foreach (var index in order)
            {
                next[starts[codes[(index * _width) + at]]++] = index;
            }

            (order, next) = (next, order);
        }

        return order;
    }

    private SpecPackException Twice(ReadOnlySpan<byte> code, int one, int other) =>
        lines.ErrorAt(
            Math.Max(one, other),
            string.Create(
                CultureInfo.InvariantCulture,
                $"the code '{System.Text.Encoding.ASCII.GetString(code.TrimEnd((byte)0))}' stands in line {Math.Min(one, other)} already"
            )
        );
}
