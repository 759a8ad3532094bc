using Ics2.Contract.Management;

namespace Ics2.Dashboard.Watching;

/// <summary>What may go wrong when a page asks customs, and how a person is told.</summary>
internal static class Failures
{
    public static bool IsExpected(Exception failure) =>
        failure is ManagementRefusedException or HttpRequestException or IOException or TaskCanceledException;

    public static string Reason(Exception failure) =>
        failure is ManagementRefusedException refused ? refused.Reason : $"Customs does not answer: {failure.Message}";
}
