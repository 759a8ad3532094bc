using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;

namespace Ics2.Ens.Findings;

/// <summary>What customs knows about traders when it checks a message; the access point answers from its own data.</summary>
public interface ITraderRegister
{
    /// <summary>Is the EORI known (R3005)?</summary>
    bool Exists(Eori eori);

    /// <summary>Has this party used this reference before (R3003)?</summary>
    /// <param name="messageId">The message that carries the reference; filings share one set of LRNs, arrivals and consultations have
    /// theirs.</param>
    /// <param name="party">The EORI of the declarant, of the person notifying (IE3N06) or of the requester (IE3Q05).</param>
    /// <param name="reference">The LRN, or the functional reference of IE3Q05.</param>
    bool IsUsed(string messageId, string party, string reference);
}

/// <summary>
/// The register of a newcomer: every well-formed EORI of a Member State or of Northern Ireland exists, and no reference was used before
/// (DESIGN section 3, "Which EORI exists").
/// </summary>
public sealed class OpenTraderRegister(SpecPack pack) : ITraderRegister
{
    /// <inheritdoc/>
    public bool Exists(Eori eori) => pack.IsEntryCountry(eori.Country);

    /// <inheritdoc/>
    public bool IsUsed(string messageId, string party, string reference) => false;
}
