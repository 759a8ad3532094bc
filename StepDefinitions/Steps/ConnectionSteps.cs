using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>The TLS connection: who may open one.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ConnectionSteps(Cast cast, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    [Then("^customs refuses the connection, because no TLS certificate was shown$")]
    public Task NoCertificate() =>
        CheckRefusedAsync(
            refusal => refusal.Subject is null && refusal.Reason.StartsWith("No certificate", StringComparison.Ordinal),
            "a handshake without a client certificate"
        );

    [Then(
        "^customs refuses the connection, because its TLS certificate (has an issuer that is not accepted|is past its validity|may not open connections)$"
    )]
    public Task WrongCertificate(string fault)
    {
        var word = fault switch
        {
            "is past its validity" => "expired",
            "may not open connections" => "client",
            _ => "not an accepted TLS CA",
        };
        return CheckRefusedAsync(
            refusal =>
                refusal.Subject?.Contains(cast.Trader.Eori, StringComparison.OrdinalIgnoreCase) == true
                && $"{refusal.Reason} {refusal.Expected} {refusal.Found}".Contains(word, StringComparison.OrdinalIgnoreCase),
            $"the certificate of {cast.Trader.Eori} {fault}"
        );
    }

    // A handshake tells no party id: one without a certificate is taken for this trader's when nothing of its came through.
    private async Task CheckRefusedAsync(Func<TlsRefusal, bool> fits, string expected)
    {
        var refusals = await customs.TlsRefusalsAsync(scenario.CancellationToken);
        verdicts.OfCustoms.Check(
            "customs refuses the handshake",
            refusals.Any(fits),
            expected,
            string.Join("; ", refusals.Take(3).Select(refusal => $"{refusal.Subject ?? "no certificate"}: {refusal.Reason}")),
            "ICD 4.6.1"
        );
        var seen = cast.Trader.Last.Seen;
        verdicts.OfCustoms.Check("nothing is received over it", seen.Count == 0, 0, seen.Count, "ICD 4.6.1");
    }
}
