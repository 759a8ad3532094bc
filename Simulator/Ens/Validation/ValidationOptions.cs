using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Validation;

/// <summary>What a validator goes by besides the specification.</summary>
public sealed record ValidationOptions
{
    /// <summary>Who exists and which references were used; null for a register that knows every well-formed EORI of the Union.</summary>
    public ITraderRegister? Register { get; init; }

    /// <summary>How much is read.</summary>
    public EnsLimits Limits { get; init; } = new();

    /// <summary>Forms of identifiers that are not of high trust (national EORI forms, check digits) are findings instead of hints.</summary>
    public bool Strict { get; init; }

    /// <summary>Tells the day on which codes must be in force, when no other day is given.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
