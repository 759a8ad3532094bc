using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Ics2.Tests.Architecture;

/// <summary>field.md's table is a table of tests: each fact is named by one, as <c>F_1</c> in the name of a method or class.</summary>
public sealed class FieldTableTests
{
    private const int Facts = 18;

    [Theory]
    [MemberData(nameof(All))]
    public void A_fact_of_the_field_has_a_test_that_names_it(int fact)
    {
        var name = new Regex(
            string.Create(CultureInfo.InvariantCulture, $"(^|_)F_{fact}(_|$)"),
            RegexOptions.None,
            TimeSpan.FromMinutes(1)
        );

        Tests().ShouldContain(test => name.IsMatch(test));
    }

    public static TheoryData<int> All => [.. Enumerable.Range(1, Facts)];

    private static IEnumerable<string> Tests() =>
        typeof(FieldTableTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
            .Select(method => method.Name);
}
