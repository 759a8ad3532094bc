using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Rules;

namespace Ics2.Ens.Validation;

/// <summary>One validation: hears from the walk what is met, and hands each element to the checks when it is complete.</summary>
internal sealed class ValidationRun(
    SpecPack pack,
    RuleBook book,
    ITraderRegister register,
    FindingSink findings,
    DateOnly day,
    bool keepTree
) : IMessageObserver
{
    private readonly StructureCheck _structure = new(findings, day);
    private MessageRules? _rules;
    private RuleSurroundings? _surroundings;

    public void Began(MessageDefinition message)
    {
        _rules = book.Of(message);
        _surroundings = new RuleSurroundings(pack, message, register);
    }

    public void Opened(OpenElement parent, EnsElement child, int row) => _structure.Open(parent, child, row);

    public void Closed(OpenElement element, ReadOnlySpan<char> text)
    {
        switch (element.Row)
        {
            case null:
                element.Element.Value = text.ToString();
                break;
            case { IsClass: true } row:
                _structure.CloseClass(element);
                IdentifierCheck.CheckClass(element.Element, findings);
                PlaceFunctionCheck.Check(pack, element.Element, findings);
                Judge(row, element.Element);
                break;
            case { } row:
                element.Element.Value ??= row.Codes?.Interned(text) ?? text.ToString();
                _structure.CloseLeaf(element, text);
                PositionCheck.Check(_surroundings!.Message, element.Element, findings);
                IdentifierCheck.Check(element.Element, findings);
                if (_surroundings!.Message.Direction == MessageDirection.ToCustoms)
                {
                    OfficeCheck.Check(pack, element.Element, findings); // customs' refusal repeats the office that it refuses
                }

                AlphabetCheck.Check(element.Element, findings);
                break;
        }
    }

    public bool Keeps(EnsElement element) => keepTree || (element.Definition is not null && _rules!.Prune(element));

    private void Judge(ElementDefinition row, EnsElement element)
    {
        if (_rules!.JudgedAt(row) is not { } bindings)
        {
            return;
        }

        foreach (var binding in bindings)
        {
            binding.Rule.Check(new RuleCase(element, binding, _surroundings!, findings));
        }
    }
}
