using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Processing;

/// <summary>Says what customs does with a message: the playbook, and what somebody ordered for the next one.</summary>
internal interface IInstructionSource
{
    /// <summary>What to do with this one.</summary>
    Instructions For(TraderMessage message);
}
