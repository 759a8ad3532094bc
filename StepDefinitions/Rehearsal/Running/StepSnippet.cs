using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Gherkin;
using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Running;

/// <summary>The method that an undefined step asks for, ready to be pasted into a step class.</summary>
internal static partial class StepSnippet
{
    public static string For(ScenarioStep step)
    {
        var keyword = step.Pickle.Type switch
        {
            PickleStepType.ACTION => "When",
            PickleStepType.OUTCOME => "Then",
            _ => "Given",
        };
        var parameters = new List<string>();
        var pattern = new StringBuilder();
        var words = new StringBuilder(keyword);
        var position = 0;
        foreach (Match value in Value().Matches(step.Text))
        {
            Append(step.Text[position..value.Index]);
            var quoted = value.Value[0] == '"';
            var place = (parameters.Count + 1).ToString(CultureInfo.InvariantCulture);
            pattern.Append(quoted ? "\"\"([^\"\"]*)\"\"" : @"(\d+)");
            parameters.Add(quoted ? $"string text{place}" : $"int number{place}");
            position = value.Index + value.Length;
        }

        Append(step.Text[position..]);
        if (step.DocString is not null)
        {
            parameters.Add("string text");
        }
        else if (step.Table.Count > 0)
        {
            parameters.Add("DataTable table");
        }

        return string.Join(
            '\n',
            $"[{keyword}(@\"^{pattern}$\")]",
            $"public Task {words}({string.Join(", ", parameters)})",
            "{",
            "    throw new PendingStepException();",
            "}"
        );

        void Append(string literal)
        {
            pattern.Append(Special().Replace(literal, @"\$0").Replace("\"", "\"\"", StringComparison.Ordinal));
            foreach (Match word in Word().Matches(literal))
            {
                words.Append(char.ToUpperInvariant(word.Value[0])).Append(word.Value.AsSpan(1));
            }
        }
    }

    [GeneratedRegex("\"[^\"]*\"|\\b[0-9]+\\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"[.\\+*?()\[\]{}|^$]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Special();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
