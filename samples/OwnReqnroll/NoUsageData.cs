using System.Runtime.CompilerServices;

namespace OwnReqnroll;

/// <summary>Reqnroll sends usage data when a run begins, unless this variable says no. It can be set outside as well.</summary>
internal static class NoUsageData
{
    [ModuleInitializer]
    internal static void Send() => Environment.SetEnvironmentVariable("REQNROLL_TELEMETRY_ENABLED", "0");
}
