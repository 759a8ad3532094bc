using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>
/// What a sample is made with. The same options give the same bytes. Messages of one family (the filings by sea, by air, of express, of
/// post) that share a seed tell of the same shipment, so the master and its houses agree.
/// </summary>
public sealed record SampleOptions
{
    /// <summary>Every seed tells another story. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How many house consignments, cut to what the table allows; a filing of the master alone sums up so many. Default 1.
    /// </summary>
    public int Houses { get; init; } = 1;

    /// <summary>The first house, from 1, that a filing tells of which holds not all of them. Default 1.</summary>
    public int House { get; init; } = 1;

    /// <summary>How many goods items per consignment, cut to what the table allows. Default 2.</summary>
    public int Items { get; init; } = 2;

    /// <summary>
    /// The message it belongs with, where that decides how the goods travel: an IE3F44 with an <c>IE3F40</c> tells of post by road, an
    /// IE3F21 with an <c>IE3F33</c> of express goods. Null for what the message alone is usually about.
    /// </summary>
    public string? With { get; init; }

    /// <summary>Who declares; null takes one from the story.</summary>
    public Eori? Declarant { get; init; }

    /// <summary>Who carries, and so files the master; null takes one from the story, or the declarant of a master filing.</summary>
    public Eori? Carrier { get; init; }

    /// <summary>Who files the houses; null takes one from the story, or the declarant of a house filing.</summary>
    public Eori? HouseFiler { get; init; }

    /// <summary>Who files the side of the consignee; null takes one from the story, or the declarant of such a filing.</summary>
    public Eori? ConsigneeFiler { get; init; }

    /// <summary>The reference; null makes one from seed and time.</summary>
    public Lrn? Lrn { get; init; }

    /// <summary>The MRN a message is about; null makes one up.</summary>
    public Mrn? Mrn { get; init; }

    /// <summary>When the message is issued; the journey is laid around it. Cut to the second.</summary>
    public required DateTimeOffset Now { get; init; }
}
