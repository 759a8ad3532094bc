using System.Net;
using Ics2.As4.Messages;
using Ics2.Contract.Management;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

public sealed class ContentApiTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task An_exchange_is_explained_with_the_lists_and_the_registry_of_the_access_point_that_took_it()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header() with { From = Nobody }, "<IE3F10/>"));

        var seen = await api.ExchangesAsync(cancellationToken: host.Patience);
        foreach (var exchange in seen)
        {
            var inspected = await api.InspectionAsync(exchange.Id, cancellationToken: host.Patience);
            (inspected.Verdict, inspected.Answer.Kind, inspected.Answer.Code).ShouldBe(
                (exchange.Verdict, exchange.Answer.Kind, exchange.Answer.Code)
            );
            inspected.Checks.ShouldAllBe(check => check.Verdict != "inconclusive");
        }

        seen[0].Verdict.ShouldBe("refused");
        var seal = (await api.InspectionAsync(seen[1].Id, cancellationToken: host.Patience)).Seal.ShouldNotBeNull();
        seal.SignatureValid.ShouldBe(true);
        seal.References.ShouldAllBe(reference => reference.Ok == true && reference.Stated == reference.Computed);
        seal.Certificates[0].Subject.ShouldBe(pki.Trader.Seal.Certificate.Subject);
        seal.Certificates[0].Key.ShouldBe("RSA 2048");
    }

    [Fact]
    public async Task An_answer_is_explained_as_the_trader_sees_it()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));

        var inspected = await api.InspectionAsync("1", ofResponse: true, host.Patience);

        inspected.Message.ShouldNotBeNull().Kind.ShouldBe("receipt");
        inspected.Seal.ShouldNotBeNull().Subject.ShouldBe(pki.CustomsSeal.Leaf.Subject);
    }

    [Fact]
    public async Task A_document_stands_beside_what_customs_finds_in_it()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        var document = AccessPointHostTests.Sample("L-1").Replace("<LRN>L-1</LRN>", "<LRN></LRN>", StringComparison.Ordinal);
        var message = pki.Trader.Lodge(pki.Trader.Header(), document);
        await host.PostAsync(pki.Trader, message);
        var refusal = await RefusalAsync(host, api);

        var seen = await api.MessageAsync(message.MessageId.Value, direction: "in", cancellationToken: host.Patience);
        var content = await api.DocumentAsync(seen, host.Patience);

        content.Message.ShouldBe("IE3F10");
        content.Xml.ShouldBe(document);
        var finding = content.Findings.ShouldHaveSingleItem();
        finding.Path.ShouldNotBeNull().ShouldEndWith("/LRN");
        finding.RuleText.ShouldNotBeNullOrEmpty();
        finding.Line.ShouldNotBeNull();
        (await api.DocumentAsync(refusal, host.Patience)).Xml.ShouldContain(finding.Code); // the code that customs did answer
    }

    [Theory]
    [InlineData("/messages/nothing@example.eu/document", HttpStatusCode.NotFound)]
    [InlineData("/messages/nothing@example.eu/inspection", HttpStatusCode.NotFound)]
    [InlineData("/exchanges/7/inspection", HttpStatusCode.NotFound)]
    [InlineData("/exchanges/1/inspection?side=left", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_said(string path, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        using var answer = await host.GetResponseAsync(path);
        answer.StatusCode.ShouldBe(expected);
    }

    public void Dispose() => _folder.Dispose();

    private Party Nobody => pki.Trader.Header().From with { Id = "BE9999999999" };

    private static async Task<MessageView> RefusalAsync(RunningHost host, ManagementClient api)
    {
        while (true)
        {
            if (await api.MessagesAsync("out", cancellationToken: host.Patience) is [var message, ..])
            {
                return message;
            }

            await Task.Delay(20, host.Patience);
        }
    }
}
