using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Trust;

/// <summary>A decider that lives while the lists change, and what the lists say of a CA at the date of a seal.</summary>
public sealed class SealDeciderTests : IDisposable
{
    private const string Lotl = "lotl.xml";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly FakeTimeProvider _network = new(Now);
    private readonly HttpClient _http = new();
    private readonly X509Certificate2 _signer = Made.SelfSigned("CN=Signer", Now);
    private readonly X509Certificate2 _ca = Ca("CN=CA");
    private readonly X509Certificate2 _otherCa = Ca("CN=Other CA");
    private readonly MemoryLists _source = new();
    private readonly TrustedListStore _lists;
    private int _issue;

    public SealDeciderTests() =>
        _lists = new TrustedListStore(
            new ListOptions(Lotl, [_signer]) { AlternateLists = "alternate-{0}.xml", AlternateSigners = [_signer] },
            _source,
            _clock,
            _network
        );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_CA_that_leaves_the_lists_is_refused_from_the_next_issue_on_and_one_that_comes_is_accepted()
    {
        var decider = Decider();
        Publish(Service(_ca));
        (await DecideAsync(decider, _ca)).Accepted.ShouldBeTrue();
        Fault(await DecideAsync(decider, _otherCa)).ShouldBe(ChainFault.NotTrusted);

        Publish(Service(_otherCa));
        await _lists.RefreshAsync(Ct);

        Fault(await DecideAsync(decider, _ca)).ShouldBe(ChainFault.NotTrusted);
        (await DecideAsync(decider, _otherCa)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_CA_that_is_withdrawn_is_refused_from_the_date_of_it_and_what_was_sealed_before_is_not()
    {
        var decider = Decider();
        Publish(Service(_ca, (TslNames.Withdrawn, Now.AddDays(-10)), (TslNames.Granted, Now.AddYears(-5))));

        Fault(await DecideAsync(decider, _ca)).ShouldBe(ChainFault.CaWithdrawn);
        Fault(await DecideAsync(decider, _ca, at: Now.AddDays(-10))).ShouldBe(ChainFault.CaWithdrawn);
        (await DecideAsync(decider, _ca, at: Now.AddDays(-10).AddSeconds(-1))).Accepted.ShouldBeTrue();

        // Kept as accepted by now, and asked about a later date.
        Fault(await DecideAsync(decider, _ca)).ShouldBe(ChainFault.CaWithdrawn);
    }

    [Fact]
    public async Task A_CA_that_is_listed_from_a_later_date_on_is_not_accepted_yet()
    {
        var decider = Decider();
        Publish(Service(_ca, (TslNames.Granted, Now.AddDays(1))));

        var decision = await DecideAsync(decider, _ca);

        Fault(decision).ShouldBe(ChainFault.CaWithdrawn);
        decision.Chain.Found.ShouldNotBeNull().ShouldContain("later date");
        (await DecideAsync(decider, _ca, at: Now.AddDays(1))).Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_CA_that_is_listed_twice_counts_by_the_entry_in_good_standing(bool goodFirst)
    {
        var decider = Decider();
        var (good, bad) = (Service(_ca), Service(_ca, (TslNames.Withdrawn, Now.AddYears(-1))));
        Publish(goodFirst ? [good, bad] : [bad, good]);

        var decision = await DecideAsync(decider, _ca);

        decision.Accepted.ShouldBeTrue(decision.Chain.Text);
        decision.State.ShouldNotBeNull().IsGranted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_entries_in_good_standing_the_qualified_one_counts(bool qualifiedFirst)
    {
        var decider = Decider();
        var (qualified, other) = (Service(_ca), Service(_ca, TslNames.CaPkc, (TslNames.Recognised, Now.AddYears(-1))));
        Publish(qualifiedFirst ? [qualified, other] : [other, qualified]);

        (await DecideAsync(decider, _ca)).State.ShouldNotBeNull().IsQualified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_CA_of_an_alternate_list_counts_for_seals_registered_in_that_state_alone()
    {
        var decider = Decider();
        Publish(Service(_ca));
        _source.Lists["alternate-FR.xml"] = List("FR", TslNames.Generic, [Service(_otherCa)]);

        (await DecideAsync(decider, _otherCa, "FR")).Accepted.ShouldBeTrue();
        Fault(await DecideAsync(decider, _otherCa)).ShouldBe(ChainFault.NotTrusted);
        Fault(await DecideAsync(decider, _otherCa, "DE")).ShouldBe(ChainFault.NotTrusted);
        (await DecideAsync(decider, _ca, "FR")).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_lists_nothing_is_accepted_and_that_is_said()
    {
        var decision = await DecideAsync(Decider(), _ca);

        decision.Accepted.ShouldBeFalse();
        decision.Chain.Text.ShouldContain("No trusted list could be loaded");
    }

    [Fact]
    public async Task A_certificate_for_TLS_that_is_used_for_sealing_is_named_as_one()
    {
        var decider = Decider();
        Publish(Service(_ca));
        OidCollection oids = [new Oid("1.3.6.1.5.5.7.3.2")];
        using var tls = Leaf(_otherCa, new X509EnhancedKeyUsageExtension(oids, critical: false));
        using var plain = Leaf(_otherCa);

        (await decider.DecideAsync(tls, [_otherCa], null, Now, Ct)).Chain.Text.ShouldContain("looks like the TLS certificate");
        (await decider.DecideAsync(plain, [_otherCa], null, Now, Ct)).Chain.Text.ShouldNotContain("TLS");
    }

    [Fact]
    public async Task Where_qualified_seals_are_asked_for_others_are_refused()
    {
        Publish(Service(_ca));

        Fault(await DecideAsync(Decider(new SealAcceptance { RequireQualified = true }), _ca)).ShouldBe(ChainFault.WrongType);
        (await DecideAsync(Decider(), _ca)).Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("0.4.0.1862.1.6.3", ChainFault.WrongType)]
    [InlineData("0.4.0.1862.1.6.1", ChainFault.WrongType)]
    [InlineData("0.4.0.1862.1.6.2", null)]
    [InlineData("0.4.0.1862.1.1", null)]
    public async Task A_certificate_that_says_it_is_for_something_else_is_refused_unless_that_is_allowed(
        string statement,
        ChainFault? fault
    )
    {
        Publish(Service(_ca));
        using var leaf = Leaf(_ca, Statements(statement));

        (await Decider().DecideAsync(leaf, [_ca], null, Now, Ct)).Chain.Fault.ShouldBe(fault);
        (await Decider(new SealAcceptance { RefuseOtherTypes = false }).DecideAsync(leaf, [_ca], null, Now, Ct)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_decided_is_used_again_for_the_same_certificates_date_and_lists_only()
    {
        var decider = Decider(keepFor: TimeSpan.FromSeconds(10));
        Publish(Service(_ca, (TslNames.Withdrawn, Now.AddDays(5)), (TslNames.Granted, Now.AddYears(-5))));
        using var leaf = Leaf(_ca);
        Task<SealDecision> Ask(DateTimeOffset at, string? state = null) => decider.DecideAsync(leaf, [_ca], state, at, Ct);

        var first = await Ask(Now);
        (await Ask(Now)).ShouldBeSameAs(first);
        (await Ask(Now, "BE")).ShouldNotBeSameAs(first);
        (await Ask(Now.AddDays(5).AddSeconds(-1))).Accepted.ShouldBeTrue();
        Fault(await Ask(Now.AddDays(5))).ShouldBe(ChainFault.CaWithdrawn);
        Fault(await Ask(Now.AddDays(-31))).ShouldBe(ChainFault.NotYetValid);

        _network.Advance(TimeSpan.FromSeconds(10));
        var later = await Ask(Now);
        later.ShouldNotBeSameAs(first);

        decider.Forget();
        (await Ask(Now)).ShouldNotBeSameAs(later);
    }

    [Fact]
    public async Task A_refusal_is_decided_anew_each_time()
    {
        var decider = Decider();
        Publish(Service(_ca));
        using var leaf = Leaf(_otherCa);

        var first = await decider.DecideAsync(leaf, [_otherCa], null, Now, Ct);

        (await decider.DecideAsync(leaf, [_otherCa], null, Now, Ct)).ShouldNotBeSameAs(first);
    }

    public void Dispose()
    {
        _lists.Dispose();
        _http.Dispose();
        new List<X509Certificate2> { _signer, _ca, _otherCa }.ForEach(one => one.Dispose());
    }

    private static X509Certificate2 Ca(string name) => Made.SelfSigned(name, Now, ca: true);

    private static X509Certificate2 Leaf(X509Certificate2 ca, params X509Extension[] extensions) =>
        Made.Exactly("CN=Leaf", ca, Now.AddDays(-30), Now.AddDays(300), extensions);

    private static DraftService Service(X509Certificate2 ca, params (string Status, DateTimeOffset Since)[] states) =>
        Service(ca, TslNames.CaQc, states);

    private static DraftService Service(X509Certificate2 ca, string type, params (string Status, DateTimeOffset Since)[] states) =>
        new(
            ca.Subject,
            ca,
            [
                .. (states.Length == 0 ? [(TslNames.Granted, Now.AddYears(-5))] : states).Select(state => new DraftState(
                    type,
                    state.Status,
                    state.Since
                )),
            ]
        );

    // SEQUENCE OF SEQUENCE { OID }, a type of certificate within its own statement.
    private static X509Extension Statements(string oid)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (oid.StartsWith("0.4.0.1862.1.6.", StringComparison.Ordinal))
            {
                writer.WriteObjectIdentifier("0.4.0.1862.1.6");
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                }
            }
            else
            {
                writer.WriteObjectIdentifier(oid);
            }
        }

        return new X509Extension("1.3.6.1.5.5.7.1.3", writer.Encode(), critical: false);
    }

    private static ChainFault? Fault(SealDecision decision)
    {
        decision.Accepted.ShouldBeFalse(decision.Chain.Text);
        return decision.Chain.Fault;
    }

    private SealDecider Decider(SealAcceptance? policy = null, TimeSpan? keepFor = null) =>
        new(
            _lists,
            new RevocationChecker(_http, new RevocationOptions { CacheFor = keepFor ?? TimeSpan.FromHours(1) }, _clock),
            policy ?? new SealAcceptance(),
            _network
        );

    private async Task<SealDecision> DecideAsync(SealDecider decider, X509Certificate2 ca, string? state = null, DateTimeOffset? at = null)
    {
        using var leaf = Leaf(ca);
        return await decider.DecideAsync(leaf, [ca], state, at ?? Now, Ct);
    }

    private void Publish(params DraftService[] services)
    {
        _source.Lists[Lotl] = List("EU", TslNames.ListOfLists, []);
        _source.Lists["be.xml"] = List("BE", TslNames.Generic, services);
    }

    // Each issue is newer than the one before.
    private ReadOnlyMemory<byte> List(string territory, string type, IReadOnlyList<DraftService> services) =>
        ListSigner.Sign(
            new TrustedListDraft(territory, 6, type, Now.AddDays(-100).AddSeconds(++_issue), Now.AddDays(80))
            {
                Services = services,
                Pointers = type == TslNames.ListOfLists ? [new DraftPointer("BE", "be.xml", _signer)] : [],
            }.ToXml(),
            _signer,
            Now
        );

    private sealed class MemoryLists : IListSource
    {
        public Dictionary<string, ReadOnlyMemory<byte>> Lists { get; } = new(StringComparer.Ordinal);

        public Task<ReadOnlyMemory<byte>> FetchAsync(string location, string? territory, CancellationToken cancellationToken) =>
            Lists.TryGetValue(location, out var list) ? Task.FromResult(list) : throw new FileNotFoundException("no such list");
    }
}
