using Ics2.Contract.Traders;

namespace Ics2.Contract.Management;

/// <summary>What <c>GET /operators</c> answers.</summary>
/// <param name="Operators">All entries.</param>
public sealed record OperatorList(IReadOnlyList<OperatorView> Operators);

/// <summary>What customs has on file about an operator (lifecycle 1.2).</summary>
/// <param name="PartyId">Full party id.</param>
/// <param name="Channel">How it gets messages.</param>
/// <param name="PushUrl">Where they are pushed to.</param>
/// <param name="Connected">Whether its side is up.</param>
/// <param name="AeoSecurity">Whether it holds AEOS.</param>
/// <param name="Unsubscribed">Messages it does not want.</param>
public sealed record OperatorView(
    string PartyId,
    string Eori,
    ReplyChannel Channel,
    string? PushUrl,
    bool Connected,
    bool AeoSecurity,
    IReadOnlyList<string> Unsubscribed
);

/// <summary>What <c>PUT /operators/{partyId}</c> takes, and <c>PATCH</c> some of: there, what is null stays.</summary>
public sealed record OperatorEntry
{
    /// <summary>How the trader gets messages.</summary>
    public ReplyChannel? Channel { get; init; }

    /// <summary>Where to push; https.</summary>
    public string? PushUrl { get; init; }

    /// <summary>Whether its side is up: otherwise nothing is pushed, and no copies and no IE3N11 are made for it (lifecycle 1.3).</summary>
    public bool? Connected { get; init; }

    /// <summary>Holds an AEOS authorisation, so it may be warned of controls (IE3N09).</summary>
    public bool? AeoSecurity { get; init; }

    /// <summary>Messages it does not want: R01 (as carrier), N02, N03, N04, N05, N07, N09. By default it wants all (DEC-1).</summary>
    public IReadOnlyList<string>? Unsubscribed { get; init; }
}
