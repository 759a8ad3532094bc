using System.Globalization;
using Gherkin.CucumberMessages;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>Ids for the parts of one file: equal from run to run, and unlike those of any other file that is in the same run.</summary>
/// <param name="path">The path of the file.</param>
internal sealed class FeatureIds(string path) : IIdGenerator
{
    private int _last;

    public string GetNewId() => string.Create(CultureInfo.InvariantCulture, $"{path}#{++_last}");
}
