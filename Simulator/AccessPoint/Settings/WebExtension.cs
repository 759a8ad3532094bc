using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ics2.AccessPoint.Settings;

/// <summary>
/// What whoever starts the access point puts beside its management API, behind the same door: pages, for instance (DESIGN section 1).
/// </summary>
/// <param name="Register">Registers what it needs.</param>
/// <param name="Map">Enters its routes.</param>
public sealed record WebExtension(Action<IServiceCollection> Register, Action<IEndpointRouteBuilder> Map);
