using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// Where steps write down what they checked; ask for it in a constructor. A check that does not hold lets the step go on, so that the
/// report shows all that is wrong, and ends the scenario after the step.
/// </summary>
[SuppressMessage(
    "Performance",
    "CA1822:Mark members as static",
    Justification = "Steps say it to the object that they were given, all four alike."
)]
public sealed class Verdicts
{
    private readonly bool _throwsAtOnce;
    private readonly Verdicts? _book;
    private readonly Action<CheckResult>? _told;
    private readonly Lock _gate = new();
    private List<CheckResult> _checks = [];

    /// <summary>Creates an empty one.</summary>
    /// <param name="throwsAtOnce">Whether a check that does not hold throws, as an assertion does, because nobody takes the checks.</param>
    /// <param name="told">Is told each check when it is made; null for nobody.</param>
    public Verdicts(bool throwsAtOnce = false, Action<CheckResult>? told = null)
    {
        (_throwsAtOnce, _told) = (throwsAtOnce, told);
        OfCustoms = new Verdicts(this);
    }

    private Verdicts(Verdicts book)
    {
        _book = book;
        OfCustoms = this;
    }

    /// <summary>
    /// For checks of what customs sent or decided. They fail a scenario like any other, and count for nothing that the client has shown.
    /// </summary>
    public Verdicts OfCustoms { get; }

    /// <summary>Records a check.</summary>
    /// <param name="text">What is checked, such as <c>the receipt is signed</c>.</param>
    /// <param name="ok">Whether it holds.</param>
    /// <param name="expected">What should be there; null when the text says it all.</param>
    /// <param name="actual">What is there. A constant at its end, as in <c>error ?? "nothing"</c>, can only tell the failure; a check that
    /// holds shows what was expected instead.</param>
    /// <param name="source">Where the expectation comes from, such as <c>ICD 4.6.2</c>.</param>
    /// <param name="actualAsWritten">Filled in by the compiler.</param>
    /// <returns>Whether it holds, so that a step can leave out what makes no sense then.</returns>
    public bool Check(
        string text,
        bool ok,
        object? expected = null,
        object? actual = null,
        string? source = null,
        [CallerArgumentExpression(nameof(actual))] string actualAsWritten = ""
    )
    {
        Record(
            text,
            ok ? Verdict.Pass : Verdict.Fail,
            expected,
            ok && actualAsWritten.EndsWith($"\"{actual}\"", StringComparison.Ordinal) ? expected : actual,
            source
        );
        return ok;
    }

    /// <summary>Records a check without which the rest of the step makes no sense: when it does not hold, the step ends here.</summary>
    /// <param name="text">What is checked.</param>
    /// <param name="ok">Whether it holds.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is there; see <see cref="Check"/> for constants.</param>
    /// <param name="source">Where the expectation comes from.</param>
    /// <param name="actualAsWritten">Filled in by the compiler.</param>
    public void Require(
        string text,
        [DoesNotReturnIf(false)] bool ok,
        object? expected = null,
        object? actual = null,
        string? source = null,
        [CallerArgumentExpression(nameof(actual))] string actualAsWritten = ""
    )
    {
        if (!Check(text, ok, expected, actual, source, actualAsWritten))
        {
            throw new ScenarioEndedException(StepStatus.Failed, text);
        }
    }

    /// <summary>Records something that is acceptable but not as the specification words it.</summary>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="source">Where the expectation comes from.</param>
    public void Warn(string text, object? expected = null, object? actual = null, string? source = null) =>
        Record(text, Verdict.Warning, expected, actual, source);

    /// <summary>Ends the scenario: nothing can be said.</summary>
    /// <param name="reason">Why not.</param>
    [DoesNotReturn]
    public void Inconclusive(string reason) => throw new ScenarioEndedException(StepStatus.Inconclusive, reason);

    /// <summary>Ends the scenario: it does not apply here.</summary>
    /// <param name="reason">Why not.</param>
    [DoesNotReturn]
    public void Skip(string reason) => throw new ScenarioEndedException(StepStatus.Skipped, reason);

    /// <summary>Hands over what was recorded since the last call: the checks of one step.</summary>
    public IReadOnlyList<CheckResult> TakeChecks()
    {
        lock (_gate)
        {
            var taken = _checks;
            _checks = [];
            return taken;
        }
    }

    private void Record(string text, Verdict verdict, object? expected, object? actual, string? source) =>
        (_book ?? this).Add(
            Filled(text, verdict, Word(expected), Word(actual), source) with
            {
                About = _book is null ? CheckSubject.Client : CheckSubject.Customs,
            }
        );

    private void Add(CheckResult check)
    {
        lock (_gate)
        {
            _checks.Add(check);
            _told?.Invoke(check);
            if (_throwsAtOnce && check.Verdict == Verdict.Fail)
            {
                throw new ScenarioEndedException(StepStatus.Failed, check.Describe());
            }
        }
    }

    // A report shows both sides of every check, and what was found fits what was expected where it holds.
    private static CheckResult Filled(string text, Verdict verdict, string? expected, string? actual, string? source) =>
        (expected, actual, verdict) switch
        {
            (null, null, Verdict.Pass) => new(text, verdict, CheckResult.Yes, CheckResult.Yes, source),
            (null, null, _) => new(text, verdict, CheckResult.Yes, CheckResult.No, source),
            (null, _, _) => new(text, verdict, CheckResult.Yes, actual, source),
            (_, null, Verdict.Pass) => new(text, verdict, expected, expected, source),
            (_, null, _) => new(text, verdict, expected, "nothing", source),
            _ => new(text, verdict, expected, actual, source),
        };

    private static string? Word(object? value) =>
        value is null ? null
        : Convert.ToString(value, CultureInfo.InvariantCulture) is { } text && !string.IsNullOrWhiteSpace(text) ? text
        : null;
}

/// <summary>A step ends its scenario on purpose.</summary>
/// <param name="reason">Why.</param>
public class ScenarioEndedException(StepStatus status, string reason) : Exception(reason)
{
    /// <summary>What the step becomes.</summary>
    public StepStatus Status { get; } = status;
}
