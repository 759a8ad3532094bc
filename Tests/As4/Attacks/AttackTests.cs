using Ics2.As4.Inspection;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Attacks;

/// <summary>Every attack on the readers alone; the access point's tests send the same messages over TLS.</summary>
public sealed class AttackTests(TestSeal seal) : IClassFixture<TestSeal>
{
    public static TheoryData<string> Ids => [.. AttackCase.All.Select(attack => attack.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_expected_kind_of_answer_is_given(string id)
    {
        var attack = AttackCase.All.Single(candidate => candidate.Id == id);
        var message = attack.Build(new Attacker(seal.Leaf, seal.Identity, () => TestSeal.Header()));
        var report = new Inspector(TestSeal.Profile).Inspect(message);

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
    public void The_attacker_without_an_attack_is_accepted()
    {
        var attacker = new Attacker(seal.Leaf, seal.Identity, () => TestSeal.Header());

        new Inspector(TestSeal.Profile).Inspect(attacker.Edit(_ => { })).Error.ShouldBeNull();
        new Inspector(TestSeal.Profile).Inspect(attacker.Resign(references => references)).Error.ShouldBeNull();
    }
}
