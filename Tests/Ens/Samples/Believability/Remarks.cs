namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>What an officer would not believe.</summary>
internal enum Doubt
{
    Order,
    DepartureTense,
    Late,
    Arrival,
    Duration,
    Total,
    MasterTotal,
    MasterPackages,
    MasterContainers,
    Seals,
    Invoice,
    NetMass,
    Load,
    Eori,
    SelfRepresented,
    Ship,
    Barge,
    Container,
    Wagon,
    Waybill,
    Flight,
    Registration,
    PostalItem,
    Receptacle,
    Telephone,
    Mail,
    PostCode,
    Loading,
    Unloading,
    LocationCode,
    Office,
    Hub,
    DocumentType,
    Description,
    GoodsByMode,
    Company,
    Person,
    Dangerous,
    ToOrder,
    PairMaster,
    PairCarrier,
    PairFiler,
    PairSum,
    PairContainers,
    PairHouse,
    PairState,
    PairReceptacles,
}

/// <summary>One thing that an officer would not believe.</summary>
internal sealed record Remark(Doubt Doubt, string Why)
{
    public override string ToString() => $"{Doubt}: {Why}";
}

/// <summary>Remarks on one message or one pair.</summary>
internal sealed class Remarks
{
    private readonly List<Remark> _all = [];

    public IReadOnlyList<Remark> All => _all;

    public void Unless(bool holds, Doubt doubt, FormattableString why)
    {
        if (!holds)
        {
            _all.Add(new Remark(doubt, FormattableString.Invariant(why)));
        }
    }
}
