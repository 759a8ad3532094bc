using System.Text;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Chaos over the management API: the rules as a whole or one by one, and what they did. Bodies are YAML, of which JSON is a part.
/// </summary>
internal sealed class ChaosApi(ChaosRules desk)
{
    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "chaos";
        app.MapGet("/chaos", () => Ok(View())).About(tag, "What goes wrong on purpose, and what came of it").Gives<ChaosView>();
        app.MapPut("/chaos", (HttpRequest request) => ChangeAsync(request, text => desk.Replace(ChaosPlan.Read(text, "chaos"))))
            .About(tag, "Replaces all rules", "YAML as serve --chaos takes it, or the same in JSON.")
            .TakesText("application/yaml")
            .Gives<ChaosView>();
        app.MapDelete(
                "/chaos",
                () =>
                {
                    desk.Replace(ChaosPlan.None);
                    return Ok(View());
                }
            )
            .About(tag, "Ends it; what was held back is delivered")
            .Gives<ChaosView>();
        app.MapPut(
                "/chaos/{name}",
                (string name, HttpRequest request) => ChangeAsync(request, text => desk.Put(ChaosReader.ReadRule(text, name)))
            )
            .About(tag, "Sets one rule")
            .TakesText("application/yaml")
            .Gives<ChaosView>();
        app.MapDelete("/chaos/{name}", (string name) => desk.Remove(name) ? Ok(View()) : Missing($"no rule has the name {name}"))
            .About(tag, "Ends one rule")
            .Gives<ChaosView>()
            .CanBeMissing();
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
            return Results.Json(FaultyLinesException.Of(wrong), Json, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private ChaosView View() =>
        new(
            desk.Seed,
            [
                .. desk.Rules.Select(entry => new ChaosRuleView(
                    entry.Rule.Name,
                    entry.Rule.About,
                    entry.Rule.Party,
                    entry.Rule.Action,
                    entry.Rule.Often.Text,
                    entry.Rule.Do.Name(),
                    entry.Rule.Do.TakesTime() ? entry.Rule.Delay : null,
                    entry.Rule.For,
                    entry.Since,
                    entry.Over
                )),
            ],
            desk.Applied
        );
}
