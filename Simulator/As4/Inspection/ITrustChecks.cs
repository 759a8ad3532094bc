using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Sealing;

namespace Ics2.As4.Inspection;

/// <summary>
/// What only accepted CAs and the registry can tell, which AS4 knows nothing of: asked at its place among the other checks. The access
/// point's own answers to the same two questions come from the same class.
/// </summary>
public interface ITrustChecks
{
    /// <summary>The chain of the seal certificate.</summary>
    /// <param name="direction">Whose seal it is.</param>
    /// <param name="at">The instant to judge at.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    ValueTask<Check> ChainAsync(Envelope envelope, Seal seal, Direction direction, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The party that speaks, and whether the registry knows the seal for it.</summary>
    /// <param name="direction">Whose seal it is.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    ValueTask<Check> SenderAsync(Envelope envelope, Seal seal, Direction direction, CancellationToken cancellationToken);
}
