using Ics2.As4.Inspection;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Attacks;

/// <summary>Every attack on the readers alone; the access point's tests send the same messages over TLS.</summary>
public sealed class AttackTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids => [.. AttackCase.All.Select(attack => attack.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_expected_kind_of_answer_is_given(string id)
    {
        var attack = AttackCase.All.Single(candidate => candidate.Id == id);
        var message = attack.Build(new Attacker(seal.Leaf, seal.Identity, () => TestSeal.Header()));
        var report = await new Inspector(TestSeal.Profile).InspectAsync(message, cancellationToken: Ct);

        if (attack.Codes.Length == 0)
        {
            report.Error.ShouldBeNull();
        }
        else
        {
            report.Error.ShouldNotBeNull();
            attack
                .Codes.Contains(report.Error.Code.Code, StringComparer.Ordinal)
                .ShouldBeTrue($"{string.Join(" or ", attack.Codes)}, not {report.Error}");
            report.Error.Expected.ShouldNotBeNullOrEmpty();
            report.Error.Found.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task The_attacker_without_an_attack_is_accepted()
    {
        var attacker = new Attacker(seal.Leaf, seal.Identity, () => TestSeal.Header());

        (await new Inspector(TestSeal.Profile).InspectAsync(attacker.Edit(_ => { }), cancellationToken: Ct)).Error.ShouldBeNull();
        (
            await new Inspector(TestSeal.Profile).InspectAsync(attacker.Resign(references => references), cancellationToken: Ct)
        ).Error.ShouldBeNull();
    }
}
