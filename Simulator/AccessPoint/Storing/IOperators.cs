using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>The traders and their technical connections.</summary>
internal interface IOperators
{
    /// <summary>A trader's entry; null when there is none.</summary>
    Operator? Operator(TraderPartyId partyId);

    /// <summary>All entries.</summary>
    IReadOnlyList<Operator> Operators();

    /// <summary>Enters a trader or changes its entry. Messages that could not be pushed to it get a fresh set of attempts.</summary>
    Task PutOperatorAsync(Operator entry, DateTimeOffset now);
}
