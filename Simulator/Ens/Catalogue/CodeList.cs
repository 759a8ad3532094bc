using System.Collections.Frozen;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The values a leaf may have. Short lists are held by the pack's <c>codelists</c>; long ones (UN/LOCODE, customs offices ...) by its
/// <c>reference</c>, which is read when the first value is asked for. Of lists that are not complete the pack knows a <em>shape</em> that
/// other values must have, so that a newcomer's own document type passes while nonsense does not.
/// </summary>
public sealed class CodeList
{
    // Longer lists are said to people and schemas by their name and shape.
    private const int MaxSpelledOut = 1000;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _ownCodes;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _codes;
    private readonly string[] _prefixes;
    private readonly CodeShape? _otherwise;
    private readonly CodeShape? _shape;
    private readonly Lazy<ReferenceList>? _reference;

    internal CodeList(CodeListHeader header, IReadOnlyDictionary<string, string> codes, CodeListReference? reference)
    {
        (Id, Name, Version, IsSubset) = (header.Id, header.Name, header.Version, header.IsSubset);
        (_otherwise, _shape) = (header.Otherwise, header.Shape);
        _prefixes = [.. codes.Keys.Where(code => code.EndsWith('*')).Select(code => code[..^1])];
        var own = codes.Where(code => !code.Key.EndsWith('*')).ToFrozenDictionary(StringComparer.Ordinal);
        _ownCodes = own.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _reference = reference?.List;
        _codes = new Lazy<IReadOnlyDictionary<string, string>>(() => reference is null ? own : Merge(own, reference));
    }

    /// <summary>The list id, <c>CL718</c>.</summary>
    public string Id { get; }

    /// <summary>What the list is about.</summary>
    public string Name { get; }

    /// <summary>Which edition the values come from.</summary>
    public string Version { get; }

    /// <summary>True when the list is known not to be complete; then values of its shape pass, and it is said.</summary>
    public bool IsSubset { get; }

    /// <summary>The codes with what they mean (empty when the list has no names), without prefixes. Made when first asked for.</summary>
    public IReadOnlyDictionary<string, string> Codes => _codes.Value;

    /// <summary>How many codes there are.</summary>
    public int Count => _reference?.Value.Count ?? _codes.Value.Count;

    /// <summary>
    /// The beginnings that any number may have (<c>84</c> for every subheading of chapter 84), for lists too long to hold.
    /// </summary>
    public IReadOnlyList<string> Prefixes => _prefixes;

    /// <summary>True when the list tells more about its codes than names: roles of offices, functions of places.</summary>
    public bool HasFlags => _reference?.Value.HasFlags ?? false;

    /// <summary>True when the list is short enough to be spelled out; else a schema knows its shape only.</summary>
    internal bool IsSpelledOut => Count <= MaxSpelledOut;

    /// <summary>
    /// The shape that values beyond those spelled out have, as a pattern of XML Schema; null when there are none.
    /// </summary>
    internal string? ShapePattern => _otherwise?.Pattern ?? (IsSpelledOut ? null : _shape?.Pattern ?? ".*");

    /// <summary>The shape of further values as the pack writes it; null when none pass.</summary>
    internal string? Further => _otherwise?.ToString();

    /// <summary>True when a message may hold the value on some day.</summary>
    public bool Allows(ReadOnlySpan<char> value) =>
        Names(value) || HasPrefix(value) || (_otherwise is not null && _otherwise.Matches(value));

    /// <summary>True when the list names the value; false when only its shape lets it pass.</summary>
    public bool Names(ReadOnlySpan<char> value) =>
        _ownCodes.Contains(value) || (_reference is not null && _reference.Value.Find(value) >= 0);

    /// <summary>What the list says of a value on a day, with one look.</summary>
    internal CodeStanding Standing(ReadOnlySpan<char> value, DateOnly day)
    {
        if (_reference is not null && _reference.Value.Find(value) is >= 0 and var index)
        {
            return _reference.Value.IsValidAt(index, day) ? CodeStanding.Named : CodeStanding.NotInForce;
        }

        return _ownCodes.Contains(value) ? CodeStanding.Named
            : HasPrefix(value) || (_otherwise is not null && _otherwise.Matches(value)) ? CodeStanding.ByShape
            : CodeStanding.Unknown;
    }

