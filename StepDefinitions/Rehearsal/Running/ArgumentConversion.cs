using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Running;

/// <summary>A method marked <c>[StepArgumentTransformation]</c>.</summary>
internal sealed record ArgumentTransformation(string? Expression, MethodInfo Method) : BoundMethod(Method)
{
    private readonly Regex? pattern = Expression is null ? null : new(Expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public bool Makes(Type type) => Method.ReturnType == type || Method.ReturnType == typeof(Task<>).MakeGenericType(type);

    /// <summary>What the transformation takes from a text or table; null when it does not fit.</summary>
    public object[]? Takes(object value)
    {
        var parameters = Method.GetParameters();
        if (pattern is null || value is not string text)
        {
            return parameters.Length == 1 && parameters[0].ParameterType.IsInstanceOfType(value) ? [value] : null;
        }

        return pattern.Match(text) is { Success: true } match
            ? match.Groups.Count == 1
                ? [text]
                : [.. match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value)]
            : null;
    }
}

/// <summary>Turns what a step's text holds into what its method asks for.</summary>
internal sealed class ArgumentConversion(IReadOnlyList<ArgumentTransformation> transformations, ObjectScope scope)
{
    /// <summary>The arguments of a step: the groups of its pattern, then the doc string or the table below it.</summary>
    /// <exception cref="BindingException">The method asks for something else.</exception>
    public async Task<object?[]> ArgumentsAsync(StepMatch match, ScenarioStep step)
    {
        List<object> given = [.. match.Groups.Select(group => group.Value)];
        if (step.DocString is { } text)
        {
            given.Add(text);
        }
        else if (step.Table.Count > 0)
        {
            given.Add(TableOf(step));
        }

        var parameters = match.Binding.Method.GetParameters();
        if (parameters.Length != given.Count)
        {
            throw new BindingException(
                $"The step gives {given.Count} arguments ({string.Join(", ", given.Select(Describe))}), its method "
                    + $"{match.Binding.Name} takes {parameters.Length}."
            );
        }

        var arguments = new object?[given.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = await ConvertAsync(given[index], parameters[index].ParameterType, match.Binding.Name);
        }

        return arguments;
    }

    private async Task<object?> ConvertAsync(object value, Type target, string method)
    {
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        foreach (var transformation in transformations.Where(transformation => transformation.Makes(target)))
        {
            if (transformation.Takes(value) is { } taken)
            {
                var parameters = transformation.Method.GetParameters();
                if (parameters.Length != taken.Length)
                {
                    throw new BindingException(
                        $"The transformation {transformation.Name} takes {parameters.Length} arguments, its pattern gives {taken.Length}."
                    );
                }

                var arguments = taken.Select((part, index) => Simple(part, parameters[index].ParameterType, transformation.Name)).ToArray();
                return await transformation.InvokeAsync(scope, arguments);
            }
        }

        return Simple(value, target, method);
    }

    private static object? Simple(object value, Type target, string method)
    {
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        try
        {
            if (value is string text)
            {
                return target.IsEnum
                    ? ParseEnum(text, target)
                    : TypeDescriptor.GetConverter(target).ConvertFromString(context: null, CultureInfo.InvariantCulture, text);
            }
        }
        catch (Exception fault) when (fault is FormatException or NotSupportedException or ArgumentException or OverflowException)
        {
            // Said below: the converters' own words name neither the value nor the step.
        }

        throw new BindingException($"{Describe(value)} is not a {target.Name}, which {method} asks for.");
    }

    // "Do not load" finds DoNotLoad, as in Reqnroll; a number does not stand for a name.
    private static object ParseEnum(string text, Type target)
    {
        var name = text.Replace(" ", "", StringComparison.Ordinal);
        return Enum.GetNames(target).FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse(target, found)
            : throw new BindingException($"'{text}' is not a {target.Name}; known are {string.Join(", ", Enum.GetNames(target))}.");
    }

    private static string Describe(object value) => value is string text ? $"'{text}'" : "a table";

    private static DataTable TableOf(ScenarioStep step)
    {
        var table = new DataTable([.. step.Table[0]]);
        foreach (var row in step.Table.Skip(1))
        {
            table.AddRow([.. row]);
        }

        return table;
    }
}
