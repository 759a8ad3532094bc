namespace Ics2.Ens.Samples;

/// <summary>The mode of transport at the border (CL018) that samples use.</summary>
internal enum BorderMode
{
    Sea = 1,
    Rail = 2,
    Road = 3,
    Air = 4,
    InlandWaterway = 8,
}

/// <summary>How the goods of a message are sent: what decides about ways, goods, documents and who takes part.</summary>
internal enum Trade
{
    Cargo,
    Express,
    Post,
}

/// <summary>When in a journey a message is written.</summary>
internal enum Moment
{
    /// <summary>Before the goods are loaded.</summary>
    BeforeLoading,

    /// <summary>In time before the arrival.</summary>
    BeforeArrival,

    /// <summary>The means of transport is there.</summary>
    AtArrival,
}

/// <summary>What part a message's author has in the shipment.</summary>
internal enum Role
{
    Carrier,
    HouseFiler,
    ConsigneeFiler,
}

/// <summary>What the type of a message says about how its goods travel and when it is due.</summary>
/// <param name="Modes">The modes it may tell of; a mode that stands twice is told of more often.</param>
internal sealed record Carriage(Trade Trade, IReadOnlyList<BorderMode> Modes, Moment Moment, Role Author)
{
    private static readonly BorderMode[] Water = [BorderMode.Sea, BorderMode.Sea, BorderMode.InlandWaterway];
    private static readonly BorderMode[] Air = [BorderMode.Air];

    /// <summary>Ships and aircraft, of which arrival is told; where a mode is not decided, the same.</summary>
    private static readonly BorderMode[] Arriving = [BorderMode.Sea, BorderMode.Air];

    /// <summary>By the type of filing; an amendment is as its filing, and messages about filings tell of any.</summary>
    public static Carriage Of(string messageId) =>
        messageId.Length == 6 && messageId[3] is 'F' or 'A' ? OfFiling(int.Parse(messageId.AsSpan(4), provider: null))
        : messageId is "IE3N06" or "IE3N07" or "IE3N08" or "IE3R04" ? new(Trade.Cargo, Arriving, Moment.AtArrival, Role.Carrier)
        : messageId is "IE3N05" or "IE3Q03" or "IE3R03" ? new(Trade.Cargo, Air, Moment.BeforeLoading, Role.Carrier)
        : new(Trade.Cargo, Arriving, Moment.BeforeArrival, Role.Carrier);

    // 52 and 56 are of version 3: of road and rail by their numbers, which is which nobody has said (F-16).
    private static Carriage OfFiling(int number) =>
        number switch
        {
            >= 10 and <= 13 => new(Trade.Cargo, Water, Moment.BeforeArrival, Role.Carrier),
            14 or 15 => new(Trade.Cargo, Water, Moment.BeforeArrival, Role.HouseFiler),
            16 or 17 => new(Trade.Cargo, Water, Moment.BeforeArrival, Role.ConsigneeFiler),
            20 or 28 => new(Trade.Cargo, Air, Moment.BeforeLoading, Role.Carrier),
            21 or 27 or 29 => new(Trade.Cargo, Air, Moment.BeforeArrival, Role.Carrier),
            22 => new(Trade.Cargo, Air, Moment.BeforeArrival, Role.HouseFiler),
            >= 23 and <= 26 => new(Trade.Cargo, Air, Moment.BeforeLoading, Role.HouseFiler),
            30 or 31 => new(Trade.Express, Air, Moment.BeforeArrival, Role.Carrier),
            32 => new(Trade.Express, Air, Moment.BeforeLoading, Role.Carrier),
            33 => new(Trade.Express, Air, Moment.BeforeArrival, Role.HouseFiler),
            34 => new(Trade.Express, [BorderMode.Road], Moment.BeforeArrival, Role.Carrier),
            40 => new(Trade.Post, [BorderMode.Road], Moment.BeforeArrival, Role.Carrier),
            41 => new(Trade.Post, [BorderMode.Rail], Moment.BeforeArrival, Role.Carrier),
            42 => new(Trade.Post, Air, Moment.BeforeArrival, Role.Carrier),
            43 or 44 => new(Trade.Post, Air, Moment.BeforeLoading, Role.HouseFiler),
            45 => new(Trade.Post, [BorderMode.Sea], Moment.BeforeArrival, Role.Carrier),
            51 or 56 => new(Trade.Cargo, [BorderMode.Rail], Moment.BeforeArrival, Role.Carrier),
            _ => new(Trade.Cargo, [BorderMode.Road], Moment.BeforeArrival, Role.Carrier),
        };
}
