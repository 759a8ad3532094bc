using System.Text;
using Ics2.Ens.Validation;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>
/// Every way to break an element of any message is found, with the code that the tables imply.
/// </summary>
public sealed class MutationTests
{
    public static TheoryData<string> Messages => [.. Pack.MessageIds];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_mutant_gets_the_code_that_the_table_implies(string message)
    {
        var validator = new EnsValidator(Pack);
        var count = 0;
        foreach (var mutant in Mutants.Of(message))
        {
            var bytes = Encoding.UTF8.GetBytes(mutant.Xml);
            var findings = validator.Validate(bytes);
            count++;

            var structural = findings.Where(finding => finding.IsStructural);
            if (mutant.Code is null)
            {
                structural.ShouldBeEmpty(mutant.ToString());
            }
            else
            {
                structural.ShouldContain(
                    finding => finding.Code == mutant.Code && (mutant.Path == null || finding.Path == mutant.Path),
                    $"{mutant}\n{string.Join('\n', findings)}"
                );
            }

            // What is forgotten on the way must not change the verdict.
            validator.ReadAndValidate(bytes).Findings.ShouldBe(findings, mutant.ToString());
        }

        count.ShouldBeGreaterThan(20);
    }
}
