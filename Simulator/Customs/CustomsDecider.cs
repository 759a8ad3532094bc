using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>Customs as a function of what it knows, what it is asked, and the time (DESIGN section 3, Customs).</summary>
public sealed class CustomsDecider(SpecPack pack)
{
    private readonly RegisterFiling registerFiling = new(new Notices(pack));

    /// <summary>Decides.</summary>
    /// <param name="state">What customs knows that bears on the command.</param>
    /// <param name="command">What it is asked.</param>
    /// <param name="now">The time.</param>
    /// <returns>What happens and what goes out.</returns>
    public Decision Decide(CustomsState state, CustomsCommand command, DateTimeOffset now) => command switch
    {
        LodgeFiling lodge => registerFiling.Decide(state, lodge, now),
        _ => throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command)),
    };
}
