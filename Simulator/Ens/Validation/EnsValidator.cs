namespace Ics2.Ens;

/// <summary>
/// Checks a message as the trader interface does (lifecycle 4.1 steps 1 to 4) and reports every fault, not only the first.
/// </summary>
public sealed class EnsValidator(SpecPack pack, EnsLimits? limits = null)
{
    private readonly EnsLimits _limits = limits ?? new EnsLimits();

    /// <summary>Checks a message and gives its tree too, when it can be read as a message.</summary>
    public ReadResult ReadAndValidate(ReadOnlyMemory<byte> message)
    {
        using var stream = MessageBytes.Open(message);
        return Run(stream, keepTree: true);
    }

    /// <summary>Checks a message; what no rule needs any more is forgotten on the way.</summary>
    public IReadOnlyList<ValidationFinding> Validate(ReadOnlyMemory<byte> message)
    {
        using var stream = MessageBytes.Open(message);
        return Validate(stream);
    }

    /// <summary>Checks a message of any size, in memory that follows the depth and the widest part a rule looks at.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IReadOnlyList<ValidationFinding> Validate(Stream message) => Run(message, keepTree: false).Findings;

    private ReadResult Run(Stream message, bool keepTree)
    {
        var findings = new FindingSink(_limits.MaxFindings);
        var read = new MessageWalk(pack, _limits, new ValidationRun(findings, keepTree), findings).Read(message);
        return new ReadResult(keepTree ? read : null, findings.InOrder());
    }
}

/// <summary>One validation: hears from the walk what is met, and hands each element to the checks.</summary>
internal sealed class ValidationRun(FindingSink findings, bool keepTree) : IMessageObserver
{
    private readonly StructureCheck _structure = new(findings);

    public void Opened(OpenElement parent, EnsElement child, int row) => _structure.Open(parent, child, row);

    public void Closed(OpenElement element, ReadOnlySpan<char> text, FindingSink sink)
    {
        switch (element.Row)
        {
            case null:
                element.Element.Value = text.ToString();
                break;
            case { IsClass: true }:
                _structure.CloseClass(element);
                break;
            default:
                element.Element.Value ??= element.Row.Codes?.Interned(text) ?? text.ToString();
                _structure.CloseLeaf(element, text);
                break;
        }
    }

    public bool Keeps(EnsElement element) => keepTree || element.Definition is not null;
}