    /// <summary>True unless the list says that the code was not yet, or is no longer, in force on the day.</summary>
    public bool IsInForce(ReadOnlySpan<char> value, DateOnly day) =>
        _reference is null || _reference.Value.Find(value) is not (>= 0 and var index) || _reference.Value.IsValidAt(index, day);

    /// <summary>
    /// What the list says of a code besides its name: roles of an office with commas (<c>ENT,EXP</c>), functions of a place (<c>13</c>),
    /// letters of a country; empty when nothing.
    /// </summary>
    public string Flags(ReadOnlySpan<char> value) =>
        _reference is not null && _reference.Value.Find(value) is >= 0 and var index ? _reference.Value.FlagsAt(index) : "";

    /// <summary>The days on which a code is in force, for comparison; empty when the list tells none.</summary>
    internal string Days(ReadOnlySpan<char> value) =>
        _reference is not null && _reference.Value.Find(value) is >= 0 and var index ? _reference.Value.DaysAt(index) : "";

    /// <summary>Does the list give a code this role (<c>ENT</c>)?</summary>
    public bool HasRole(ReadOnlySpan<char> value, string role)
    {
        var flags = Flags(value).AsSpan();
        foreach (var part in flags.Split(','))
        {
            if (flags[part].SequenceEqual(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list's own instance of a code, so that readers need not keep a copy; null when it is not named.</summary>
    public string? Interned(ReadOnlySpan<char> value) =>
        _ownCodes.TryGetValue(value, out var code) ? code
        : _reference is not null && _reference.Value.Find(value) is >= 0 and var index ? _reference.Value.CodeAt(index)
        : null;

    /// <summary>What is allowed, for a person: the codes when they are few, else the name of the list.</summary>
    public string Explain() =>
        Count is > 0 and <= 12 && !IsSubset && _otherwise is null
            ? $"one of {string.Join(", ", Codes.Keys.Order(StringComparer.Ordinal))} ({Id} {Name})"
            : $"a value of {Id} {Name}";

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Name}";

    /// <summary>Would a schema let the value pass, although the list does not name it?</summary>
    internal bool FitsSchema(ReadOnlySpan<char> value) => !IsSpelledOut && (_shape is null || _shape.Matches(value));

    /// <summary>Reads what is read late, so that a broken file is told at once.</summary>
    internal void Load() => _ = _reference?.Value.Count;

    private static Dictionary<string, string> Merge(FrozenDictionary<string, string> own, CodeListReference reference)
    {
        var names = reference.Names();
        var all = reference.List.Value.Codes.ToDictionary(code => code, code => names.GetValueOrDefault(code, ""), StringComparer.Ordinal);
        foreach (var (code, name) in own)
        {
            all[code] = name;
        }

        return all;
    }

    private bool HasPrefix(ReadOnlySpan<char> value)
    {
        foreach (var prefix in _prefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal) && !value[prefix.Length..].ContainsAnyExceptInRange('0', '9'))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How a value stands to a list.</summary>
internal enum CodeStanding
{
    /// <summary>It is on the list, and in force.</summary>
    Named,

    /// <summary>It is not on the list, which is not complete, and has the shape of its values.</summary>
    ByShape,

    /// <summary>It is on the list, but not on this day.</summary>
    NotInForce,

    /// <summary>It is not allowed.</summary>
    Unknown,
}

/// <summary>What a file of <c>codelists</c> says before its codes.</summary>
/// <param name="Otherwise">The shape of other values that pass; null when none do.</param>
/// <param name="Shape">The shape that all values have; for schemas, which do not hold long lists.</param>
internal sealed record CodeListHeader(string Id, string Name, string Version, bool IsSubset, CodeShape? Otherwise, CodeShape? Shape);

/// <summary>The file of <c>reference</c> that holds the codes of a list.</summary>
/// <param name="List">The codes, read when first asked for.</param>
/// <param name="Names">Reads what they mean.</param>
internal sealed record CodeListReference(Lazy<ReferenceList> List, Func<Dictionary<string, string>> Names);
