using System.Collections.Frozen;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// How Member States build their EORIs, from <c>eori.txt</c>: country, trust (high, medium, low), shapes of the part behind the country.
/// </summary>
internal sealed class EoriForms
{
    private readonly FrozenDictionary<string, (string Trust, CodeShape[] Shapes)> _forms;

    private EoriForms(Dictionary<string, (string Trust, CodeShape[] Shapes)> forms) =>
        _forms = forms.ToFrozenDictionary(StringComparer.Ordinal);

    public static EoriForms Read(IPackFiles files)
    {
        var forms = new Dictionary<string, (string, CodeShape[])>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, "eori.txt"))
        {
            var cells = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells is not [{ Length: 2 } country, "high" or "medium" or "low", _, ..])
            {
                throw line.Error("expected a country, the trust (high, medium or low) and the shapes of its EORIs");
            }

            if (cells.Skip(2).FirstOrDefault(shape => !CodeShape.IsShape(shape)) is { } wrong)
            {
                throw line.Error($"'{wrong}' is no shape");
            }

            _ = forms.TryAdd(country, (cells[1], [.. cells.Skip(2).Select(shape => new CodeShape(shape, null))]))
                ? true
                : throw line.Error($"{country} stands in the list already");
        }

        return new EoriForms(forms);
    }

    /// <summary>Each country with trust and shapes as the pack writes them.</summary>
    public IReadOnlyDictionary<string, string> Described =>
        _forms.ToDictionary(
            form => form.Key,
            form => $"{form.Value.Trust} {string.Join(' ', form.Value.Shapes.AsEnumerable())}",
            StringComparer.Ordinal
        );

    /// <summary>How sure it is that the number has not the form of its country; null when it has, or none is known.</summary>
    public string? Misfit(string eori) =>
        _forms.TryGetValue(eori[..2], out var form) && !Array.Exists(form.Shapes, shape => shape.Matches(eori.AsSpan(2)))
            ? form.Trust
            : null;
}
