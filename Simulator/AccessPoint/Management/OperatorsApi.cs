using System.Diagnostics.CodeAnalysis;
using Ics2.AccessPoint.Storing;
using Ics2.Customs.Model;
using Ics2.Trust.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>What <c>PUT /operators/{partyId}</c> takes, and <c>PATCH</c> some of.</summary>
internal sealed record OperatorEntry
{
    /// <summary>How the trader gets messages.</summary>
    public OperatorChannel? Channel { get; init; }

    /// <summary>Where to push; https.</summary>
    public string? PushUrl { get; init; }

    /// <summary>Whether its side is up: otherwise nothing is pushed, and no copies and no IE3N11 are made for it (lifecycle 1.3).</summary>
    public bool? Connected { get; init; }

    /// <summary>Holds an AEOS authorisation, so it may be warned of controls (IE3N09).</summary>
    public bool? AeoSecurity { get; init; }

    /// <summary>Messages it does not want: R01 (as carrier), N02, N03, N04, N05, N07, N09. By default it wants all (DEC-1).</summary>
    public IReadOnlyList<string>? Unsubscribed { get; init; }
}

/// <summary>An operator as the API shows it.</summary>
internal sealed record OperatorView(
    string PartyId,
    string Eori,
    OperatorChannel Channel,
    string? PushUrl,
    bool Connected,
    bool AeoSecurity,
    IReadOnlyList<string> Unsubscribed
)
{
    public static OperatorView Of(Operator entry) =>
        new(
            entry.PartyId.ToString(),
            entry.PartyId.Eori,
            entry.Channel,
            entry.PushUrl,
            entry.Connected,
            entry.AeoSecurity,
            entry.Unsubscribed
        );
}

/// <summary>Operator management of the management API (lifecycle 1.2).</summary>
internal sealed class OperatorsApi(IOperators traders, OutboxSignal outbox, TimeProvider clock)
{
    private const string Example =
        """JSON as { "channel": "pull" } or { "channel": "push", "pushUrl": "https://..." } or { "aeoSecurity": true }""";

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "operators";
        app.MapGet("/operators", () => Ok(new OperatorList(traders.Operators().Select(OperatorView.Of))))
            .About(tag, "All operators")
            .Gives<OperatorList>();
        app.MapGet(
                "/operators/{partyId}",
                (string partyId) => Known(partyId, out var entry, out var wrong) ? Ok(OperatorView.Of(entry)) : wrong
            )
            .About(tag, "An operator by its party id; the default entry for one that nobody entered")
            .Gives<OperatorView>()
            .CanBeWrong();
        app.MapPut("/operators/{partyId}", (string partyId, HttpRequest request) => SetAsync(partyId, request, changeOnly: false))
            .About(tag, "Enters an operator or replaces its entry", "A channel is needed; what else is left out gets its default.")
            .Takes<OperatorEntry>()
            .Gives<OperatorView>();
        app.MapPatch("/operators/{partyId}", (string partyId, HttpRequest request) => SetAsync(partyId, request, changeOnly: true))
            .About(
                tag,
                "Changes what is said of an operator, and leaves the rest",
                "For example { \"aeoSecurity\": true, \"unsubscribed\": [\"N03\"] }."
            )
            .Takes<OperatorEntry>()
            .Gives<OperatorView>();
    }

    private bool Known(string partyId, [NotNullWhen(true)] out Operator? entry, [NotNullWhen(false)] out IResult? wrong)
    {
        var known = TraderPartyId.TryParse(partyId, out var id, out var why);
        entry = known ? traders.Operator(id!) ?? Operator.Unknown(id!) : null;
        wrong = known ? null : Bad(why!, partyId);
        return known;
    }

    private async Task<IResult> SetAsync(string partyId, HttpRequest request, bool changeOnly)
    {
        if (!Known(partyId, out var before, out var wrongId))
        {
            return wrongId;
        }

        var (asked, wrong) = await ReadAsync<OperatorEntry>(request, Example);
        if (asked is null)
        {
            return wrong!;
        }

        if (!changeOnly)
        {
            if (asked.Channel is null)
            {
                return Bad(Example, "no channel");
            }

            before = Operator.Unknown(before.PartyId);
        }

        var after = new Operator(
            before.PartyId,
            asked.Channel ?? before.Channel,
            asked.PushUrl ?? before.PushUrl,
            asked.Connected ?? before.Connected
        )
        {
            AeoSecurity = asked.AeoSecurity ?? before.AeoSecurity,
            Unsubscribed = asked.Unsubscribed ?? before.Unsubscribed,
        };
        if (
            after.Channel == OperatorChannel.Push
            && !(Uri.TryCreate(after.PushUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
        )
        {
            return Bad("an https URL in pushUrl for the channel push", after.PushUrl);
        }

        if (after.Unsubscribed.FirstOrDefault(message => !OperatorFacts.Optional.Contains(message, StringComparer.Ordinal)) is { } unknown)
        {
            return Bad($"in unsubscribed some of {string.Join(", ", OperatorFacts.Optional)}", unknown);
        }

        await traders.PutOperatorAsync(after, clock.GetUtcNow());
        outbox.Raise();
        return Ok(OperatorView.Of(after));
    }

    private sealed record OperatorList(IEnumerable<OperatorView> Operators);
}
