using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Gives routes the names in a path whole. The server leaves an encoded slash as it came, or it would part the path; the names of other
/// people's messages may have slashes (RFC 2822 message ids do), and then nothing would be found under them.
/// </summary>
internal static class WholeNames
{
    /// <summary>Stands behind the routing.</summary>
    public static void Read(WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern })
                {
                    Decode(context, pattern);
                }

                return next(context);
            }
        );

    private static void Decode(HttpContext context, RoutePattern pattern)
    {
        string[]? segments = null;
        for (var at = 0; at < pattern.PathSegments.Count; at++)
        {
            if (
                pattern.PathSegments[at] is { IsSimple: true, Parts: [RoutePatternParameterPart { IsCatchAll: false } part] }
                && context.Request.RouteValues[part.Name] is string name
                && name.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            )
            {
                segments ??= Segments(context);
                context.Request.RouteValues[part.Name] = at < segments.Length ? Uri.UnescapeDataString(segments[at]) : name;
            }
        }
    }

    // As they were sent, so that "%252F", an encoded percent sign, is told from an encoded slash.
    private static string[] Segments(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return target.Split('?', 2)[0].Trim('/').Split('/');
    }
}
