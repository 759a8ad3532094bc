using System.Collections.Concurrent;
using System.Threading.Channels;
using Ics2.Contract.Rehearsals;

namespace Ics2.Tests.Steps.Clients;

/// <summary>A guide whose lines a test reads, and answers.</summary>
internal sealed class SaidByHand : IRehearsalGuide
{
    private readonly Channel<GuideAnswer> _answers = Channel.CreateUnbounded<GuideAnswer>();
    private readonly ConcurrentQueue<GuideLine> _lines = [];

    public IReadOnlyList<GuideLine> Lines => [.. _lines];

    /// <summary>Does something when a line is told.</summary>
    public Action<GuideLine>? OnLine { get; set; }

    public void Say(GuideCommand command, string? text = null) => _answers.Writer.TryWrite(new GuideAnswer(command, text));

    public void Tell(GuideLine line)
    {
        _lines.Enqueue(line);
        OnLine?.Invoke(line);
    }

    public async Task<GuideAnswer> AnswerAsync(CancellationToken cancellationToken) => await _answers.Reader.ReadAsync(cancellationToken);
}
