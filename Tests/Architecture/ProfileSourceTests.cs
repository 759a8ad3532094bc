using System.Reflection;
using Ics2.As4.Profiles;

namespace Ics2.Tests.Architecture;

/// <summary>The profile is data with a source per field (DESIGN section 3).</summary>
public sealed class ProfileSourceTests
{
    [Fact]
    public void Every_field_of_the_profile_names_its_source() =>
        typeof(Profile)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && string.IsNullOrWhiteSpace(property.GetCustomAttribute<SourceAttribute>()?.Reference))
            .Select(property => property.Name)
            .ShouldBeEmpty();
}
