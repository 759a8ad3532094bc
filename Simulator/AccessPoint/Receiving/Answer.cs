using Ics2.As4;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Receiving;

/// <summary>What goes back on the HTTP connection.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Wire">The message; null for an empty body.</param>
internal record Answer(int Status, WireMessage? Wire)
{
    /// <summary>Whether anything of it leaves the access point.</summary>
    public virtual bool Leaves => true;

    /// <summary>Whether all of it does.</summary>
    public virtual bool IsWhole => true;

    /// <summary>Writes it on the connection.</summary>
    public virtual async Task SendAsync(HttpContext connection)
    {
        connection.Response.StatusCode = Status;
        if (Wire is { } wire)
        {
            connection.Response.ContentType = wire.ContentType;
            connection.Response.ContentLength = wire.Body.Length;
            await connection.Response.Body.WriteAsync(wire.Body, connection.RequestAborted);
        }
    }
}
