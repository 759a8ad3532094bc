using System.Net;
using System.Net.Sockets;
using Ics2.AccessPoint.Outbox;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>Whom customs lets itself be made to speak to, and how often where nobody is.</summary>
public sealed class PushTargetsTests(PkiFixture pki)
{
    private static readonly PushFault Nobody = new("nobody there", Unreachable: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.0.9", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::ffff:127.0.0.1]", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.0.1", true)]
    [InlineData("[fd00::1]", true)]
    [InlineData("customs.example", true)] // where it leads is known when it is connected to
    [InlineData("9.255.255.255", false)]
    [InlineData("11.0.0.0", false)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.32.0.0", false)]
    [InlineData("192.167.255.255", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("0xCB007107", false)] // the same, as URLs may write it
    [InlineData("[::ffff:203.0.113.7]", false)]
    [InlineData("[fe80::1]", false)]
    [InlineData("[2001:db8::1]", false)]
    public void Addresses_of_this_machine_and_of_private_networks_are_allowed_and_all_others_by_a_switch(string host, bool allowed)
    {
        var url = new Uri($"https://{host}:8443/as4");

        (new PushTargets(anywhere: false).Refusal(url) is null).ShouldBe(allowed);
        new PushTargets(anywhere: true).Refusal(url).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_name_leads_to_is_judged_when_it_is_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var targets = new PushTargets(anywhere: false);

        await using (await targets.ConnectAsync("localhost", port, Ct))
        {
            (
                await Should.ThrowAsync<HttpRequestException>(async () => await targets.ConnectAsync("203.0.113.7", port, Ct))
            ).Message.ShouldBe(
                "203.0.113.7 leads to 203.0.113.7: expected an address of this machine or of a private network, since others are not pushed to "
                    + "without 'serve --push-anywhere'"
            );
        }
    }

    [Fact]
    public async Task An_operator_outside_is_refused_by_the_API_with_the_field()
    {
        using var folder = new TempFolder();
        await using var host = await RunningHost.StartAsync(pki, folder.Path);

        using var refused = await host.PutAsync("/operators/BE0123456789", new { channel = "push", pushUrl = "https://203.0.113.7/as4" });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(host.Patience)).ShouldContain("pushUrl: expected an address of this machine");
        (await host.GetAsync("/operators/BE0123456789")).GetProperty("channel").GetString().ShouldBe("pull");
    }

    [Fact]
    public void An_address_where_nobody_is_rests_twice_as_long_each_time_until_somebody_answers()
    {
        var dead = new DeadAddresses(TimeSpan.FromSeconds(5));

        TimeSpan Rest(PushFault? fault, string url = "https://a/") => dead.After(url, fault);

        Enumerable.Range(0, 40).Select(_ => Rest(Nobody).TotalSeconds).ShouldBe([1, 2, 4, .. Enumerable.Repeat(5.0, 37)]);
        Rest(Nobody, "https://b/").ShouldBe(TimeSpan.FromSeconds(1));
        Rest(new PushFault("HTTP 500")).ShouldBe(TimeSpan.Zero);
        Rest(Nobody).ShouldBe(TimeSpan.FromSeconds(1));
        Rest(null).ShouldBe(TimeSpan.Zero);
        Rest(Nobody).ShouldBe(TimeSpan.FromSeconds(1));
    }
}
