namespace Ics2.AccessPoint.Storing;

/// <summary>A place where work is found that nobody told of.</summary>
internal interface IPolled
{
    /// <summary>How often a worker looks for what nobody told it of: work that another node recorded, or left when it was killed.</summary>
    TimeSpan Poll { get; }
}
