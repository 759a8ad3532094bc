using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Rules;

namespace Ics2.Ens.Validation;

/// <summary>
/// Checks a message as the trader interface does (lifecycle 4.1 steps 1 to 4): structure, code lists, rules and conditions, alphabet. It
/// reports every fault, not only the first. One validator serves many threads.
/// </summary>
/// <param name="pack">The specification.</param>
/// <param name="register">Who exists and which references were used; null for a register that knows every well-formed EORI of the
/// Union.</param>
/// <param name="limits">How much is read; null for the defaults.</param>
public sealed class EnsValidator(SpecPack pack, ITraderRegister? register = null, EnsLimits? limits = null)
{
    private readonly EnsLimits _limits = limits ?? new EnsLimits();
    private readonly ITraderRegister _register = register ?? new OpenTraderRegister(pack);
    private readonly RuleBook _rules = new();

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
        var findings = new FindingSink(pack, _limits.MaxFindings);
        var run = new ValidationRun(pack, _rules, _register, findings, keepTree);
        var read = new MessageWalk(pack, _limits, run, findings).Read(message);
        return new ReadResult(keepTree ? read : null, findings.InOrder()) { Hints = findings.HintsInOrder() };
    }
}
