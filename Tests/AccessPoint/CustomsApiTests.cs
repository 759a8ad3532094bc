using System.Net;
using Ics2.AccessPoint.Settings;
using Ics2.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Ics2.Tests.AccessPoint;

public sealed class CustomsApiTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Two_hundred_days_pass_before_the_call_returns_also_after_a_restart()
    {
        var start = TimeProvider.System.GetUtcNow();
        string mrn;
        await using (var host = await StartAsync(start))
        {
            mrn = await FileAsync(host, "LRN-1");
            (await host.GetAsync("/clock")).GetProperty("mode").GetString().ShouldBe("manual");
            await DoneAsync(host.PostJsonAsync("/clock/advance", new { by = "199d" }));
            (await host.GetAsync("/filings/" + mrn)).GetProperty("state").GetString().ShouldBe("accepted");
        }

        await using var again = await StartAsync(start.AddDays(199));
        await DoneAsync(again.PostJsonAsync("/clock/advance", new { by = "P1D" }));

        var filing = await again.GetAsync("/filings/" + mrn);
        filing.GetProperty("state").GetString().ShouldBe("invalidated");
        filing
            .GetProperty("history")
            .EnumerateArray()
            .Select(one => one.GetProperty("event").GetString())
            .Last()
            .ShouldBe("FilingInvalidated");
        (await again.GetAsync("/messages?direction=out")).GetProperty("messages").GetArrayLength().ShouldBe(1); // the IE3R01
    }

    [Fact]
    public async Task An_officer_asks_and_assesses_and_what_is_impossible_changes_nothing()
    {
        await using var host = await StartAsync(TimeProvider.System.GetUtcNow());
        var actions = $"/filings/{await FileAsync(host, "LRN-1")}/actions";

        await DoneAsync(
            host.PostJsonAsync(
                actions,
                new
                {
                    action = "sendReferral",
                    type = "RFI",
                    text = "What is it?",
                }
            )
        );
        (await Status(host.PostJsonAsync(actions, new { action = "sendReferral", type = "RFS" }))).ShouldBe(HttpStatusCode.Conflict);
        await DoneAsync(host.PostJsonAsync(actions, new { action = "setRiskResult", result = "noRisk" }));
        (await Status(host.PostJsonAsync(actions, new { action = "setRiskResult", result = "noRisk" }))).ShouldBe(HttpStatusCode.Conflict);
        (await Status(host.PostJsonAsync(actions, new { action = "present" }))).ShouldBe(HttpStatusCode.Conflict);
        (await Status(host.PostJsonAsync(actions, new { action = "decideControl", office = "NOWHERE1" }))).ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await Status(host.PostJsonAsync(actions, new { action = "dance" }))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(host.PostJsonAsync(actions, new { action = "expireTimer", timer = "0" }))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(host.PostJsonAsync("/filings/26BE00000000001AT9/actions", new { action = "present" }))).ShouldBe(
            HttpStatusCode.NotFound
        );

        (await host.GetAsync("/messages?direction=out"))
            .GetProperty("messages")
            .EnumerateArray()
            .Select(row => row.GetProperty("action").GetString())
            .ShouldBe(["IE3R01", "IE3Q02", "IE3N03"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_next_message_is_refused_by_order_and_everything_is_forgotten_by_order()
    {
        await using var host = await StartAsync(TimeProvider.System.GetUtcNow());
        await DoneAsync(
            host.PostJsonAsync(
                "/refusals",
                new
                {
                    message = "IE3N01",
                    code = "92",
                    text = "Ordered.",
                    pointer = "LRN",
                }
            )
        );
        (
            await Status(
                host.PostJsonAsync(
                    "/refusals",
                    new
                    {
                        message = "IE3R01",
                        code = "92",
                        text = "Ordered.",
                    }
                )
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1")));
        await host.UntilAsync(
            "/messages?direction=out",
            answer => answer.GetProperty("messages").EnumerateArray().Any(row => row.GetProperty("action").GetString() == "IE3N01")
        );

        await DoneAsync(host.PostJsonAsync("/reset", new { }));

        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBe(0);
        (await host.GetAsync("/filings")).GetProperty("filings").GetArrayLength().ShouldBe(0);
        await FileAsync(host, "LRN-1");
    }

    [Fact]
    public async Task A_playbook_is_put_in_force_and_one_that_makes_no_sense_is_refused_with_the_line()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using (
            var put = new StringContent(
                "rules:\n  - name: all\n    when: { message: IE3F10 }\n    then:\n      - refuse: { message: IE3N01, code: 92, text: Closed. }\n"
            )
        )
        {
            await DoneAsync(host.PutAsync("/playbook", put));
        }

        using var wrong = new StringContent("rules:\n  - name: all\n    when: { message: IE3F10 }\n    then: [dance]\n");
        using var refused = await host.PutAsync("/playbook", wrong);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(host.Patience)).ShouldContain("line 4");

        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1")));
        await host.UntilAsync(
            "/messages?direction=out",
            answer => answer.GetProperty("messages").EnumerateArray().Any(row => row.GetProperty("action").GetString() == "IE3N01")
        );
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1d")]
    [InlineData("99999d")]
    [InlineData("P-1D")]
    public async Task Time_goes_forward_only_and_not_for_ever(string by)
    {
        await using var host = await StartAsync(TimeProvider.System.GetUtcNow());
        (await Status(host.PostJsonAsync("/clock/advance", new { by }))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_real_clock_cannot_be_moved()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        (await Status(host.PostJsonAsync("/clock/advance", new { by = "1d" }))).ShouldBe(HttpStatusCode.Conflict);
    }

    // As OpenAPI writes it: the names of what varies alone.
    private static string Plain(RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                segment.Parts[0] is RoutePatternParameterPart part
                    ? $"{{{part.Name}}}"
                    : ((RoutePatternLiteralPart)segment.Parts[0]).Content
            )
        );

    [Fact]
    public async Task The_API_document_has_every_route_and_no_other()
    {
        IEndpointRouteBuilder? routes = null;
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { ExtendManagement = builder => routes = builder }
        );

        var mapped = routes
            .ShouldNotBeNull()
            .DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != "/openapi.json")
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single().ToLowerInvariant()} {Plain(endpoint.RoutePattern)}"
            );
        var described = (await host.GetAsync("/openapi.json"))
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => (Name: $"{method.Name} {path.Name}", About: method.Value)))
            .ToList();
        described.Select(route => route.Name).ShouldBe(mapped, ignoreOrder: true);
        foreach (var (name, about) in described)
        {
            about.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
            about.GetProperty("responses").EnumerateObject().ShouldNotBeEmpty(name);
            about
                .TryGetProperty("requestBody", out _)
                .ShouldBe(
                    name.StartsWith("put", StringComparison.Ordinal)
                        || name.StartsWith("patch", StringComparison.Ordinal)
                        || (
                            name.StartsWith("post", StringComparison.Ordinal) && name is not ("post /reset" or "post /rehearsals/{id}/stop")
                        ),
                    name
                );
        }

        var action = described
            .Single(route => route.Name == "post /filings/{mrn}/actions")
            .About.GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema")
            .GetProperty("properties");
        action.EnumerateObject().Select(property => property.Name).ShouldContain("houseDocument", StringComparer.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return response.StatusCode;
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<RunningHost> StartAsync(DateTimeOffset now) =>
        RunningHost.StartAsync(pki, _folder.Path, options => options with { CustomsClock = new ManualClock(now) });

    private async Task<string> FileAsync(RunningHost host, string lrn)
    {
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample(lrn)));
        var filings = await host.UntilAsync(
            "/filings",
            answer => answer.GetProperty("filings").EnumerateArray().Any(filing => filing.GetProperty("lrn").GetString() == lrn)
        );
        return filings
            .GetProperty("filings")
            .EnumerateArray()
            .First(filing => filing.GetProperty("lrn").GetString() == lrn)
            .GetProperty("mrn")
            .GetString()
            .ShouldNotBeNull();
    }
}
