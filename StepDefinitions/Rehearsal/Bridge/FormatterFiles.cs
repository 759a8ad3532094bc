using Ics2.Rehearsal.Running;
using Reqnroll.Formatters.Configuration;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Switches Reqnroll's formatters on by the files that a run is to write, and by nothing else: neither <c>reqnroll.json</c> nor the
/// environment.
/// </summary>
internal sealed class FormatterFiles(RunOptions options) : IFormattersConfigurationProvider
{
    public bool Enabled => options.Formatters.Count > 0;

    public IDictionary<string, object>? GetFormatterConfigurationByName(string formatterName) =>
        options.Formatters.TryGetValue(formatterName, out var file)
            ? new Dictionary<string, object>(StringComparer.Ordinal) { ["outputFilePath"] = Path.GetFullPath(file) }
            : null;

    // The path is meant as it stands, whatever braces are in it.
    public string ResolveTemplatePlaceholders(string template) => template;
}
