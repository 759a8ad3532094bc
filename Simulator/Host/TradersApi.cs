using System.Text.Json;
using Ics2.AccessPoint.Management;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;
using Ics2.Trust.Preflight;
using Ics2.Trust.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ics2.Simulator;

/// <summary>The traders that were enrolled, as UUM&amp;DS and their certificates have them, and what one can do about them.</summary>
internal sealed class TradersApi(TrustSide trust, EnrolledCertificates certificates)
{
    private const string Tag = "enrolment";

    /// <summary>Enters the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/traders", ListAsync)
            .About(Tag, "The traders that were enrolled here: certificates with validity and flavour, and what UUM&DS has of them")
            .Gives<TraderList>();
        routes
            .MapPost("/traders/{partyId}/registration", ChangeAsync)
            .About(Tag, "Suspends or ends a registration in UUM&DS, or makes it active again", "status is active, suspended or ended.")
            .Takes<RegistrationChange>()
            .Gives<TraderList>();
        routes
            .MapPost("/preflight", PreflightAsync)
            .About(Tag, "Checks seal and TLS certificate of go-live, requirement by requirement; nothing of them is kept")
            .Takes<PreflightRequest>()
            .Gives<PreflightView>();
    }

    private static IResult Ok<T>(T value) => Results.Json(value, EnrolledTrader.Json);

    private static IResult Wrong(string why) =>
        Results.Json(new Fault(why), EnrolledTrader.Json, statusCode: StatusCodes.Status400BadRequest);

    private Task<IResult> ListAsync(CancellationToken cancellationToken) =>
        AskAsync(async () => Ok(new TraderList(await TradersAsync(cancellationToken))));

    // The registry, or the simulator that enrols for this one, may be away.
    private static async Task<IResult> AskAsync(Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception away) when (away is HttpRequestException or InvalidOperationException)
        {
            return Results.Json(new Fault(away.Message), EnrolledTrader.Json, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private async Task<IReadOnlyList<TraderView>> TradersAsync(CancellationToken cancellationToken)
    {
        var traders = trust.Other is { } other ? await other.TradersAsync() : certificates.Traders();
        var registered = (await trust.Registrations.ListAsync(eori: null, cancellationToken)).ToLookup(
            one => one.Sha256,
            StringComparer.OrdinalIgnoreCase
        );
        return
        [
            .. traders.Select(trader =>
                trader with
                {
                    Certificates =
                    [
                        .. trader.Certificates.Select(one =>
                            one with
                            {
                                Registration =
                                    one.Kind == "seal" && registered[one.Sha256].FirstOrDefault() is { } found
                                        ? new TraderRegistration(
                                            JsonNamingPolicy.CamelCase.ConvertName(found.Status.ToString()),
                                            found.Eori,
                                            found.MemberState,
                                            found.Ics2
                                        )
                                        : null,
                            }
                        ),
                    ],
                }
            ),
        ];
    }

    private async Task<IResult> ChangeAsync(string partyId, HttpRequest request)
    {
        var (change, wrong) = await ReadAsync<RegistrationChange>(request);
        if (change is null)
        {
            return Wrong($$"""expected { "sha256": "...", "status": "suspended" }: {{wrong}}""");
        }

        if (!Enum.TryParse<RegistrationStatus>(change.Status, ignoreCase: true, out var status) || !Enum.IsDefined(status))
        {
            return Wrong($"expected status active, suspended or ended, found '{change.Status}'");
        }

        return await AskAsync(() => SetAsync(partyId, change.Sha256, status, request.HttpContext.RequestAborted));
    }

    private async Task<IResult> SetAsync(string partyId, string sha256, RegistrationStatus status, CancellationToken cancellationToken)
    {
        var found = (await TradersAsync(cancellationToken))
            .Where(trader => trader.PartyId == partyId)
            .SelectMany(trader => trader.Certificates)
            .FirstOrDefault(one => one.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase));
        if (
            found?.Registration is not { } registration
            || !await trust.Registrations.SetStatusAsync(registration.Eori, found.Sha256, status, cancellationToken)
        )
        {
            return Wrong($"{partyId} has no registered seal {sha256}; GET /traders lists those there are");
        }

        trust.Forget();
        return Ok(new TraderList(await TradersAsync(cancellationToken)));
    }

    private async Task<IResult> PreflightAsync(HttpRequest request)
    {
        var (asked, wrong) = await ReadAsync<PreflightRequest>(request);
        if (asked is null)
        {
            return Wrong($$"""expected { "partyId": "BE0123456789", "seal": base64, "tls": base64 }: {{wrong}}""");
        }

        if (!TraderPartyId.TryParse(asked.PartyId, out var party, out var why))
        {
            return Wrong(why);
        }

        if (!CertificateFile.TryRead(asked.Seal, asked.Password, out var seal, out why))
        {
            return Wrong($"the seal cannot be read: {why}");
        }

        if (!CertificateFile.TryRead(asked.Tls, asked.Password, out var tls, out why))
        {
            return Wrong($"the TLS certificate cannot be read: {why}");
        }

        var report = await trust.PreflightAsync(
            new PreflightSubject(party, seal, tls) { PushHost = asked.PushUrl?.Host },
            request.HttpContext.RequestAborted
        );
        return Ok(
            new PreflightView(
                Word(report.Verdict),
                [
                    .. report.Checks.Select(check => new PreflightCheckView(
                        check.Id,
                        check.Certificate,
                        Word(check.Verdict),
                        check.Evidence,
                        check.Source,
                        check.Remedy
                    )),
                ]
            )
        );
    }

    private static string Word(PreflightVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());

    private static async Task<(T? Value, string? Wrong)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return (await request.ReadFromJsonAsync<T>(EnrolledTrader.Json, request.HttpContext.RequestAborted), "null");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return (null, malformed.Message);
        }
    }
}
