using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;
using Ics2.TrustServices;

[assembly: AssemblyFixture(typeof(Ics2.Tests.Support.PkiFixture))]

namespace Ics2.Tests.Support;

/// <summary>CAs, customs' own certificates and two traders, made once for all tests that ask for them: keys take seconds.</summary>
public sealed class PkiFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<TestPki> _pki;
    private readonly Lazy<SealingIdentity> _customsSeal;
    private readonly Lazy<TraderKit> _trader;
    private readonly Lazy<TraderKit> _other;

    public PkiFixture()
    {
        _pki = new(() => TestPki.OpenOrCreate(_folder.Path, TimeProvider.System));
        _customsSeal = new(() => new SealingIdentity(Pki.CustomsSeal.Certificate, Pki.CustomsSeal.Chain));
        _trader = new(() => new TraderKit(Pki, "BE0123456789"));
        _other = new(() => new TraderKit(Pki, "NL0123456789"));
    }

    public TestPki Pki => _pki.Value;

    public SealingIdentity CustomsSeal => _customsSeal.Value;

    public TrustAnchors SealAnchors => TrustAnchors.FromPem(Pki.SealAnchorsPem);

    public TrustAnchors TlsAnchors => TrustAnchors.FromPem(Pki.TlsAnchorsPem);

    internal TraderKit Trader => _trader.Value;

    internal TraderKit Other => _other.Value;

    public void Dispose()
    {
        if (_customsSeal.IsValueCreated)
        {
            _customsSeal.Value.Dispose();
        }

        _folder.Dispose();
    }
}

/// <summary>What a trader needs to speak: certificates, and a writer that seals with them.</summary>
internal sealed class TraderKit
{
    public static readonly Profile Profile = Profile.Ics2HtiV2;

    public TraderKit(TestPki pki, string partyId)
        : this(pki.IssueSeal(partyId, "Trader"), pki.IssueTls(partyId, "trader", ["localhost"]), partyId) { }

    public TraderKit(IssuedCertificate seal, IssuedCertificate tls, string partyId)
    {
        (Seal, Tls, PartyId) = (seal, tls, partyId);
        Writer = new MessageWriter(Profile, new SealingIdentity(seal.Certificate, seal.Chain), "trader.example.eu", TimeProvider.System);
    }

    public IssuedCertificate Seal { get; }

    public IssuedCertificate Tls { get; }

    public string PartyId { get; }

    public MessageWriter Writer { get; }

    public Mpc Channel => Mpc.ForParty(Profile.MpcToTrader, PartyId);

    public UserMessage Header(string action = "IE3F10") =>
        new()
        {
            MessageId = MessageId.New("trader.example.eu"),
            Timestamp = TimeProvider.System.GetUtcNow(),
            From = new Party(PartyId, Profile.TraderPartyIdType, Profile.TraderRole),
            To = new Party(Profile.CustomsPartyId, Profile.CustomsPartyIdType, Profile.CustomsRole),
            Agreement = new TypedValue(Profile.Agreement, Profile.AgreementType),
            Service = new TypedValue(Profile.ServiceToCustoms, Profile.ServiceType),
            Action = action,
        };

    public UserMessage Ping() => Header(Profile.TestAction) with { Service = new TypedValue(Profile.TestService, Type: null) };

    public SealedMessage Lodge(UserMessage header, string xml) =>
        Writer.WriteUserMessage(header, [new Payload("document@trader.example.eu", "application/xml", Encoding.UTF8.GetBytes(xml))]);
}

/// <summary>A registry in memory.</summary>
internal sealed class FakeRegistry(params TraderKit[] registered) : ISenderRegistry
{
    public Authorisation? Always { get; set; }

    public List<string> Asked { get; } = [];

    public Task<Authorisation> AuthoriseAsync(TraderPartyId party, X509Certificate2 seal, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(party.ToString());
        }

        var granted = registered.Any(kit => kit.PartyId == party.Eori && kit.Seal.Certificate.Thumbprint == seal.Thumbprint);
        return Task.FromResult(
            Always
                ?? new Authorisation(
                    granted,
                    granted ? null : "A001",
                    granted ? "registered" : "not registered",
                    "a registration",
                    "none",
                    "register"
                )
        );
    }
}
