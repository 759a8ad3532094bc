using System.Diagnostics.CodeAnalysis;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Customs.Model;
using Ics2.Trust.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>Operator management of the management API (lifecycle 1.2).</summary>
internal sealed class OperatorsApi(IOperators traders, PushTargets targets, OutboxSignal outbox, TimeProvider clock)
{
    private const string Example =
        """JSON as { "channel": "pull" } or { "channel": "push", "pushUrl": "https://..." } or { "aeoSecurity": true }""";

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "operators";
        app.MapGet("/operators", () => Ok(new OperatorList([.. traders.Operators().Select(View)])))
            .About(tag, "All operators")
            .Gives<OperatorList>();
        app.MapGet("/operators/{partyId}", (string partyId) => Known(partyId, out var entry, out var wrong) ? Ok(View(entry)) : wrong)
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
        if (after.Channel == ReplyChannel.Push)
        {
            if (!Uri.TryCreate(after.PushUrl, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            {
                return Bad("an https URL in pushUrl for the channel push", after.PushUrl);
            }

            if (targets.Refusal(url) is { } notAllowed)
            {
                return Results.Json(
                    new Fault($"pushUrl: {notAllowed}; found {url.Host}"),
                    Json,
                    statusCode: StatusCodes.Status400BadRequest
                );
            }
        }

        if (after.Unsubscribed.FirstOrDefault(message => !OperatorFacts.Optional.Contains(message, StringComparer.Ordinal)) is { } unknown)
        {
            return Bad($"in unsubscribed some of {string.Join(", ", OperatorFacts.Optional)}", unknown);
        }

        await traders.PutOperatorAsync(after, clock.GetUtcNow());
        outbox.Raise();
        return Ok(View(after));
    }

    private static OperatorView View(Operator entry) =>
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
