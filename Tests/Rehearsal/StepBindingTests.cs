using System.Globalization;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

public class StepBindingTests
{
    [Fact]
    public async Task Words_become_what_the_method_asks_for()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync(
            """
                Given 12 and 3.5 and 00:01:30 and true and "Do not load"
                And the wait is 90 seconds
                And the optional words
                And the optional words here
            """,
            typeof(ConversionSteps)
        );

        result.Reason.ShouldBeNull();
        rehearsal.Journal.Entries.ShouldBe(["12|3.5|00:01:30|True|DoNotLoad", "00:01:30", "none", "here"]);
    }

    [Fact]
    public async Task Tables_and_doc_strings_are_the_last_argument()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync(
            """"
                When the table "goods" is
                  | item | weight |
                  | pen  | 1      |
                  | ink  | 2      |
                And the text is
                  """
                  two
                    lines
                  """
                And the pairs are
                  | key | value |
                  | a   | b     |
            """",
            typeof(ConversionSteps)
        );

        result.Reason.ShouldBeNull();
        rehearsal.Journal.Entries.ShouldBe(["goods: item,weight: pen=1 ink=2", "two\n  lines", "a:b"]);
    }

    [Theory]
    [InlineData("Given twelve and 3.5 and 00:01:30 and true and \"Do not load\"", "twelve")]
    [InlineData("Given 12 and 3.5 and 00:01:30 and true and \"Burn\"", "Burn")]
    [InlineData("When the text is", "Parameter count mismatch!")]
    public async Task A_word_that_does_not_fit_fails_the_step_and_says_why(string step, string reason)
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync($"    {step}", typeof(ConversionSteps));

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task An_undefined_step_fails_with_the_method_that_Reqnroll_suggests_and_all_of_them_are_told()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync(
            """
                When the trader (EU) lodges 3 filings of "F10"
                Then nothing is known
                  | a |
            """,
            typeof(ConversionSteps)
        );

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Steps.Select(step => step.Status).ShouldBe([StepStatus.Undefined, StepStatus.Undefined]);
        result.Steps[0].Suggestion!.ShouldContain("[When(");
        result.Steps[0].Suggestion!.ShouldContain("lodges {int} filings of {string}");
        result.Steps[1].Suggestion!.ShouldContain("ThenNothingIsKnown(DataTable dataTable)");
    }

    [Fact]
    public async Task An_ambiguous_step_fails_with_its_candidates()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step of two", typeof(AmbiguousSteps));

        result.Verdict.ShouldBe(Verdict.Fail);
        var step = result.Steps.ShouldHaveSingleItem();
        step.Status.ShouldBe(StepStatus.Ambiguous);
        step.Suggestion!.Split('\n')
            .ShouldBe(["AmbiguousSteps.First: ^a step of two$", "AmbiguousSteps.Second: ^a step of (.*)$"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_pending_step_fails_as_pending_and_ends_the_scenario()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a pending step\n    And a pending step", typeof(AmbiguousSteps));

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Steps.Select(step => step.Status).ShouldBe([StepStatus.Pending, StepStatus.NotReached]);
    }

    [Fact]
    public async Task Keywords_count_and_the_generic_one_fits_all()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given any\n    When any\n    Then any\n    And only when", typeof(KeywordSteps));

        result.Steps.Select(step => step.Status).ShouldBe([StepStatus.Passed, StepStatus.Passed, StepStatus.Passed, StepStatus.Undefined]);
    }

    [Theory]
    [InlineData(typeof(BadPattern), "Invalid pattern '^(a step$'")]
    [InlineData(typeof(NotStatic), "NotStatic.Before")]
    [InlineData(typeof(AsyncVoid), "async void methods are not supported")]
    public async Task A_method_that_cannot_be_used_fails_the_step_and_is_named(Type wrong, string reason)
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", wrong);

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task Cucumber_expressions_bind_as_regular_ones_do()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given 3 filings of \"F10\"", typeof(CucumberSteps));

        result.Reason.ShouldBeNull();
        rehearsal.Journal.Entries.ShouldBe(["3 F10"]);
    }

    [Binding]
    public sealed class CucumberSteps(Journal journal)
    {
        [Given("{int} filing(s) of {string}")]
        public void Filings(int count, string type) => journal.Write(string.Create(CultureInfo.InvariantCulture, $"{count} {type}"));
    }

    public enum Referral
    {
        Assess,
        DoNotLoad,
    }

    [Binding]
    public sealed class ConversionSteps(Journal journal)
    {
        [Given("^(.+) and (.+) and (.+) and (.+) and \"(.+)\"$")]
        public ValueTask Values(int number, decimal weight, TimeSpan time, bool flag, Referral referral)
        {
            journal.Write(string.Create(CultureInfo.InvariantCulture, $"{number}|{weight}|{time}|{flag}|{referral}"));
            return ValueTask.CompletedTask;
        }

        [Given("^the wait is (.+)$")]
        public void Wait(TimeSpan wait) => journal.Write(wait.ToString());

        [Given("^the optional words$")]
        public void None() => journal.Write("none");

        [Given("^the (?:optional|other) words (here)(there)?$")]
        public void Optional(string word) => journal.Write(word);

        [When("^the table \"(.*)\" is$")]
        public async Task Table(string name, DataTable table)
        {
            await Task.Yield();
            journal.Write(
                $"{name}: {string.Join(',', table.Header)}: {string.Join(' ', table.Rows.Select(row => $"{row["item"]}={row[1]}"))}"
            );
        }

        [When("^the text is$")]
        public void Text(string text) => journal.Write(text);

        [When("^the pairs are$")]
        public void Pairs(Dictionary<string, string> pairs) =>
            journal.Write(string.Join(' ', pairs.Select(pair => $"{pair.Key}:{pair.Value}")));

        [StepArgumentTransformation(@"^(\d+) seconds$")]
        public static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

        [StepArgumentTransformation]
        public static async Task<Dictionary<string, string>> PairsOf(DataTable table)
        {
            await Task.Yield();
            return table.Rows.ToDictionary(row => row["key"], row => row["value"], StringComparer.Ordinal);
        }
    }

    [Binding]
    public sealed class AmbiguousSteps
    {
        [Given("^a step of two$")]
        [Given("^a step .*two$")]
        public void First() { }

        [Given("^a step of (.*)$")]
        public void Second(string rest) => rest.ShouldNotBeNull();

        [Given("^a pending step$")]
        public void Pending() => throw new PendingStepException();
    }

    [Binding]
    public sealed class KeywordSteps
    {
        [StepDefinition("^any$")]
        public void Any() { }

        [When("^only when$")]
        public void When() { }
    }

    [Binding]
    public sealed class BadPattern
    {
        [Given("^(a step$")]
        public void Step() { }
    }

    [Binding]
    public sealed class AsyncVoid
    {
        [Given("^a step$")]
        public async void Step() => await Task.Yield();
    }

    [Binding]
    public sealed class NotStatic
    {
        [BeforeTestRun]
        public void Before() { }

        [Given("^a step$")]
        public void Step() { }
    }
}
