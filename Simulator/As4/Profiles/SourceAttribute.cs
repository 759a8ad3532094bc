namespace Ics2.As4.Profiles;

/// <summary>Says where a profile field comes from; a test fails on a field without one.</summary>
/// <param name="reference">Document and section, for example <c>ICD 4.2.3.1</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SourceAttribute(string reference) : Attribute
{
    /// <summary>Document and section.</summary>
    public string Reference { get; } = reference;
}
