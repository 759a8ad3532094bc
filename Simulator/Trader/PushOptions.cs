using System.Net;

namespace Ics2.Trader;

/// <summary>Where a trader receives; defaults come from <c>pushUrl</c> in trader.json.</summary>
public sealed record PushOptions
{
    /// <summary>TCP port; 0 for any free one; null for that of <c>pushUrl</c>.</summary>
    public int? Port { get; init; }

    /// <summary>Path that takes messages; null for that of <c>pushUrl</c>, or <c>/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Address to listen on; null for loopback when <c>pushUrl</c> names this machine only (or there is none), otherwise every address.
    /// </summary>
    public IPAddress? Address { get; init; }

    /// <summary>Takes one line per refused or repeated message and per refused connection.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
