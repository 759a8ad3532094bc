namespace Ics2.AccessPoint.Settings;

/// <summary>Which EORIs exist when customs checks R3005 (DESIGN section 3, "Which EORI exists").</summary>
public sealed record EoriRegisterOptions
{
    /// <summary>
    /// True knows enrolled traders and <see cref="Known"/> only; false, the default, every well-formed EORI of a Member State and of
    /// Northern Ireland.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>EORIs that exist whatever else holds.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>EORIs that do not exist whatever else holds.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
