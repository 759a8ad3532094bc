using System.Collections.Frozen;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The values a leaf may have. Nine lists are kept elsewhere (UN/LOCODE, customs offices ...): the pack holds a marked subset of them, and
/// a
/// <em>shape</em> that values outside the subset must have, so that a newcomer's own port or office passes while nonsense does not.
/// </summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, string> _codes;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _ownCodes;
    private readonly string[] _prefixes;
    private readonly CodeShape? _shape;

    internal CodeList(string id, string name, string version, bool isSubset, CodeShape? shape, IReadOnlyDictionary<string, string> codes)
    {
        Id = id;
        Name = name;
        Version = version;
        IsSubset = isSubset;
        _shape = shape;
        _prefixes = [.. codes.Keys.Where(code => code.EndsWith('*')).Select(code => code[..^1])];
        _codes = codes.Where(code => !code.Key.EndsWith('*')).ToFrozenDictionary(StringComparer.Ordinal);
        _ownCodes = _codes.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The list id, <c>CL718</c>.</summary>
    public string Id { get; }

    /// <summary>What the list is about.</summary>
    public string Name { get; }

    /// <summary>Which edition the values come from.</summary>
    public string Version { get; }

    /// <summary>True when the full list is kept elsewhere and this one is only part of it.</summary>
    public bool IsSubset { get; }

    /// <summary>The codes with what they mean, without prefixes.</summary>
    public IReadOnlyDictionary<string, string> Codes => _codes;

    /// <summary>
    /// The beginnings that any number may have (<c>84</c> for every subheading of chapter 84), for lists too long to hold.
    /// </summary>
    public IReadOnlyList<string> Prefixes => _prefixes;

    /// <summary>
    /// The shape that other values of a list kept elsewhere may have, as a pattern of XML Schema; null when there are no other values.
    /// </summary>
    internal string? ShapePattern => _shape?.Pattern;

    /// <summary>True when a message may hold the value.</summary>
    public bool Allows(ReadOnlySpan<char> value)
    {
        if (_ownCodes.Contains(value))
        {
            return true;
        }

        foreach (var prefix in _prefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal) && !value[prefix.Length..].ContainsAnyExceptInRange('0', '9'))
            {
                return true;
            }
        }

        return _shape is not null && _shape.Matches(value);
    }

    /// <summary>True when the list names the value; false when only its shape lets it pass.</summary>
    public bool Names(ReadOnlySpan<char> value) => _ownCodes.Contains(value);

    /// <summary>The list's own instance of a code, so that readers need not keep a copy; null when it is not named.</summary>
    public string? Interned(ReadOnlySpan<char> value) => _ownCodes.TryGetValue(value, out var code) ? code : null;

    /// <summary>What is allowed, for a person: the codes when they are few, else the name of the list.</summary>
    public string Explain() =>
        _codes.Count is > 0 and <= 12 && !IsSubset && _shape is null
            ? $"one of {string.Join(", ", _codes.Keys.Order(StringComparer.Ordinal))} ({Id} {Name})"
            : $"a value of {Id} {Name}";

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Name}";
}
