namespace Ics2.AccessPoint.Storing;

/// <summary>What was set while running and has to hold at every node.</summary>
internal interface ISettings
{
    /// <summary>Values by name; those whose names begin with some text.</summary>
    IReadOnlyDictionary<string, string> Settings(string prefix);

    /// <summary>Sets it.</summary>
    Task PutSettingAsync(string name, string value);
}
