using System.Globalization;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;
using Ics2.TrustServices;

namespace Ics2.Tests.EndToEnd;

/// <summary>Every flavour of <c>ics2 enrol</c> gets, from one filing, exactly the answer it announces (issue 5, done when).</summary>
public sealed class FlavourTests(SharedCustoms customs)
{
    private static readonly SampleWriter Samples = new(SpecPack.Embedded());

    public static TheoryData<string> Names => [.. EnrolFlavours.All.Select(flavour => flavour.Name)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_flavour_gets_the_answer_it_announces(string name)
    {
        var flavour = EnrolFlavours.Find(name)!;
        var eori = string.Create(CultureInfo.InvariantCulture, $"FR{EnrolFlavours.All.ToList().IndexOf(flavour):D9}");
        var result = await SendAsync(eori, flavour);

        var error = flavour.At switch
        {
            AnsweredAt.Pull => result.LastFailure?.Error,
            AnsweredAt.Receipt => result.ReceiptError,
            _ => result.Lodging.Error,
        };
        result.Lodging.Accepted.ShouldBe(
            flavour.At != AnsweredAt.Message || flavour.Outcome.StartsWith("accepted", StringComparison.Ordinal),
            result.Lodging.Error?.ToString()
        );
        switch (flavour.Outcome.Split(' '))
        {
            case ["accepted", .. var then]:
                error.ShouldBeNull();
                var answer = then is [_, var refusal] ? refusal : "IE3R01";
                result.Replies.ShouldContain(reply => reply.Action == answer);
                break;
            case ["handshake", "refused"]:
                error.ShouldNotBeNull().Code.Code.ShouldBeOneOf("EBMS:0005", "EBMS:0301");
                (await RefusalsAsync(eori, flavour)).ShouldContain(reason => reason.Contains(flavour.Cause!));
                break;
            case ["no", "answer"]:
                error.ShouldNotBeNull().Detail.ShouldContain(flavour.Cause!);
                break;
            case [var code, .. var cause]:
                error.ShouldNotBeNull().Code.Code.ShouldBe(code);
                cause.ShouldAllBe(word => error.Detail.Contains(word));
                error.Detail.ShouldContain(flavour.Cause!);
                break;
            default:
                throw new InvalidOperationException(flavour.Outcome);
        }
    }

    [Fact]
    public void No_two_refusals_are_the_same() =>
        EnrolFlavours
            .All.Where(flavour => flavour.Cause is not null)
            .Select(flavour => $"{flavour.At} {flavour.Outcome} {flavour.Cause}")
            .ShouldBeUnique(StringComparer.Ordinal);

    [Fact]
    public void Every_misconduct_of_the_client_is_a_flavour_of_its_name() =>
        EnrolFlavours
            .All.Where(flavour => flavour.Conduct is not null)
            .Select(flavour => flavour.Name)
            .ShouldBe(Misconducts.All.Select(misconduct => misconduct.Name), ignoreOrder: true);

    private async Task<SessionResult> SendAsync(string eori, EnrolFlavour flavour)
    {
        using var temporary = new TempFolder();
        var directory = Path.Combine(temporary.Path, "trader");
        var simulator = await customs.StartedAsync();
        (await simulator.Enrolment.EnrolAsync(new EnrolmentRequest(eori, Flavour: flavour.Name), Ct)).WriteTo(directory);
        using var folder = TraderFolder.Open(directory);
        await using var session = await TraderSession.StartAsync(
            folder,
            new TraderOptions { Retry = new RetryPolicy(2, TimeSpan.Zero) },
            cancellationToken: Ct
        );
        var document = Samples.Write(
            "IE3F10",
            new SampleOptions
            {
                Seed = 1,
                Now = TimeProvider.System.GetUtcNow(),
                Lrn = Lrn.Parse(Guid.NewGuid().ToString("N")[..22]),
                Declarant = Eori.Parse(eori),
            }
        );
        Submission.TryRead(document, out var submission, out _).ShouldBeTrue();
        var wait = TimeSpan.FromSeconds(flavour.At == AnsweredAt.Pull ? 3 : 30); // whose pull is refused gets nothing however long it waits
        return await session.SendAsync(submission, wait, Ct);
    }

    // The connection without a certificate cannot be told from another test's.
    private async Task<IReadOnlyList<string>> RefusalsAsync(string eori, EnrolFlavour flavour) =>
        [
            .. (await customs.GetAsync("tls-refusals"))
                .GetProperty("refusals")
                .EnumerateArray()
                .Where(refusal =>
                    flavour.Name == "no-tls-certificate"
                    || (
                        refusal.TryGetProperty("subject", out var subject)
                        && subject.GetString()!.Contains(eori, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .Select(refusal => $"{refusal.GetProperty("reason")} {refusal.GetProperty("found")} {refusal.GetProperty("remedy")}"),
        ];
}
