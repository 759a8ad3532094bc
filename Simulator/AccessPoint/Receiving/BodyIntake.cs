using Ics2.AccessPoint.Processing;
using Ics2.As4;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ics2.AccessPoint.Receiving;

/// <summary>A body, or the HTTP status that says why there is none.</summary>
/// <param name="Bytes">As received.</param>
/// <param name="Status">Null when all of it was read.</param>
/// <param name="Why">In words, then.</param>
internal readonly record struct Intake(ReadOnlyMemory<byte> Bytes, int? Status, string? Why);

/// <summary>
/// Reads the bodies of requests, no more of them at a time than the plan has memory for. A large one waits for its turn before it is read,
/// which slows its sender down, and is told to come again (503) when none comes.
/// </summary>
/// <param name="most">Longest body, bytes.</param>
internal sealed class BodyIntake(MemoryPlan plan, int most)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Whoever holds one of the few large places has to use it: 20 MB in 21 minutes at the slowest.
    private static readonly MinDataRate LargeRate = new(16 * 1024, TimeSpan.FromSeconds(10));

    /// <summary>Reads.</summary>
    /// <param name="context">The request.</param>
    /// <param name="places">Takes what was reserved, to be given back when the request is over.</param>
    public async Task<Intake> ReadAsync(HttpContext context, List<IDisposable> places)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (request.ContentLength > most)
        {
            return Refused(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {most} bytes.");
        }

        var who = context.Connection.ClientCertificate?.Thumbprint ?? context.Connection.RemoteIpAddress?.ToString();
        var small = Math.Min(request.ContentLength ?? MemoryPlan.SmallBody, MemoryPlan.SmallBody);
        if (!await TakeAsync(plan.SmallBodies, small, who, places, aborted))
        {
            return Busy();
        }

        try
        {
            if (request.ContentLength <= MemoryPlan.SmallBody)
            {
                return new Intake(await BodyReader.ReadAsync(request.Body, request.ContentLength, most, aborted), null, null);
            }

            var begin = new byte[request.ContentLength is null ? MemoryPlan.SmallBody : 0];
            var length = await request.Body.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, aborted);
            if (length < begin.Length)
            {
                return new Intake(begin.AsMemory(0, length), null, null);
            }

            if (!await TakeAsync(plan.LargeBodies, request.ContentLength ?? most, who, places, aborted))
            {
                return Busy();
            }

            context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = LargeRate;
            return new Intake(await BodyReader.ReadAsync(request.Body, request.ContentLength, most, aborted, begin), null, null);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad)
        {
            // Too long (413), too slow (408), cut off (400): no message, so no AS4 error either.
            return Refused(bad.StatusCode, bad.Message);
        }
        catch (InvalidDataException tooLong)
        {
            return Refused(StatusCodes.Status413PayloadTooLarge, tooLong.Message);
        }
        catch (Exception unread) when (unread is IOException or OperationCanceledException)
        {
            // As a rule the client hung up, and hears nothing. But Kestrel says the same of a chunk size that no number can hold, and what was
            // not read is never answered as if it had been.
            return Refused(StatusCodes.Status400BadRequest, "The body could not be read to its end.");
        }
    }

    private static async Task<bool> TakeAsync(
        MemoryBudget budget,
        long bytes,
        string? who,
        List<IDisposable> places,
        CancellationToken cancellationToken
    )
    {
        if (await budget.TakeAsync(bytes, who, Patience, cancellationToken) is not { } part)
        {
            return false;
        }

        places.Add(part);
        return true;
    }

    private static Intake Busy() =>
        Refused(
            StatusCodes.Status503ServiceUnavailable,
            "The access point has more large messages under way than memory for them; send this one again later with the same MessageId."
        );

    private static Intake Refused(int status, string why) => new(default, status, why);
}
