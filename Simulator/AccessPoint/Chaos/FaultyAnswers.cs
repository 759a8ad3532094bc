using Ics2.AccessPoint.Receiving;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Chaos;

/// <summary>The connection is cut before the answer.</summary>
internal sealed record LostAnswer(Answer Meant) : Answer(Meant)
{
    public override bool Leaves => false;

    public override bool IsWhole => false;

    public override Task SendAsync(HttpContext connection)
    {
        connection.Abort();
        return Task.CompletedTask;
    }
}

/// <summary>The connection is cut in the middle of the answer.</summary>
internal sealed record BrokenOffAnswer(Answer Meant) : Answer(Meant)
{
    public override bool IsWhole => false;

    public override async Task SendAsync(HttpContext connection)
    {
        var response = connection.Response;
        response.StatusCode = Status;
        if (Wire is { } wire)
        {
            response.ContentType = wire.ContentType;
            response.ContentLength = wire.Body.Length;
            await response.Body.WriteAsync(wire.Body[..(wire.Body.Length / 2)], connection.RequestAborted);
        }

        await response.Body.FlushAsync(connection.RequestAborted);
        connection.Abort();
    }
}

/// <summary>The answer waits.</summary>
internal sealed record LateAnswer(Answer Meant, TimeSpan Delay, TimeProvider Clock) : Answer(Meant)
{
    public override async Task SendAsync(HttpContext connection)
    {
        await Task.Delay(Delay, Clock, connection.RequestAborted);
        await base.SendAsync(connection);
    }
}
