namespace Ics2.Rehearsal.Running.Bindings;

// Everything in this namespace has the names and the shape of Reqnroll's own types, so that a step class compiles against
// either by changing one global using (DESIGN section 3, "Scenario runner"). Add nothing here that Reqnroll does not have.

/// <summary>Marks a class whose methods are steps, hooks or argument transformations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingAttribute : Attribute;

/// <summary>What all step attributes share: the pattern that a step's text must match.</summary>
public abstract class StepDefinitionBaseAttribute : Attribute
{
    private protected StepDefinitionBaseAttribute(string expression) => Expression = expression;

    /// <summary>
    /// A regular expression with both anchors, such as <c>^the trader lodges (\d+) filings$</c>; each group is one argument.
    /// </summary>
    public string Expression { get; }
}

/// <summary>A step that sets the scene.</summary>
/// <param name="expression">The pattern with both anchors.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GivenAttribute(string expression) : StepDefinitionBaseAttribute(expression);

/// <summary>A step in which something is done.</summary>
/// <param name="expression">The pattern with both anchors.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WhenAttribute(string expression) : StepDefinitionBaseAttribute(expression);

/// <summary>A step that judges what came of it.</summary>
/// <param name="expression">The pattern with both anchors.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ThenAttribute(string expression) : StepDefinitionBaseAttribute(expression);

/// <summary>A step that may stand after Given, When and Then alike.</summary>
/// <param name="expression">The pattern with both anchors.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StepDefinitionAttribute(string expression) : StepDefinitionBaseAttribute(expression);

/// <summary>A method that turns text (or a table) into the type it returns, wherever a step asks for that type.</summary>
/// <param name="expression">The pattern that the text must match, its groups being the method's arguments; absent: any text, as the only
/// argument.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class StepArgumentTransformationAttribute(string? expression = null) : Attribute
{
    /// <summary>The pattern, or null when every text is taken.</summary>
    public string? Expression { get; } = expression;
}

/// <summary>Thrown by a step that is written down but not yet built; the scenario fails as pending.</summary>
public sealed class PendingStepException : Exception
{
    /// <summary>Creates the exception with the usual words.</summary>
    public PendingStepException()
        : base("The step is pending: its method is there and does nothing yet.") { }
}
