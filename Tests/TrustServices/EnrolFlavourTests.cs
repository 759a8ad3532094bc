using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.TrustServices;

/// <summary>
/// Every flavour of enrolment, judged as an access point would: TLS, then the seal by the lists over HTTP, then UUM&amp;DS over HTTP.
/// </summary>
public sealed class EnrolFlavourTests : IAsyncLifetime
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    private readonly RunningServices _services = new();

    public static TheoryData<string> Names => [.. EnrolFlavours.Certificates.Select(flavour => flavour.Name)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

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
        EnrolFlavours
            .All.Select(flavour => flavour.Registered)
            .ToHashSet()
            .ShouldBe(Enum.GetValues<RegistrationFlavour>(), ignoreOrder: true);
        EnrolFlavours.All.Select(flavour => flavour.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(EnrolFlavours.All.Count);
        EnrolFlavours.Find("no-such").ShouldBeNull();
    }

    [Fact]
    public async Task A_national_seal_counts_only_with_the_state_whose_customs_list_the_CA()
    {
        using var lists = new TrustedListStore(
            _services.Host.ListAccess with
            {
                AlternateLists = null,
            },
            new HttpLists(_services.Http, TimeSpan.FromSeconds(10)),
            _services.Shared.Clock
        );
        var seal = _services.Shared.Seal(SealFlavour.National);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Chain.Fault.ShouldBe(
            ChainFault.NotTrusted
        );
        using var withAlternate = _services.Lists();
        (await Decider(withAlternate).DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Accepted.ShouldBeTrue();
        (
            await Decider(withAlternate).DecideAsync(seal.Certificate, seal.Chain, registeringState: null, _services.Now, Ct)
        ).Chain.Fault.ShouldBe(ChainFault.NotTrusted);
    }

    [Theory]
    [InlineData(SealFlavour.Qualified, true)]
    [InlineData(SealFlavour.QualifiedQscd, true)]
    [InlineData(SealFlavour.NonQualified, false)]
    [InlineData(SealFlavour.NaturalPerson, false)]
    public async Task The_lists_and_the_statements_tell_which_seals_are_qualified(SealFlavour flavour, bool isQualified)
    {
        using var lists = _services.Lists();
        var seal = _services.Shared.Seal(flavour);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).IsQualified.ShouldBe(isQualified);
        var strict = new SealDecider(lists, Revocation(), new SealAcceptance { RequireQualified = true });
        (await strict.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Accepted.ShouldBe(isQualified);
    }

    [Fact]
    public async Task A_seal_of_a_withdrawn_CA_was_good_before_the_withdrawal()
    {
        using var lists = _services.Lists();
        var seal = _services.Shared.Seal(SealFlavour.Expired);
        (await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now.AddYears(-1), Ct)).Accepted.ShouldBeTrue();
        var withdrawn = await Decider(lists).DecideAsync(Withdrawn.Certificate, Withdrawn.Chain, "BE", _services.Now, Ct);
        withdrawn.Chain.Found.ShouldNotBeNull().ShouldContain("withdrawn since 2025-03-02");
        withdrawn.State.ShouldNotBeNull().StatusName.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_vendors_own_CA_counts_where_national_customs_list_it()
    {
        using var ca = Made.SelfSigned("CN=Vendor CA", _services.Now, ca: true);
        using var seal = Made.Issued("CN=Vendor Seal", ca, _services.Now);
        using var lists = _services.Lists();
        (await Decider(lists).DecideAsync(seal, [ca], "FI", _services.Now, Ct)).Chain.Fault.ShouldBe(ChainFault.NotTrusted);
        using var body = new StringContent(ca.ExportCertificatePem());
        using (var added = await _services.Http.PostAsync(new Uri(_services.Host.TrustedLists, "/simulator/alternate-lists/FI"), body, Ct))
        {
            added.EnsureSuccessStatusCode();
        }

        await lists.RefreshAsync(Ct);
        (await Decider(lists).DecideAsync(seal, [ca], "FI", _services.Now, Ct)).Accepted.ShouldBeTrue();
        (await Decider(lists).DecideAsync(seal, [ca], "SE", _services.Now, Ct)).Chain.Fault.ShouldBe(ChainFault.NotTrusted);
        using var bad = await _services.Http.PostAsync(
            new Uri(_services.Host.TrustedLists, "/simulator/alternate-lists/FI"),
            new StringContent("nonsense"),
            Ct
        );
        bad.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Theory] // KEY-09
    [InlineData(UnreachableResponder.Accept, true)]
    [InlineData(UnreachableResponder.Refuse, false)]
    public async Task When_no_responder_answers_the_stated_policy_decides(UnreachableResponder policy, bool accepted)
    {
        _services.Host.Faults["revocation"].Set(new FaultOrder(ServiceFault.Unavailable));
        using var lists = _services.Lists();
        var seal = _services.Pki.CustomsSeal;
        var decider = new SealDecider(
            lists,
            new RevocationChecker(_services.Http, _services.Host.RevocationAccess with { Unreachable = policy }, _services.Shared.Clock),
            new SealAcceptance()
        );
        var decision = await decider.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct);
        decision.Accepted.ShouldBe(accepted);
        decision.Revocation.ShouldHaveSingleItem().State.ShouldBe(RevocationState.Unknown);
        decision.Chain.Fault.ShouldBe(accepted ? null : ChainFault.RevocationUnknown);
    }

    [Fact]
    public async Task A_kept_decision_is_not_used_beyond_validity_nor_after_a_revocation_is_made_known()
    {
        using var lists = _services.Lists();
        var seal = _services.Pki.IssueSeal(Trader.Eori, "Trader");
        var standing = new FakeTimeProvider(); // the network's clock: nothing grows old by itself
        var decider = new SealDecider(
            lists,
            new RevocationChecker(_services.Http, _services.Host.RevocationAccess, _services.Shared.Clock, standing),
            new SealAcceptance(),
            standing
        );
        (await decider.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Accepted.ShouldBeTrue();
        (await decider.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now.AddYears(4), Ct)).Chain.Fault.ShouldBe(
            ChainFault.Expired
        );
        _services.Pki.Revoke(
            seal.Certificate,
            _services.Now,
            System.Security.Cryptography.X509Certificates.X509RevocationReason.Superseded
        );
        (await decider.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Accepted.ShouldBeTrue();
        decider.Forget();
        (await decider.DecideAsync(seal.Certificate, seal.Chain, "BE", _services.Now, Ct)).Chain.Fault.ShouldBe(ChainFault.Revoked);
    }

    private IssuedCertificate Withdrawn => _services.Shared.Seal(SealFlavour.WithdrawnCa);

    private async Task<string> OutcomeAsync(EnrolFlavour flavour)
    {
        var now = _services.Now;
        var tls =
            flavour.Tls == TlsFlavour.Good
                ? _services.Pki.CustomsTls
                : _services.Pki.IssueTls(
                    Trader.Eori,
                    "ap.trader.example",
                    ["ap.trader.example"],
                    flavour: flavour.Tls,
                    seal: _services.Shared.Seal(flavour.Seal)
                );
        var tlsDecision = await new TlsDecider(TrustAnchors.FromPem(_services.Pki.TlsAnchorsPem), Revocation()).DecideAsync(
            tls.Certificate,
            tls.Chain,
            CertificatePurpose.TlsClient,
            now,
            Ct
        );
        if (!tlsDecision.Accepted)
        {
            return "handshake refused";
        }

        using var lists = _services.Lists();
        var seal = _services.Shared.Seal(flavour.Seal);
        var decision = await Decider(lists).DecideAsync(seal.Certificate, seal.Chain, Trader.RegisteringState, now, Ct);
        if (!decision.Accepted)
        {
            return $"{Refusal.Of(decision.Chain, RefusalWording.Icd).Code} {decision.Chain.Fault}";
        }

        if (flavour.Registration(Trader, seal.Certificate) is { } registration)
        {
            await new RegistrationClient(_services.Http, _services.Host.Registry).RegisterAsync(registration, Ct);
        }

        _services.Host.Faults["registry"].Set(Trader.Eori, new FaultOrder(flavour.RegistryFault)).ShouldBeTrue();
        var authorisation = await _services.Registry().AuthoriseAsync(Trader, seal.Certificate, Ct);
        return authorisation.Granted ? "accepted" : $"{Refusal.Of(authorisation, RefusalWording.Icd).Code} {authorisation.SubCode}";
    }

    private SealDecider Decider(TrustedListStore lists) => new(lists, Revocation(), new SealAcceptance());

    private RevocationChecker Revocation() => _services.Revocation(UnreachableResponder.Refuse);
}
