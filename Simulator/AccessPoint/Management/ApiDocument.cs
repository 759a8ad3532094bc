using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// The OpenAPI document of the management API, made from the routes themselves. Whoever adds a route says beside it what it is for.
/// </summary>
public static class ApiDocument
{
    private const string Json = "application/json";

    /// <summary>Says what a route is for.</summary>
    /// <param name="tag">The group it belongs to.</param>
    /// <param name="summary">What it does, in a line.</param>
    /// <param name="description">What else there is to know.</param>
    /// <returns>The route.</returns>
    public static RouteHandlerBuilder About(this RouteHandlerBuilder route, string tag, string summary, string? description = null) =>
        description is null
            ? route.WithTags(tag).WithSummary(summary)
            : route.WithTags(tag).WithSummary(summary).WithDescription(description);

    /// <summary>Says what a route answers.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <returns>The route.</returns>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route) => route.Produces<T>(StatusCodes.Status200OK, Json);

    /// <summary>Says what a route takes; the route reads it itself, so that its refusals can name what was expected.</summary>
    /// <typeparam name="T">The body.</typeparam>
    /// <returns>The route.</returns>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new Body(typeof(T), Json)).CanBeWrong();

    /// <summary>Says that a route refuses what makes no sense.</summary>
    /// <returns>The route.</returns>
    public static RouteHandlerBuilder CanBeWrong(this RouteHandlerBuilder route) =>
        route.Produces<Fault>(StatusCodes.Status400BadRequest, Json);

    /// <summary>Says that a route gives out private keys: only to whoever shows the token.</summary>
    /// <returns>The route.</returns>
    public static RouteHandlerBuilder NeedsToken(this RouteHandlerBuilder route) =>
        route.WithMetadata(new HoldsKeys()).Produces<Fault>(StatusCodes.Status401Unauthorized, Json);

    internal static RouteHandlerBuilder TakesText(this RouteHandlerBuilder route, string contentType) =>
        route.WithMetadata(new Body(typeof(string), contentType)).CanBeWrong();

    internal static RouteHandlerBuilder CanBeMissing(this RouteHandlerBuilder route) =>
        route.Produces<Fault>(StatusCodes.Status404NotFound, Json);

    internal static RouteHandlerBuilder CanBeImpossible(this RouteHandlerBuilder route) =>
        route.Produces<Fault>(StatusCodes.Status409Conflict, Json);

    internal static void Register(IServiceCollection services) =>
        services
            .ConfigureHttpJsonOptions(options => ManagementJson.Configure(options.SerializerOptions))
            .AddOpenApi(options => options.AddDocumentTransformer(IntroduceAsync).AddOperationTransformer(DescribeBodyAsync));

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi.json");

    private static Task IntroduceAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "ICS2 simulator, management API",
            Version = "1",
            Description =
                "Plain HTTP, on loopback unless told otherwise; then every request but /health needs the header Authorization: "
                + "Bearer and the token. What gives out private keys needs it always. Requests of other origins, or under a foreign Host, are "
                + "refused. Instants are ISO 8601 in UTC.",
        };
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    private static async Task DescribeBodyAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Body>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [body.ContentType] = new()
                    {
                        Schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellationToken),
                    },
                },
            };
        }
    }

    private sealed record Body(Type Type, string ContentType);
}
