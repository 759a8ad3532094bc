using Ics2.Tests.Ens.Samples.Believability;

namespace Ics2.Tests.Ens.Samples;

/// <summary>The officer is not asleep: each thing that can be unbelievable in a message is noticed.</summary>
public sealed class SpoiledSampleTests
{
    public static TheoryData<int> AllSpoilings => [.. Enumerable.Range(0, Spoilings.Single.Length)];

    [Theory]
    [MemberData(nameof(AllSpoilings))]
    public void What_cannot_be_is_noticed(int number)
    {
        var (doubt, message, fits, spoil) = Spoilings.Single[number];
        var paper = Enumerable
            .Range(1, 400)
            .Select(seed => Paper.Read(Shipments.Write(message, Shipments.Options(seed) with { Items = 1 })))
            .First(fits);
        Officer.Read(paper).ShouldBeEmpty();

        spoil(paper);

        Officer.Read(paper).Select(remark => remark.Doubt).ShouldContain(doubt);
    }

    public static TheoryData<int> AllSpoiledPairs => [.. Enumerable.Range(0, Spoilings.Pairs.Length)];

    [Theory]
    [MemberData(nameof(AllSpoiledPairs))]
    public void What_does_not_agree_is_noticed(int number)
    {
        var (doubt, upper, lower, with, spoil) = Spoilings.Pairs[number];
        var papers = Enumerable
            .Range(1, 400)
            .Select(seed => Shipments.Pair(upper, lower, with, seed).ConvertAll(Paper.Read))
            .First(papers => Spoil.IsContainerised(papers[^1]) || doubt != Doubt.PairContainers);
        Officer.Compare(papers[0], [.. papers.Skip(1)]).ShouldBeEmpty();

        spoil(papers[^1]);

        Officer.Compare(papers[0], [.. papers.Skip(1)]).Select(remark => remark.Doubt).ShouldContain(doubt);
    }

    [Fact]
    public void Every_doubt_was_once_raised() =>
        Enum.GetValues<Doubt>()
            .Except(Spoilings.Single.Select(spoiling => spoiling.Doubt))
            .Except(Spoilings.Pairs.Select(spoiling => spoiling.Doubt))
            .ShouldBeEmpty();
}
