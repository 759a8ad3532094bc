using System.Text;
using Ics2.AccessPoint.Chaos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>Chaos over the management API: the rules as a whole or one by one, and what they did. Bodies are YAML, of which JSON is a part.</summary>
internal sealed class ChaosApi(ChaosDesk desk)
{
    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/chaos", () => Ok(View()));
        app.MapPut("/chaos", (HttpRequest request) => ChangeAsync(request, text => desk.Replace(ChaosPlan.Read(text, "chaos"))));
        app.MapDelete("/chaos", () =>
        {
            desk.Replace(ChaosPlan.None);
            return Ok(View());
        });
        app.MapPut("/chaos/{name}", (string name, HttpRequest request) => ChangeAsync(request, text => desk.Put(ChaosReader.ReadRule(text, name))));
        app.MapDelete("/chaos/{name}", (string name) => desk.Remove(name) ? Ok(View()) : Missing($"no rule has the name {name}"));
    }

    private async Task<IResult> ChangeAsync(HttpRequest request, Action<string> change)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        try
        {
            change(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
            return Ok(View());
        }
        catch (InvalidDataException wrong)
        {
            return Results.Json(new { error = wrong.Message }, Json, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private object View() => new
    {
        desk.Seed,
        Rules = desk.Rules.Select(entry => new
        {
            entry.Rule.Name,
            entry.Rule.About,
            entry.Rule.Party,
            entry.Rule.Action,
            Often = entry.Rule.Often.Text,
            Do = entry.Rule.Do.Name(),
            Delay = entry.Rule.Do.TakesTime() ? entry.Rule.Delay : (TimeSpan?)null,
            entry.Rule.For,
            entry.Since,
            entry.Over,
        }),
        desk.Applied,
    };
}
