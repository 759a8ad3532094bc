namespace Ics2.Ens.Samples;

/// <summary>
/// When a journey departs and arrives, laid around the moment a message is issued so that it is in time (Delegated Regulation (EU) 2015/2446
/// Articles 105 to 108; business-process section 3).
/// </summary>
/// <param name="HasDeparted">Departure is the actual one.</param>
internal sealed record JourneyTimes(DateTimeOffset Departure, DateTimeOffset Arrival, bool HasDeparted)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortFlight = TimeSpan.FromHours(4);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(30);

    /// <summary>Lays a journey around the moment of a message.</summary>
    /// <param name="now">When the message is issued.</param>
    /// <param name="hasDeparted">The message can only tell an actual departure.</param>
    public static JourneyTimes Around(Journey journey, Moment moment, bool hasDeparted, DateTimeOffset now, int seed)
    {
        var random = Draws.For(seed, "times", (int)journey.Mode, (int)journey.Trade);
        var time = journey.Time + random.Between(TimeSpan.Zero, journey.Time / 20);
        if (moment == Moment.AtArrival)
        {
            var arrival = Cut(now - random.Between(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)));
            return new(arrival - time, arrival, HasDeparted: true);
        }

        if (moment == Moment.BeforeLoading)
        {
            return Future(now, random.Between(TimeSpan.FromHours(3), TimeSpan.FromHours(36)), time);
        }

        if (journey is { Mode: BorderMode.Sea, IsShortSea: false, IsContainerised: true })
        {
            // A day before loading in the foreign port; the ship leaves some hours later.
            return Future(now, Day + random.Between(TimeSpan.FromHours(3), 3 * Day), time);
        }

        var latest = time - Limit(journey) - Slack;
        if (hasDeparted && latest < TimeSpan.Zero || journey.Mode == BorderMode.Air && time < ShortFlight)
        {
            return new(now, now + time, HasDeparted: true); // a short flight: at its departure
        }

        return !hasDeparted && (latest <= TimeSpan.Zero || random.Next(3) == 0)
            ? Future(now, Limit(journey) + random.Between(Slack, TimeSpan.FromHours(20)), time)
            : Past(now, random.Between(TimeSpan.Zero, latest), time);
    }

    private static JourneyTimes Future(DateTimeOffset now, TimeSpan until, TimeSpan time)
    {
        var departure = Cut(now + until);
        return new(departure, departure + time, HasDeparted: false);
    }

    private static JourneyTimes Past(DateTimeOffset now, TimeSpan since, TimeSpan time)
    {
        var departure = Cut(now - since);
        return new(departure, departure + time, HasDeparted: true);
    }

    /// <summary>How long before the arrival a filing is due at the latest.</summary>
    private static TimeSpan Limit(Journey journey) =>
        TimeSpan.FromHours(
            journey.Mode switch
            {
                BorderMode.Sea => journey.IsShortSea ? 2 : 4,
                BorderMode.Air => 4,
                BorderMode.Road => 1,
                _ => 2,
            }
        );

    private static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
