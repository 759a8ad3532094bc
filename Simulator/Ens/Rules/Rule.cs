using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>Names the rule or condition that a class implements.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RuleAttribute(string id) : Attribute
{
    public string Id => id;
}

/// <summary>
/// A rule (R) or condition (C) of the specification. The tables say which rows it belongs to; for each of them it is judged at the end of
/// the class that holds everything it looks at, so that a message can be checked while it is being read.
/// </summary>
internal abstract class Rule
{
    protected Rule() => Id = ((RuleAttribute)Attribute.GetCustomAttribute(GetType(), typeof(RuleAttribute))!).Id;

    public string Id { get; }

    /// <summary>The class at whose end the rule is judged: the row itself, or for a leaf the class around it.</summary>
    public virtual ElementDefinition DecidedAt(ElementDefinition row) => row.IsClass ? row : row.Parent!;

    /// <summary>
    /// What it looks at besides the row, when that lies inside a class that repeats and is forgotten once it has been read.
    /// </summary>
    public virtual IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) => [];

    /// <summary>Reports what is wrong in one class.</summary>
    public abstract void Check(in RuleCase at);

    /// <summary>The root of the table a row belongs to.</summary>
    protected static ElementDefinition Root(ElementDefinition row)
    {
        while (row.Parent is { } parent)
        {
            row = parent;
        }

        return row;
    }

    /// <summary>The consignment (house or master) a row belongs to.</summary>
    protected static ElementDefinition Consignment(ElementDefinition row)
    {
        while (row.Tag is not ("consignmentHouseLevel" or "consignmentMasterLevel") && row.Parent is { } parent)
        {
            row = parent;
        }

        return row;
    }
}

/// <summary>One class of one message, with what a rule may ask and where it reports.</summary>
/// <param name="Class">The element whose end has been reached.</param>
/// <param name="Binding">The rule, its row, and the way from the class to the row.</param>
/// <param name="Around">What the rules may ask beyond the message.</param>
/// <param name="Findings">Where they report.</param>
internal readonly record struct RuleCase(EnsElement Class, RuleBinding Binding, RuleSurroundings Around, FindingSink Findings)
{
    public ElementDefinition Row => Binding.Row;

    /// <summary>The elements of the row inside the class.</summary>
    public IEnumerable<EnsElement> Rows => Binding.Path.Length == 0 ? [Class] : Class.All(Binding.Path);

    /// <summary>The classes that hold the row, inside the class.</summary>
    public IEnumerable<EnsElement> Owners => Binding.OwnerPath.Length == 0 ? [Class] : Class.All(Binding.OwnerPath);

    /// <summary>The first element of the row, or null.</summary>
    public EnsElement? First => Binding.Path.Length == 0 ? Class : Class.Find(Binding.Path);

    public void Report(EnsElement element, Breach breach, string text, string? expected, string? found = null) =>
        Findings.At(element, breach, Binding.Rule.Id, text, expected, found);

    /// <summary>Says something that does not refuse.</summary>
    public void Hint(EnsElement element, Breach breach, string text, string? expected, string? found = null) =>
        Findings.Hint(element, breach, Binding.Rule.Id, text, expected, found);

    /// <summary>The form of an identifier is doubtful: a hint, or in strict mode a finding.</summary>
    public void Doubt(EnsElement element, Breach breach, string text, string? expected) =>
        Findings.Doubt(element, breach, Binding.Rule.Id, text, expected);

    public void ReportMissing(EnsElement owner, ElementDefinition row, string text) =>
        Findings.Missing(owner, row, 0, Binding.Rule.Id, text);
}

/// <summary>What rules may ask beyond the message itself.</summary>
/// <param name="Pack">The code lists.</param>
/// <param name="Message">The message being checked.</param>
/// <param name="Register">Who exists, and which references were used.</param>
internal sealed record RuleSurroundings(SpecPack Pack, MessageDefinition Message, ITraderRegister Register)
{
    /// <summary>Is the country one that a filing enters by? Northern Ireland (XI) counts (DEC-49).</summary>
    public bool IsUnion(string? country) => country is not null && Pack.IsEntryCountry(country);

    /// <summary>Where a place is; null when it names neither UN/LOCODE nor address.</summary>
    public PlaceCountry? CountryOf(EnsElement? place) =>
        place?.Text("UNLOCODE") is { Length: >= 2 } code ? new PlaceCountry(code[..2], Pack.IsInNorthernIreland(code))
        : place?.Text("address/country") is { } country ? new PlaceCountry(country, IsNorthernIreland: false)
        : null;
}
