using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Ics2.TrustServices;

/// <summary>How a service misbehaves on demand.</summary>
public enum ServiceFault
{
    /// <summary>It works.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>HTTP 503, as a service that is down behind its gateway.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>HTTP 500.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>HTTP 200 with a page that is none of what was asked for.</summary>
    [JsonStringEnumMemberName("garbled")]
    Garbled,

    /// <summary>HTTP 403: the caller is refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>A fault as ordered over HTTP.</summary>
/// <param name="Fault">What happens.</param>
/// <param name="DelayMilliseconds">How long every answer is held back, at most a minute; with <see cref="ServiceFault.None"/> the right
/// answer comes late.</param>
public sealed record FaultOrder(ServiceFault Fault, int DelayMilliseconds = 0);

/// <summary>The fault switch of one service.</summary>
public sealed class FaultSwitch
{
    private const int LongestDelay = 60_000;
    private const int MaxParties = 10_000;

    private readonly ConcurrentDictionary<string, FaultOrder> _parties = new(StringComparer.Ordinal);
    private volatile FaultOrder _order = new(ServiceFault.None);

    /// <summary>What is in force.</summary>
    public FaultOrder Order => _order;

    /// <summary>Puts a fault in force until the next order.</summary>
    public void Set(FaultOrder next) => _order = Bounded(next);

    /// <summary>What is in force when the service is asked about one EORI.</summary>
    public FaultOrder OrderFor(string eori) => _parties.GetValueOrDefault(eori) ?? _order;

    /// <summary>Puts a fault in force for one EORI alone; none lifts it.</summary>
    /// <returns>False when there are too many.</returns>
    public bool Set(string eori, FaultOrder next)
    {
        if (next is { Fault: ServiceFault.None, DelayMilliseconds: 0 })
        {
            _parties.TryRemove(eori, out _);
            return true;
        }

        if (_parties.Count >= MaxParties && !_parties.ContainsKey(eori))
        {
            return false;
        }

        _parties[eori] = Bounded(next);
        return true;
    }

    private static FaultOrder Bounded(FaultOrder next) =>
        next with
        {
            DelayMilliseconds = Math.Clamp(next.DelayMilliseconds, 0, LongestDelay),
        };
}

/// <summary>JSON of what the simulator itself offers beside the services.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaultOrder))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
