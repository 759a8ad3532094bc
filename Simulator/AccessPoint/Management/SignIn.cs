using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Management;

/// <summary>The page that asks a person in a browser for the token, once.</summary>
internal sealed class SignIn(ShownToken token)
{
    public const string Path = "/sign-in";

    private const int LongestForm = 4096;

    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}"
        + "input,button{font:inherit;padding:.5rem;width:100%;box-sizing:border-box;margin:.5rem 0}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'";

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet(Path, (HttpContext context) => Page(context, "")).WithMetadata(new AsksForToken()).ExcludeFromDescription();
        app.MapPost(Path, (Delegate)TakeAsync).WithMetadata(new AsksForToken()).ExcludeFromDescription();
    }

    private static IResult Page(HttpContext context, string said, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Content(
            $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>ICS2 simulator: sign in</title><style>{Style}</style></head><body><main><h1>ICS2 simulator</h1>
            <p>This simulator can be reached from other machines, so it asks for its token. It stands in <code>management-token</code> of the data
            folder of <code>ics2 serve</code>.</p><form method="post"><label for="token">Token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus><button>Sign in</button></form>
            <p role="alert">{said}</p></main></body></html>
            """,
            "text/html",
            Encoding.UTF8,
            status
        );
    }

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > LongestForm)
        {
            return Page(context, "Give the token in the form.", StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!token.Is(form["token"].ToString()))
        {
            return Page(context, "That is not the token.", StatusCodes.Status401Unauthorized);
        }

        token.KeepIn(context);

        // Only to a page of this origin: "//elsewhere" and "/\elsewhere" lead away.
        var to = context.Request.Query["to"].ToString();
        var isHere = to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\', StringComparison.Ordinal);
        return Results.LocalRedirect(isHere ? to : "/");
    }
}
