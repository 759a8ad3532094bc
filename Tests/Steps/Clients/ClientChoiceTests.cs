using Ics2.StepDefinitions.Clients;

namespace Ics2.Tests.Steps.Clients;

public sealed class ClientChoiceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("builtin", "builtin")]
    [InlineData("exec:./client.sh --fast", "exec:./client.sh --fast")]
    [InlineData("exec:\"/opt/my client/run\" 'a b'", "exec:/opt/my client/run a b")]
    [InlineData("http:http://localhost:9/hook", "http:http://localhost:9/hook")]
    [InlineData("http://localhost:9/hook", "http:http://localhost:9/hook")]
    public void Names_a_client(string text, string name)
    {
        ClientChoice.TryParse(text, Limit, out var client, out var why).ShouldBeTrue(why);
        using (client as IDisposable)
        {
            client!.Name.ShouldBe(name);
        }
    }

    [Theory]
    [InlineData("exec:", "needs a command")]
    [InlineData("exec:run \"half", "has to close")]
    [InlineData("ftp://host/", "is no client")]
    [InlineData("http:nowhere", "is no client")]
    [InlineData("mine", "is no client")]
    public void Says_why_it_is_none(string text, string because)
    {
        ClientChoice.TryParse(text, Limit, out _, out var why).ShouldBeFalse();
        why.ShouldContain(because);
    }
}
