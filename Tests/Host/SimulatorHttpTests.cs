using System.Net;
using Ics2.Simulator;

namespace Ics2.Tests.Host;

/// <summary>Nothing that is a simulator's is asked for through a proxy, whatever the machine uses for the world outside.</summary>
public sealed class SimulatorHttpTests
{
    [Theory]
    [InlineData("http://localhost:8446/")]
    [InlineData("http://127.0.0.1:8446/")]
    [InlineData("http://[::1]:8446/")]
    [InlineData("http://simulator.example:8446/lists")]
    public void A_simulator_is_spoken_to_directly(string url) =>
        new ForTheWorldOutside(["simulator.example"], new EverythingThroughProxy()).GetProxy(new Uri(url)).ShouldBeNull();

    [Fact]
    public void The_world_outside_keeps_its_proxy() =>
        new ForTheWorldOutside(["simulator.example"], new EverythingThroughProxy())
            .GetProxy(new Uri("http://lists.example/lotl.xml"))
            .ShouldBe(new Uri("http://proxy.example:3128/"));

    private sealed class EverythingThroughProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => new("http://proxy.example:3128/");

        public bool IsBypassed(Uri host) => false;
    }
}
