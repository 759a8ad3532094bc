namespace Ics2.Ens.Findings;

/// <summary>Collects what was checked by shape only, once per list.</summary>
internal sealed class NoteSink
{
    private const int MaxValues = 20;

    private SortedDictionary<string, (string Text, List<string> Values)>? _notes;

    public IReadOnlyList<ValidationNote> Notes =>
        _notes is null ? [] : [.. _notes.Select(note => new ValidationNote(note.Key, note.Value.Text, note.Value.Values))];

    public void Add(string list, string text, string value)
    {
        _notes ??= new SortedDictionary<string, (string, List<string>)>(StringComparer.Ordinal);
        if (!_notes.TryGetValue(list, out var note))
        {
            _notes[list] = note = (text, []);
        }

        if (note.Values.Count < MaxValues && !note.Values.Contains(value, StringComparer.Ordinal))
        {
            note.Values.Add(value);
        }
    }
}
