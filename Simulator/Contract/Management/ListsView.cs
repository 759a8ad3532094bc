namespace Ics2.Contract.Management;

/// <summary>What <c>GET /trusted-lists</c> answers.</summary>
/// <param name="Lists">One per list that customs goes by.</param>
public sealed record ListsView(IReadOnlyList<ListView> Lists);

/// <summary>How one trusted list fares.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Version">Version of the format (ETSI TS 119 612); null while it could not be used.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="NextUpdate">Until when it counts.</param>
/// <param name="Services">How many CAs it lists.</param>
/// <param name="Notes">What is odd about it.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Problem">Why it is not used.</param>
public sealed record ListView(
    string Location,
    string? Territory,
    int? Version,
    long? Sequence,
    DateTimeOffset? NextUpdate,
    int? Services,
    IReadOnlyList<string>? Notes,
    DateTimeOffset? LoadedAt,
    string? Problem
);
