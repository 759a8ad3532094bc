namespace Ics2.AccessPoint.Outbox;

/// <summary>How often and how fast customs pushes.</summary>
/// <param name="Attempts">How often one message is tried, the first time included.</param>
/// <param name="Interval">Time between two tries.</param>
/// <param name="Lease">Longest that one try may last.</param>
internal sealed record PushPolicy(int Attempts, TimeSpan Interval, TimeSpan Lease);
