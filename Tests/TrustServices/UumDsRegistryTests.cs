using Ics2.Trust.Registry;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.TrustServices;

public sealed class UumDsRegistryTests : IDisposable
{
    private static readonly string Seal = new('A', 64);
    private static readonly string NextSeal = new('B', 64);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-registry-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private readonly UumDsRegistry _registry;

    public UumDsRegistryTests() => _registry = new UumDsRegistry(_folder.FullName, _clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("BE0123456789", "BE", null, "BE0123456789")]
    [InlineData("node1@BE0123456789", "BE", null, "BE0123456789")]
    [InlineData("BE0123456789@BE", "BE", null, "BE0123456789")]
    [InlineData("BE0123456789@DE", "DE", null, "BE0123456789")] // SEC-11
    [InlineData("BE0123456789", "DE", "otherState", "BE0123456789")]
    [InlineData("BE0123456789@FR", "DE", "otherState", "BE0123456789")]
    [InlineData("BE0123456789@DE", "BE", "otherState", "BE0123456789")]
    [InlineData("FR0123456789", "BE", "otherParty", "BE0123456789")]
    [InlineData("nonsense", "BE", "malformed", "BE0123456789")]
    public void The_party_id_must_name_the_EORI_and_the_registering_Member_State(
        string partyId,
        string registeredIn,
        string? reason,
        string eori
    )
    {
        _registry.Register(new Registration(eori, Seal, registeredIn)).ShouldBeNull();
        var answer = _registry.Authorise(new AuthorisationQuestion(partyId, Seal));
        answer.Reason.ShouldBe(reason);
        answer.Granted.ShouldBe(reason is null);
        if (reason is not null)
        {
            answer.Remedy.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void A_refusal_for_the_state_says_which_party_id_is_right()
    {
        _registry.Register(new Registration("BE0123456789", Seal, "DE"));
        _registry.Authorise(new AuthorisationQuestion("node1@BE0123456789", Seal)).Expected.ShouldBe("node1@BE0123456789@DE");
    }

    [Fact] // SEC-08
    public void A_certificate_nobody_registered_is_refused() =>
        _registry.Authorise(new AuthorisationQuestion("BE0123456789", Seal)).Reason.ShouldBe("unregistered");

    [Fact] // SEC-09
    public void An_EORI_without_the_ICS2_role_is_refused()
    {
        _registry.Register(new Registration("BE0123456789", Seal, "BE", Ics2: false));
        _registry.Authorise(new AuthorisationQuestion("BE0123456789", Seal)).Reason.ShouldBe("notIcs2");
    }

    [Fact]
    public void Suspending_ending_and_reactivating_take_effect_at_once()
    {
        _registry.Register(new Registration("BE0123456789", Seal, "BE"));
        foreach (
            var (status, reason) in new[]
            {
                (RegistrationStatus.Suspended, "suspended"),
                (RegistrationStatus.Ended, "ended"),
                (RegistrationStatus.Active, null),
            }
        )
        {
            _registry.SetStatus("BE0123456789", Seal, status).ShouldBeTrue();
            _registry.Authorise(new AuthorisationQuestion("BE0123456789", Seal)).Reason.ShouldBe(reason);
        }

        _registry.SetStatus("BE0123456789", NextSeal, RegistrationStatus.Ended).ShouldBeFalse();
    }

    [Fact] // SEC-15
    public void Two_certificates_of_one_EORI_both_work_while_they_overlap()
    {
        var change = _clock.GetUtcNow().AddDays(10);
        _registry.Register(new Registration("BE0123456789", Seal, "BE", Until: change));
        _registry.Register(new Registration("BE0123456789", NextSeal, "BE", From: _clock.GetUtcNow()));
        Granted(Seal).ShouldBeTrue();
        Granted(NextSeal).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromDays(11));
        Granted(Seal).ShouldBeFalse();
        Granted(NextSeal).ShouldBeTrue();
    }

    [Fact]
    public void Registrations_outlive_a_restart()
    {
        _registry.Register(
            new Registration("BE0123456789", Seal.ToLowerInvariant(), "BE", RegistrationStatus.Suspended, Subject: "CN=Trader")
        );
        new UumDsRegistry(_folder.FullName, _clock)
            .List("BE0123456789")
            .ShouldHaveSingleItem()
            .ShouldBe(new Registration("BE0123456789", Seal, "BE", RegistrationStatus.Suspended, Subject: "CN=Trader"));
    }

    [Theory]
    [InlineData("BE0123456789", "12", "BE", "64 hexadecimal")]
    [InlineData("nonsense", null, "BE", "not an EORI")]
    [InlineData("node@BE0123456789", null, "BE", "bare")]
    [InlineData("BE0123456789", null, "Belgium", "Member State")]
    public void What_is_no_registration_is_refused_with_the_reason(string eori, string? sha256, string state, string reason)
    {
        _registry.Register(new Registration(eori, sha256 ?? Seal, state)).ShouldNotBeNull().ShouldContain(reason);
        _registry.List().ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "registrations.json"), "{ \"registrations\": [ {");
        Should.Throw<InvalidDataException>(() => new UumDsRegistry(_folder.FullName, _clock)).Message.ShouldContain("registrations.json");
    }

    private bool Granted(string seal) => _registry.Authorise(new AuthorisationQuestion("BE0123456789", seal)).Granted;
}
