using System.Text;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The codes of a long list in one sorted block of bytes of equal width, so that 115,883 of them cost half a megabyte and a look-up is a
/// binary search without allocation.
/// </summary>
internal sealed class ReferenceList
{
    private readonly byte[] _codes;
    private readonly int _width;
    private readonly ushort[]? _flags;
    private readonly string[] _flagTexts;
    private readonly (DateOnly From, DateOnly To)[]? _validity;
    private string?[]? _interned;

    public ReferenceList(byte[] codes, int width, ushort[]? flags, string[] flagTexts, (DateOnly From, DateOnly To)[]? validity)
    {
        _codes = codes;
        _width = width;
        _flags = flags;
        _flagTexts = flagTexts;
        _validity = validity;
        Count = codes.Length / width;
    }

    public int Count { get; }

    /// <summary>True when the list says something about each code: roles, functions.</summary>
    public bool HasFlags => _flags is not null;

    /// <summary>All codes in order.</summary>
    public IEnumerable<string> Codes => Enumerable.Range(0, Count).Select(CodeAt);

    /// <summary>The position of a code; negative when the list has none such.</summary>
    public int Find(ReadOnlySpan<char> code)
    {
        if (code.Length == 0 || code.Length > _width)
        {
            return -1;
        }

        Span<byte> wanted = stackalloc byte[_width];
        wanted.Clear();
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] is <= ' ' or > '~')
            {
                return -1;
            }

            wanted[i] = (byte)code[i];
        }

        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = wanted.SequenceCompareTo(_codes.AsSpan(middle * _width, _width));
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order > 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The code itself, one instance for all who ask.</summary>
    public string CodeAt(int index) =>
        (_interned ??= new string?[Count])[index] ??= Encoding.ASCII.GetString(_codes.AsSpan(index * _width, _width).TrimEnd((byte)0));

    /// <summary>What the list says about the code: roles with commas, digits of functions; empty when nothing.</summary>
    public string FlagsAt(int index) => _flags is null ? "" : _flagTexts[_flags[index]];

    /// <summary>The days on which the code may be used; empty when the list tells none.</summary>
    public string DaysAt(int index) => _validity is null ? "" : $"{_validity[index].From:O}/{_validity[index].To:O}";

    /// <summary>May the code be used on a day?</summary>
    public bool IsValidAt(int index, DateOnly day) => _validity is null || (_validity[index].From <= day && day <= _validity[index].To);
}
