using System.Collections.Concurrent;
using Ics2.AccessPoint.Storing;
using Ics2.Ens;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// What customs knows about traders when it checks a message (R3005). What is declared about single EORIs holds until the end of the process;
/// it goes before what the register knows by itself.
/// </summary>
internal sealed class EoriRegister : ITraderRegister
{
    private readonly IStore store;
    private readonly OpenTraderRegister open;
    private readonly ConcurrentDictionary<string, bool> declared = new(StringComparer.Ordinal);

    public EoriRegister(IStore store, SpecPack pack, EoriRegisterOptions options)
    {
        this.store = store;
        open = new OpenTraderRegister(pack);
        Strict = options.Strict;
        foreach (var (eoris, exists) in new[] { (options.Known, true), (options.Unknown, false) })
        {
            foreach (var eori in eoris)
            {
                declared[eori] = exists;
            }
        }
    }

    /// <summary>Knows enrolled traders and declared EORIs only.</summary>
    public bool Strict { get; }

    /// <summary>What was declared, in order.</summary>
    public IEnumerable<(string Eori, bool Exists)> Declared => declared.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value));

    /// <summary>Declares that an EORI exists, or that it does not.</summary>
    public void Declare(Eori eori, bool exists) => declared[eori.Value] = exists;

    public bool Exists(Eori eori) =>
        declared.TryGetValue(eori.Value, out var exists) ? exists : Strict ? IsEnrolled(eori.Value) : open.Exists(eori);

    /// <summary>Customs itself says so, where references are part of the state a decision rests on (R3003, lifecycle 4.2 B); here it could only be said too early.</summary>
    public bool IsUsed(string messageId, string party, string reference) => false;

    private bool IsEnrolled(string eori) => store.Operators().Any(entry => entry.PartyId == eori || entry.PartyId.EndsWith("@" + eori, StringComparison.Ordinal));
}
