using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>Whom the listeners answer, and under which names: this machine alone, in both families, or others on purpose.</summary>
public sealed class OpenToOthersTests(PkiFixture pki) : IDisposable
{
    private readonly PreparedData _data = new(pki);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_listeners_answer_on_loopback_in_both_families_under_one_port()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && HasIPv6Loopback(), "there is no ::1 here");
        await using var customs = await Ics2Simulator.StartAsync(new SimulatorOptions(_data.Data));

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            foreach (var port in new[] { customs.AccessPoint.As4.Port, customs.AccessPoint.Management.Port })
            {
                using var tcp = new TcpClient(address.AddressFamily);
                await tcp.ConnectAsync(address, port, Ct);
            }
        }
    }

    [Fact]
    public async Task A_port_that_somebody_has_in_one_family_is_said_to_be_in_use()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && HasIPv6Loopback(), "there is no ::1 here");
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Should.ThrowAsync<IOException>(() =>
            Ics2Simulator.StartAsync(new SimulatorOptions(_data.Data) { As4Port = port })
        );

        refused.Message.ShouldContain($"Port {port} of localhost is in use");
    }

    [Fact]
    public async Task Its_TLS_certificate_is_good_for_every_name_it_was_told_and_a_trader_files_under_one()
    {
        await using (await Ics2Simulator.StartAsync(new SimulatorOptions(_data.Data)))
        {
            using var before = Certificate();
            before.MatchesHostname("customs.example").ShouldBeFalse();
        }

        await using var customs = await Ics2Simulator.StartAsync(
            new SimulatorOptions(_data.Data)
            {
                BindAddress = IPAddress.Any,
                HostName = "customs.example",
                OtherHostNames = ["127.0.0.2", "xn--zoll-5qa.example"],
            }
        );

        using var certificate = Certificate();
        string[] names = ["localhost", "127.0.0.1", "::1", "customs.example", "127.0.0.2", "xn--zoll-5qa.example"];
        names.ShouldAllBe(name => certificate.MatchesHostname(name, true, false));
        customs.AccessPoint.As4.Host.ShouldBe("customs.example");
        customs.AccessPoint.Management.Host.ShouldBe("127.0.0.1"); // which stays at home
        var enrolled = await customs.Enrolment.EnrolAsync(new("BE0123456789"), Ct);
        enrolled.Settings.Endpoint.ShouldBe(customs.AccessPoint.As4);
        using var trader = new WireTrader(
            new UriBuilder(customs.AccessPoint.As4) { Host = "127.0.0.2" }.Uri,
            enrolled,
            _data.Beside("trader")
        );
        var filing = trader.Filing();
        (await trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
    }

    [Fact]
    public async Task Serve_says_who_can_reach_what_in_its_second_line()
    {
        await using var serve = Ics2Process.Start([
            "serve",
            "--data",
            _data.Data,
            "--port",
            "0",
            "--management-port",
            "0",
            "--address",
            "[::]",
            "--host-name",
            "customs.example",
        ]);
        await serve.UntilErrorsAsync("Ctrl-C stops");

        await serve.SignalAsync("TERM");
        var lines = (await serve.EndAsync()).ShouldEndWith(0).Errors.Split('\n');
        lines[0].ShouldStartWith("watch http://127.0.0.1:");
        lines[1].ShouldStartWith("open to whoever reaches this machine: AS4; to this machine alone:");
    }

    public void Dispose() => _data.Dispose();

    private X509Certificate2 Certificate() => X509Certificate2.CreateFromPemFile(Path.Combine(_data.Data, "pki", "customs-tls.pem"));

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.IPv6Loopback, 0);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
