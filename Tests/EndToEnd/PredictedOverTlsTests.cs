using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Cli.Options;
using Ics2.Simulator;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// What is predicted of a message is what the whole access point answers over mutual TLS, HTTP headers, trusted lists and registry included;
/// and its capture is explained like the message.
/// </summary>
public sealed class PredictedOverTlsTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProductSettings Right =>
        new()
        {
            Seal = one.Trader.Seal.Leaf,
            Chain = one.Trader.Seal.Issuers,
            FromId = one.Trader.PartyId,
        };

    [Fact]
    public async Task Every_mistake_of_a_product_is_answered_as_predicted()
    {
        var wrong = new List<string>();
        using var api = new ManagementClient((await customs.StartedAsync()).AccessPoint.Management);
        using var trust = new TrustOptions.AskedTrust(folder: null, await api.TrustAsync(Ct));
        var inspector = new Inspector(Profile.Ics2HtiV2, trust: trust.Checks);
        foreach (var mistake in ProductMistake.All.Append(new ProductMistake("none", settings => settings, "", "")))
        {
            var message = Product.Write(mistake.Change(Right));
            var report = await inspector.InspectAsync(message, cancellationToken: Ct);

            var reply = await one.Trader.PostAsync(message);

            var answered = reply.Wire.Body.IsEmpty ? "none" : Said(reply.Envelope.Signal);
            if (answered != (report.Answer == AnswerKind.Error ? report.Error!.Code.Code : report.Answer.ToString().ToLowerInvariant()))
            {
                wrong.Add($"{mistake.Id}: predicted {report.Answer} {report.Error}, answered HTTP {reply.Status} {answered}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_captured_is_explained_like_what_was_sent()
    {
        var message = Product.Write(Right with { ContentEncoding = "gzip", Wire = body => ProductPart.Zip(body) });
        await one.Trader.PostAsync(message);
        var id = (await new Inspector(Profile.Ics2HtiV2).InspectAsync(message, cancellationToken: Ct)).Envelope.ShouldNotBeNull().MessageId;

        var file = Directory
            .GetFiles(Path.Combine(customs.DataFolder, "captures"), "request.as4", SearchOption.AllDirectories)
            .Single(path => path.Contains(id.Value, StringComparison.Ordinal));
        Capture.TryRead(await File.ReadAllBytesAsync(file, Ct), contentType: null, out var captured, out var why).ShouldBeTrue(why);

        captured.ContentEncoding.ShouldBe("gzip");
        (await new Inspector(Profile.Ics2HtiV2).InspectAsync(captured, cancellationToken: Ct))
            .Error.ShouldNotBeNull()
            .CheckId.ShouldBe("mime.content-encoding");
    }

    private static string Said(SignalMessage? signal) =>
        signal switch
        {
            Receipt => "receipt",
            ErrorSignal error => error.Errors[0].Code.Code,
            _ => "none",
        };
}
