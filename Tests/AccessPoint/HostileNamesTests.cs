using System.Net;
using System.Text;
using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>Messages that others named: whatever RFC 2822 lets an id be made of, it is found under it.</summary>
public sealed class HostileNamesTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("a/b@trader.example.eu")]
    [InlineData("a%2Fb/%252F@trader.example.eu")]
    [InlineData("//#?&=+'{}|~^`!$*@trader.example.eu")]
    public async Task A_message_is_found_under_an_id_with_slashes_and_percent_signs(string id)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var filing = pki.Trader.Lodge(pki.Trader.Header() with { MessageId = MessageId.Parse(id) }, AccessPointHostTests.Sample("LRN-1"));
        (await host.PostAsync(pki.Trader, filing)).Status.ShouldBe(200);

        var path = "/messages/" + Uri.EscapeDataString(id);
        (await host.GetAsync(path)).GetProperty("messageId").GetString().ShouldBe(id);
        using var raw = await host.GetResponseAsync(path + "/raw");
        (await raw.Content.ReadAsByteArrayAsync(host.Patience)).ShouldBe(filing.Wire.Body.ToArray());
        (await host.GetAsync(path + "/document")).GetProperty("message").GetString().ShouldBe("IE3F10");
        using var other = await host.GetResponseAsync(path + "x");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_content_type_with_letters_that_HTTP_has_not_does_not_break_the_view()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1"));
        using var client = host.Client(pki.Trader.Tls.Certificate, headers: Encoding.UTF8);
        using var content = new ReadOnlyMemoryContent(filing.Wire.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", filing.Wire.ContentType + "; note=\"caf\u00e9\"");
        using var posted = await client.PostAsync(host.Host.As4, content, host.Patience);
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var raw = await host.GetResponseAsync($"/messages/{filing.MessageId}/raw");
        raw.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await raw.Content.ReadAsByteArrayAsync(host.Patience)).ShouldBe(filing.Wire.Body.ToArray());
        raw.Headers.GetValues("X-As4-Content-Type").ShouldHaveSingleItem().ShouldContain("note=");
    }

    public void Dispose() => _folder.Dispose();
}
