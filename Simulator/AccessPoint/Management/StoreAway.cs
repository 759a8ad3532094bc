using Ics2.AccessPoint.Storing;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Answers 503 with the reason while the store does not answer; <c>/health/ready</c> too, so that a load balancer that asks leaves the node
/// out.
/// </summary>
internal static class StoreAway
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (StoreUnreachableException away) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsJsonAsync(new Fault(away.Message), ManagementApi.Json, context.RequestAborted);
        }
    }
}
