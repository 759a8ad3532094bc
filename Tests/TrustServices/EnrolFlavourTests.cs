using Ics2.Trust;
using Ics2.Trust.Lists;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;
using Shouldly;
using Xunit;

namespace Ics2.Tests.TrustServices;

/// <summary>Every flavour of enrolment, judged as an access point would: TLS, then the seal by the lists over HTTP, then UUM&amp;DS over HTTP.</summary>
public sealed class EnrolFlavourTests : IAsyncLifetime
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    private readonly SharedPki shared = SharedPki.Instance;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ics2-registry-");
    private readonly HttpClient http = new();
    private TrustServiceHost host = null!;

    public static TheoryData<string> Names => [.. EnrolFlavours.All.Select(flavour => flavour.Name)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TrustServiceHost.StartAsync(shared.Pki, new TrustServiceOptions(folder.FullName), shared.Clock, Ct);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_flavour_is_answered_as_it_says(string name)
    {
        var flavour = EnrolFlavours.Find(name).ShouldNotBeNull();
        (await OutcomeAsync(flavour)).ShouldBe(flavour.Outcome);
    }

    [Fact]
    public void Every_seal_and_TLS_flavour_and_every_way_to_register_can_be_enrolled_by_a_name()
    {
        EnrolFlavours.All.Select(flavour => flavour.Seal).ToHashSet().ShouldBe(Enum.GetValues<SealFlavour>(), ignoreOrder: true);
        EnrolFlavours.All.Select(flavour => flavour.Tls).ToHashSet().ShouldBe(Enum.GetValues<TlsFlavour>(), ignoreOrder: true);
        EnrolFlavours.All.Select(flavour => flavour.Registered).ToHashSet().ShouldBe(Enum.GetValues<RegistrationFlavour>(), ignoreOrder: true);
        EnrolFlavours.All.Select(flavour => flavour.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(EnrolFlavours.All.Count);
        EnrolFlavours.Find("no-such").ShouldBeNull();
    }

    [Fact]
    public async Task A_national_seal_counts_only_with_the_state_whose_customs_list_the_CA()
    {
        using var lists = new TrustedListStore(host.ListAccess with { AlternateLists = null }, new HttpLists(http, TimeSpan.FromSeconds(10)), shared.Clock);
        var seal = shared.Pki.IssueSeal(Trader.Eori, "Trader", SealFlavour.National);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", shared.Clock.GetUtcNow(), Ct)).Chain.Fault.ShouldBe(ChainFault.NotTrusted);
        using var withAlternate = Lists();
        (await Decider(withAlternate).DecideAsync(seal.Certificate, seal.Chain, "BE", shared.Clock.GetUtcNow(), Ct)).Accepted.ShouldBeTrue();
        (await Decider(withAlternate).DecideAsync(seal.Certificate, seal.Chain, registeringState: null, shared.Clock.GetUtcNow(), Ct)).Chain.Fault.ShouldBe(ChainFault.NotTrusted);
    }

    [Theory]
    [InlineData(SealFlavour.Qualified, true)]
    [InlineData(SealFlavour.QualifiedQscd, true)]
    [InlineData(SealFlavour.NonQualified, false)]
    [InlineData(SealFlavour.NaturalPerson, false)]
    public async Task The_lists_and_the_statements_tell_which_seals_are_qualified(SealFlavour flavour, bool isQualified)
    {
        using var lists = Lists();
        var seal = shared.Pki.IssueSeal(Trader.Eori, "Trader", flavour);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", shared.Clock.GetUtcNow(), Ct)).IsQualified.ShouldBe(isQualified);
        var strict = new SealDecider(lists, Revocation(), new SealPolicy { RequireQualified = true });
        (await strict.DecideAsync(seal.Certificate, seal.Chain, "BE", shared.Clock.GetUtcNow(), Ct)).Accepted.ShouldBe(isQualified);
    }

    [Fact]
    public async Task A_seal_of_a_withdrawn_CA_was_good_before_the_withdrawal()
    {
        using var lists = Lists();
        var seal = shared.Pki.IssueSeal(Trader.Eori, "Trader", SealFlavour.Expired);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", shared.Clock.GetUtcNow().AddYears(-1), Ct)).Accepted.ShouldBeTrue();
        var withdrawn = await Decider(lists).DecideAsync(Withdrawn.Certificate, Withdrawn.Chain, "BE", shared.Clock.GetUtcNow(), Ct);
        withdrawn.Chain.Found.ShouldNotBeNull().ShouldContain("withdrawn since 2025-03-02");
        withdrawn.State.ShouldNotBeNull().StatusName.ShouldBe("withdrawn");
    }

    private IssuedCertificate Withdrawn => shared.Pki.IssueSeal(Trader.Eori, "Trader", SealFlavour.WithdrawnCa);

    private async Task<string> OutcomeAsync(EnrolFlavour flavour)
    {
        var now = shared.Clock.GetUtcNow();
        var tls = flavour.Tls == TlsFlavour.Good ? shared.Pki.CustomsTls : shared.Pki.IssueTls(Trader.Eori, "ap.trader.example", ["ap.trader.example"], flavour: flavour.Tls);
        var tlsDecision = await new TlsDecider(TrustAnchors.FromPem(shared.Pki.TlsAnchorsPem), Revocation()).DecideAsync(tls.Certificate, tls.Chain, CertificatePurpose.TlsClient, now, Ct);
        if (!tlsDecision.Accepted)
        {
            return "handshake refused";
        }

        using var lists = Lists();
        var seal = shared.Pki.IssueSeal(Trader.Eori, "Trader", flavour.Seal);
        var decision = await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, Trader.RegisteringState, now, Ct);
        if (!decision.Accepted)
        {
            return $"{Refusal.Of(decision.Chain, RefusalWording.Icd).Code} {decision.Chain.Fault}";
        }

        if (flavour.Registration(Trader, seal.Certificate) is { } registration)
        {
            await new RegistrationClient(http, host.Registry).RegisterAsync(registration, Ct);
        }

        var authorisation = await new UumDsClient(http, host.RegistryAccess, shared.Clock).AuthoriseAsync(Trader, seal.Certificate, Ct);
        return authorisation.Granted ? "accepted" : $"{Refusal.Of(authorisation, RefusalWording.Icd).Code} {authorisation.SubCode}";
    }

    private TrustedListStore Lists() => new(host.ListAccess, new HttpLists(http, TimeSpan.FromSeconds(10)), shared.Clock);

    private SealDecider Decider(TrustedListStore lists) => new(lists, Revocation(), new SealPolicy());

    private RevocationChecker Revocation() => new(http, host.RevocationAccess with { Unreachable = UnreachableResponder.Refuse }, shared.Clock);
}
