using System.Net;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Who may use the management API and its pages (DESIGN section 3). On loopback whoever is on this machine, but no page of another origin
/// and no name that was made to lead here; where it can be reached from elsewhere, whoever shows the token. What holds private keys goes to
/// the token alone. Health is for everybody.
/// </summary>
internal sealed class ManagementDoor(AccessPointSettings settings)
{
    private readonly ShownToken? _token = settings.ManagementToken is { } token ? new ShownToken(token) : null;
    private readonly bool _isOpen = settings.ManagementIsLocal;
    private readonly HashSet<string> _names = new(
        ["localhost", .. settings.HostNames, settings.ManagementHost, Environment.MachineName],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Stands before everything that is routed.</summary>
    public void StandBefore(WebApplication app)
    {
        app.Use(GuardAsync);
        if (!_isOpen && _token is { } token)
        {
            new SignIn(token).Map(app);
        }
    }

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return next(context);
        }

        // A page of another origin can make a browser send a request, but not this header; and a script that can send it knows the token.
        if (_token?.IsShownIn(request.Headers.Authorization) == true)
        {
            return next(context);
        }

        var metadata = context.GetEndpoint()?.Metadata;
        var signedIn = _token?.IsShownIn(request.Cookies) == true;
        var lacksToken =
            metadata?.GetMetadata<HoldsKeys>() is not null || !(_isOpen || signedIn || metadata?.GetMetadata<AsksForToken>() is not null);
        return ForeignHost(request) is { } name ? RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, name)
            : ForeignOrigin(request) is { } origin ? RefuseAsync(context, StatusCodes.Status403Forbidden, origin)
            : lacksToken ? AskAsync(context)
            : next(context);
    }

    // A name that its owner made lead to this machine (DNS rebinding) is the same origin to a browser, so only its name tells. An address
    // cannot be made to lead elsewhere.
    private string? ForeignHost(HttpRequest request) =>
        IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _) || _names.Contains(request.Host.Host)
            ? null
            : $"expected the Host of this machine ({string.Join(", ", _names.Order(StringComparer.Ordinal))}, or an address), found '{request.Host}'. "
                + "Behind another name, show the token in 'Authorization: Bearer'";

    // Fetch metadata tells of requests without an Origin, such as images and scripts; a link to a page is fine, a frame is not.
    private static string? ForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return $"expected a request of this origin, found one of {origin}: pages of other origins may neither read nor change anything here";
        }

        var isLink =
            HttpMethods.IsGet(request.Method)
            && request.Headers["Sec-Fetch-Mode"] == "navigate"
            && request.Headers["Sec-Fetch-Dest"] == "document";
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" || isLink
            ? null
            : "expected a request of this origin, found one that a page of another began";
    }

    private Task AskAsync(HttpContext context)
    {
        var wantsPage =
            HttpMethods.IsGet(context.Request.Method)
            && !_isOpen
            && context.Request.GetTypedHeaders().Accept.Any(type => type.IsSubsetOf(new MediaTypeHeaderValue("text/html")));
        if (wantsPage)
        {
            context.Response.Redirect(SignIn.Path + "?to=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(
            context,
            StatusCodes.Status401Unauthorized,
            "expected the header 'Authorization: Bearer TOKEN' with the token of the management API, which 'ics2 serve' keeps in "
                + "management-token of its data folder"
        );
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new Fault(why), ManagementApi.Json);
    }
}

/// <summary>Marks a route whose answer holds private keys.</summary>
internal sealed record HoldsKeys;

/// <summary>Marks the page that asks for the token, which cannot ask for it first.</summary>
internal sealed record AsksForToken;
