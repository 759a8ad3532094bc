using Ics2.Trust.Lists;

namespace Ics2.Simulator;

/// <summary>What <c>GET /trusted-lists</c> answers.</summary>
/// <param name="Lists">One per list that customs goes by.</param>
internal sealed record ListsView(IEnumerable<ListView> Lists);

/// <summary>How one list fares.</summary>
internal sealed record ListView(
    string Location,
    string? Territory,
    int? Version,
    long? Sequence,
    DateTimeOffset? NextUpdate,
    int? Services,
    IReadOnlyList<string>? Notes,
    DateTimeOffset? LoadedAt,
    string? Problem
)
{
    public static ListView Of(ListState state) =>
        new(
            state.Location,
            state.Territory,
            state.List?.Version,
            state.List?.Sequence,
            state.List?.NextUpdate,
            state.List?.Services.Count,
            state.List?.Notes,
            state.LoadedAt,
            state.Problem
        );
}
