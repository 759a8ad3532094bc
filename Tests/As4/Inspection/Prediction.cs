using Ics2.As4;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.Tests.AccessPoint;

namespace Ics2.Tests.As4.Inspection;

/// <summary>Holds what an inspector predicts against what the access point answers.</summary>
internal static class Prediction
{
    private const string NothingWaits = "EBMS:0006";

    /// <summary>Inspects a message, posts it, and compares; both ask the same lists and the same registry.</summary>
    public static async Task ShouldHoldAsync(ReceivingBench bench, WireMessage message)
    {
        var ct = TestContext.Current.CancellationToken;
        var report = await new Inspector(bench.Profile, trust: bench.Trust).InspectAsync(message, cancellationToken: ct);
        var answer = await bench.PostAsync(message);

        var answered = answer.Wire is null ? null : ReceivingBench.Read(answer.Wire);
        var error = (answered?.Signal as ErrorSignal)?.Errors.ShouldHaveSingleItem();
        var what = $"predicted {report.Answer} {report.Error}, answered {answer.Status} {error}";
        if (error is null or { Code.Code: NothingWaits })
        {
            var kind = answered is { Signal: Receipt } ? AnswerKind.Receipt : AnswerKind.None;
            report.Answer.ShouldBe(kind, what);
            (report.Error is null || kind == AnswerKind.None).ShouldBeTrue(what);
            return;
        }

        report.Answer.ShouldBe(AnswerKind.Error, what);
        report.Error.ShouldNotBeNull(what);
        report.Error.Code.Code.ShouldBe(error.Code.Code, what);
        report.Error.Detail.ShouldBe(error.Detail, what);
        if (report.Error.RefToMessageInError is { } id)
        {
            error.RefToMessageInError.ShouldBe(id, what);
        }
    }
}
