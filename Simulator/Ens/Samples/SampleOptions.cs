using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>What a sample is made with. The same options give the same bytes.</summary>
public sealed record SampleOptions
{
    /// <summary>Every seed tells another story. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many house consignments, cut to what the table allows. Default 1.</summary>
    public int Houses { get; init; } = 1;

    /// <summary>How many goods items per consignment, cut to what the table allows. Default 2.</summary>
    public int Items { get; init; } = 2;

    /// <summary>Who declares; null takes one from the story.</summary>
    public Eori? Declarant { get; init; }

    /// <summary>The reference; null makes one from seed and time.</summary>
    public Lrn? Lrn { get; init; }

    /// <summary>The MRN a message is about; null makes one up.</summary>
    public Mrn? Mrn { get; init; }

    /// <summary>When the message is issued; the journey is laid around it. Cut to the second.</summary>
    public required DateTimeOffset Now { get; init; }
}
