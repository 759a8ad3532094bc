using Ics2.StepDefinitions.Hosting;
using Ics2.Trader;
using Ics2.TrustServices;

namespace Ics2.Tests.EndToEnd;

/// <summary>Every flavour of <c>ics2 enrol</c> gets, from one filing, exactly the answer it announces (issue 5, done when).</summary>
public sealed class FlavourTests(SharedCustoms customs)
{
    public static TheoryData<string> Names => [.. EnrolFlavours.All.Select(flavour => flavour.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_flavour_gets_the_answer_it_announces(string name)
    {
        var ct = TestContext.Current.CancellationToken;
        var flavour = EnrolFlavours.Find(name)!;
        var eori = $"FR{EnrolFlavours.All.ToList().IndexOf(flavour):D9}";
        using var directory = new TemporaryDirectory();
        var simulator = await customs.StartedAsync();
        (await simulator.Enrolment.EnrolAsync(new EnrolmentRequest(eori, Flavour: name), ct)).WriteTo(directory.Path);
        using var folder = TraderFolder.Open(directory.Path);
        await using var client = new TraderClient(folder, new TraderOptions { Retry = new RetryPolicy(1, TimeSpan.Zero) });

        var result = await client.PingAsync(ct);

        switch (flavour.Outcome.Split(' '))
        {
            case ["accepted"]:
                result.Accepted.ShouldBeTrue(result.Error?.ToString());
                break;
            case ["handshake", "refused"]:
                result.Error.ShouldNotBeNull().Code.Code.ShouldBeOneOf("EBMS:0005", "EBMS:0301");
                break;
            case [var code, var cause]:
                result.Error.ShouldNotBeNull().Code.Code.ShouldBe(code);
                result.Error.Detail.ShouldContain(cause);
                break;
            default:
                throw new InvalidOperationException(flavour.Outcome);
        }
    }

    private sealed class TemporaryDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ics2-flavour-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
