using System.Collections.Concurrent;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Values;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// What customs knows about traders when it checks a message (R3005). What is declared about single EORIs goes before what the register
/// knows by
/// itself, and what is declared while it runs before what was given at the start; it is kept in the store, and holds at other nodes within
/// a second.
/// </summary>
internal sealed class EoriRegister : ITraderRegister
{
    private const string Setting = "eori/";

    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    private readonly ISettings _settings;
    private readonly IOperators _traders;
    private readonly OpenTraderRegister _open;
    private readonly ConcurrentDictionary<string, bool> _declared = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private long _readAt;

    public EoriRegister(ISettings settings, IOperators traders, SpecPack pack, EoriRegisterOptions options, TimeProvider clock)
    {
        _clock = clock;
        _settings = settings;
        _traders = traders;
        _open = new OpenTraderRegister(pack);
        Strict = options.Strict;
        foreach (var (eoris, exists) in new[] { (options.Known, true), (options.Unknown, false) })
        {
            foreach (var eori in eoris)
            {
                _declared[eori] = exists;
            }
        }

        ReadStored();
    }

    /// <summary>Knows enrolled traders and declared EORIs only.</summary>
    public bool Strict { get; }

    /// <summary>What was declared, in order.</summary>
    public IEnumerable<(string Eori, bool Exists)> Declared =>
        Known().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value));

    /// <summary>Declares that an EORI exists, or that it does not.</summary>
    public async Task DeclareAsync(Eori eori, bool exists)
    {
        await _settings.PutSettingAsync(Setting + eori.Value, exists ? "exists" : "unknown");
        _declared[eori.Value] = exists;
    }

    public bool Exists(Eori eori) =>
        Known().TryGetValue(eori.Value, out var exists) ? exists
        : Strict ? IsEnrolled(eori.Value)
        : _open.Exists(eori);

    /// <summary>
    /// Customs itself says so, where references are part of the state a decision rests on (R3003, lifecycle 4.2 B); here it could only be
    /// said too early.
    /// </summary>
    public bool IsUsed(string messageId, string party, string reference) => false;

    private ConcurrentDictionary<string, bool> Known()
    {
        if (_clock.GetElapsedTime(Interlocked.Read(ref _readAt)) > ReadEvery)
        {
            ReadStored();
        }

        return _declared;
    }

    private void ReadStored()
    {
        Interlocked.Exchange(ref _readAt, _clock.GetTimestamp());
        foreach (var (name, value) in _settings.Settings(Setting))
        {
            _declared[name[Setting.Length..]] = value == "exists";
        }
    }

    private bool IsEnrolled(string eori) => _traders.Operators().Any(entry => entry.PartyId.Eori == eori);
}
