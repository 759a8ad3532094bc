using System.Net.Http.Json;
using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Reading;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Messages;

namespace Ics2.Tests.EndToEnd;

/// <summary>R3005 over the whole way: a declarant that the register does not know, until it does.</summary>
public sealed class UnknownEoriTests(SharedCustoms customs)
{
    [Fact]
    public async Task A_declarant_that_is_declared_unknown_is_refused_until_it_is_known_again()
    {
        var ct = TestContext.Current.CancellationToken;
        using var trader = await customs.EnrolAsync();
        await DeclareAsync(exists: false);
        await using var session = await TraderSession.StartAsync(trader.Folder, cancellationToken: ct);

        var refused = await session.SendAsync(new Submission { Action = "IE3F10", Xml = trader.Document() }, TimeSpan.FromSeconds(30), ct);

        var refusal = refused.Replies.ShouldHaveSingleItem();
        refusal.Action.ShouldBe("IE3N99");
        var document = new EnsReader(SpecPack.Embedded()).Read(Encoding.UTF8.GetBytes(refusal.Xml)).Message!;
        document
            .All("error")
            .ShouldAllBe(error =>
                error.Text("validationCode") == "12" && error.Text("technicalErrorMessage")!.EndsWith(" R3005", StringComparison.Ordinal)
            );
        document
            .All("error/pointer/messageElementPath")
            .Select(path => path.Value)
            .ShouldContain(path => path == "/IE3F10/declarant/identificationNumber");

        await DeclareAsync(exists: true);
        var accepted = await session.SendAsync(new Submission { Action = "IE3F10", Xml = trader.Document() }, TimeSpan.FromSeconds(30), ct);
        accepted.Replies.ShouldHaveSingleItem().Action.ShouldBe("IE3R01");

        async Task DeclareAsync(bool exists)
        {
            using var management = new HttpClient { BaseAddress = (await customs.StartedAsync()).AccessPoint.Management };
            using var answer = await management.PutAsJsonAsync("eori-register/" + trader.Folder.Settings.Eori, new { exists }, ct);
            answer.EnsureSuccessStatusCode();
        }
    }
}
