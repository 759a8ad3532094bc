using System.Net;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>The door of the management API: what a page of another origin, or a name that was made to lead here, can do.</summary>
public sealed class ManagementDoorTests(PkiFixture pki) : IDisposable
{
    private const string Token = "0123456789abcdef";

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Foreign { get; } =
        new()
        {
            { "Host", "attacker.example:8446" },
            { "Host", "localhost.attacker.example" },
            { "Origin", "http://attacker.example" },
            { "Origin", "null" },
            { "Origin", "http://localhost:1" },
            { "Origin", "https://localhost" },
            { "Sec-Fetch-Site", "cross-site" },
            { "Sec-Fetch-Site", "same-site" },
        };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_page_of_another_origin_reads_and_changes_nothing(string header, string value)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));

        var expected = header == "Host" ? HttpStatusCode.MisdirectedRequest : HttpStatusCode.Forbidden;
        (await AskAsync(host, HttpMethod.Post, "/reset", (header, value))).Status.ShouldBe(expected);
        var read = await AskAsync(host, HttpMethod.Get, "/messages", (header, value));
        read.Status.ShouldBe(expected);
        read.Body.ShouldNotContain("IE3F10");
        read.Body.ShouldContain("expected");
        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("Host", "LOCALHOST")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Host", "[::1]:1")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task This_machine_by_its_names_and_its_own_pages_may(string header, string value)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        (await AskAsync(host, HttpMethod.Get, "/messages", (header, value))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_configured_name_may_too()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { HostName = "customs.example" });

        (await AskAsync(host, HttpMethod.Get, "/messages", ("Host", "customs.example:8446"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_from_another_page_opens_a_page_and_a_frame_does_not()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        (string, string)[] link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];

        (await AskAsync(host, HttpMethod.Get, "/clock", [.. link, ("Sec-Fetch-Dest", "document")])).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(host, HttpMethod.Get, "/clock", [.. link, ("Sec-Fetch-Dest", "iframe")])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(host, HttpMethod.Post, "/reset", [.. link, ("Sec-Fetch-Dest", "document")])).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task Whoever_shows_the_token_is_no_foreign_page_whatever_name_it_uses()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { ManagementToken = Token });

        (
            await AskAsync(host, HttpMethod.Get, "/messages", ("Host", "customs.internal:8446"), ("Authorization", "Bearer " + Token))
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Private_keys_go_out_with_the_token_only_and_enrolments_need_none_on_loopback()
    {
        await using var customs = await Ics2Simulator.StartAsync(new SimulatorOptions(_folder.Path));
        using var http = new HttpClient { BaseAddress = customs.AccessPoint.Management };
        var cancellationToken = TestContext.Current.CancellationToken;

        using var refused = await http.GetAsync(At("trust/certificates"), cancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync(cancellationToken)).ShouldNotContain("PRIVATE KEY");

        using var enrolled = await http.PostAsync(
            At("enrolments"),
            new StringContent("""{ "partyId": "BE0123456789" }"""),
            cancellationToken
        );
        enrolled.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);

        http.DefaultRequestHeaders.Authorization = new("Bearer", customs.ManagementToken);
        using var given = await http.GetAsync(At("trust/certificates"), cancellationToken);
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await given.Content.ReadAsStringAsync(cancellationToken)).ShouldContain("PRIVATE KEY");
    }

    [Fact]
    public async Task A_person_elsewhere_is_asked_for_the_token_once()
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { ManagementAddress = IPAddress.Any, ManagementToken = Token }
        );
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = host.Host.Management };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var asked = await browser.GetAsync(At("clock?x=1"), host.Patience);
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = asked.Headers.Location!.OriginalString;
        (await browser.GetStringAsync(At(page), host.Patience)).ShouldContain("Token");

        using var wrong = await SignInAsync(browser, page, "another-token-altogether", host.Patience);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var right = await SignInAsync(browser, page, Token, host.Patience);
        right.Headers.Location!.OriginalString.ShouldBe("/clock?x=1");
        var cookie = right.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(Token);

        using var let = await browser.GetAsync(At("clock"), host.Patience);
        let.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var keys = new HttpRequestMessage(HttpMethod.Get, "clock") { Headers = { { "Origin", "http://attacker.example" } } };
        using var foreign = await browser.SendAsync(keys, host.Patience);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden); // the cookie alone does not make it ours
    }

    [Theory]
    [InlineData("//attacker.example")]
    [InlineData("/\\attacker.example")]
    [InlineData("https://attacker.example")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { ManagementAddress = IPAddress.Any, ManagementToken = Token }
        );
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Host.Management };

        using var right = await SignInAsync(browser, "sign-in?to=" + Uri.EscapeDataString(to), Token, host.Patience);
        right.Headers.Location!.OriginalString.ShouldBe("/");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<HttpResponseMessage> SignInAsync(
        HttpClient browser,
        string page,
        string token,
        CancellationToken cancellationToken
    ) => browser.PostAsync(At(page), new FormUrlEncodedContent([new("token", token)]), cancellationToken);

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(
        RunningHost host,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var http = new HttpClient { BaseAddress = host.Host.Management };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await http.SendAsync(request, host.Patience);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(host.Patience));
    }
}
