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
public sealed class EnsValidator
{
    private readonly SpecPack _pack;
    private readonly ValidationOptions _options;
    private readonly ITraderRegister _register;
    private readonly RuleBook _rules = new();

    /// <summary>Makes a validator.</summary>
    /// <param name="pack">The specification.</param>
    /// <param name="options">What it goes by besides.</param>
    public EnsValidator(SpecPack pack, ValidationOptions options)
    {
        (_pack, _options) = (pack, options);
        _register = options.Register ?? new OpenTraderRegister(pack);
    }

    /// <summary>Makes a validator.</summary>
    /// <param name="pack">The specification.</param>
    /// <param name="register">Who exists and which references were used; null for a register that knows every well-formed EORI of the
    /// Union.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    public EnsValidator(SpecPack pack, ITraderRegister? register = null, EnsLimits? limits = null)
        : this(pack, new ValidationOptions { Register = register, Limits = limits ?? new EnsLimits() }) { }

    /// <summary>Checks a message and gives its tree too, when it can be read as a message.</summary>
    public ReadResult ReadAndValidate(ReadOnlyMemory<byte> message) => ReadAndValidate(message, _options.Clock.GetUtcNow());

    /// <summary>Checks a message that was received at some time: codes must have been in force on that day.</summary>
    public ReadResult ReadAndValidate(ReadOnlyMemory<byte> message, DateTimeOffset receivedAt)
    {
        using var stream = MessageBytes.Open(message);
        return Run(stream, receivedAt, keepTree: true);
    }

    /// <summary>Checks a message; what no rule needs any more is forgotten on the way.</summary>
    public IReadOnlyList<ValidationFinding> Validate(ReadOnlyMemory<byte> message)
    {
        using var stream = MessageBytes.Open(message);
        return Validate(stream);
    }

    /// <summary>Checks a message of any size, in memory that follows the depth and the widest part a rule looks at.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IReadOnlyList<ValidationFinding> Validate(Stream message) => Run(message, _options.Clock.GetUtcNow(), keepTree: false).Findings;

    private ReadResult Run(Stream message, DateTimeOffset receivedAt, bool keepTree)
    {
        var findings = new FindingSink(_pack, _options.Limits.MaxFindings, _options.Strict);
        var day = DateOnly.FromDateTime(receivedAt.UtcDateTime);
        var run = new ValidationRun(_pack, _rules, _register, findings, day, keepTree);
        var read = new MessageWalk(_pack, _options.Limits, run, findings).Read(message);
        return new ReadResult(keepTree ? read : null, findings.InOrder()) { Hints = findings.HintsInOrder(), Notes = findings.Notes.Notes };
    }
}
