using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Sealing;
using Ics2.Cli.Options;
using Ics2.Contract.Management;
using Ics2.Ens.Catalogue;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Deciding;
using Ics2.Trust.Preflight;
using Ics2.Trust.Registry;

namespace Ics2.Cli.Verbs;

/// <summary>What customs will answer, and why.</summary>
/// <param name="To">What it answers so: <c>filing</c>, <c>handshake</c>.</param>
/// <param name="Code">The code, with its cause in a word.</param>
/// <param name="Text">What is wrong, in a sentence.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record ForecastRefusal(string To, string Code, string Text, string? Remedy);

/// <summary>
/// What customs will really answer to a trader with these certificates and this EORI, computed by the checks that the access point runs
/// (DESIGN section 2, "One truth").
/// </summary>
/// <param name="clock">The date to judge at.</param>
internal sealed class EnrolmentForecast(TimeProvider clock)
{
    private const string EoriCheck = "R3005";

    /// <summary>What can be known before anything is sent: the own seal as it will be once its CA is listed, and the EORI.</summary>
    /// <param name="party">Who wants to be enrolled.</param>
    /// <param name="seal">The own seal; null for one that is issued.</param>
    /// <param name="tls">The own TLS certificate or its CA; null likewise.</param>
    /// <param name="register">What customs knows about EORIs.</param>
    public IReadOnlyList<ForecastRefusal> Before(TraderPartyId party, CertificateFile? seal, CertificateFile? tls, RegisterView register) =>
        [.. OfSeal(seal), .. OfTls(tls), .. OfEori(party, register)];

    /// <summary>What customs answers to a message under that seal, by the lists as they are after the enrolment.</summary>
    /// <returns>Null where it is accepted.</returns>
    public async Task<ForecastRefusal?> AfterAsync(
        TraderPartyId party,
        CertificateFile seal,
        TrustAccess simulator,
        CancellationToken cancellationToken
    )
    {
        using var services = new AskedServices(folder: null, simulator, files => files.OptionsOrWhyNot());
        var decision = await new SealDecider(services.Lists!, services.Revocation, new SealAcceptance()).DecideAsync(
            seal.Leaf,
            seal.Others,
            party.RegisteringState,
            clock.GetUtcNow(),
            cancellationToken
        );
        return decision.Accepted ? null : Refused("filing", decision.Chain);
    }

    private IEnumerable<ForecastRefusal> OfSeal(CertificateFile? seal)
    {
        if (seal is not null)
        {
            // What is listed at the enrolment is the CA at the end of what was given.
            var ca = PkiPath.OrderIssuers(seal.Leaf, seal.Others) is [.., var last] ? last : seal.Leaf;
            var chain = Check(seal, ca, CertificatePurpose.Seal);
            if (!chain.Accepted)
            {
                yield return Refused("filing", chain);
            }
        }
    }

    private IEnumerable<ForecastRefusal> OfTls(CertificateFile? tls)
    {
        // A CA is only judged by what it will have issued.
        if (tls is not null && !IsCa(tls.Leaf))
        {
            var ca = PkiPath.OrderIssuers(tls.Leaf, tls.Others) is [.., var last] ? last : tls.Leaf;
            var chain = Check(tls, ca, CertificatePurpose.TlsClient);
            if (!chain.Accepted && chain.Fault is not (ChainFault.NotTrusted or ChainFault.IncompletePath))
            {
                yield return Refused("handshake", chain);
            }
        }
    }

    private static IEnumerable<ForecastRefusal> OfEori(TraderPartyId party, RegisterView register)
    {
        var declared = register.Declared.FirstOrDefault(one => one.Eori == party.Eori);
        var exists = declared?.Exists ?? (register.Mode == "strict" || SpecPack.Embedded().IsEntryCountry(party.IssuingState));
        if (!exists)
        {
            var code = SpecPack.Embedded().Checks[EoriCheck].Verdicts[0].Code;
            yield return new ForecastRefusal(
                "filing",
                $"IE3N99 with code {code} ({EoriCheck})",
                declared is null
                    ? $"The EORI {party.Eori} is of {party.IssuingState}, which is no Member State: customs knows no such EORI."
                    : $"The EORI {party.Eori} has been declared not to exist.",
                declared is null
                    ? "File under an EORI that a Member State issued (or Northern Ireland, XI); a trader from elsewhere applies for one where it "
                        + "first deals with customs."
                    : "Declare it to exist (PUT /eori-register/EORI), or take another."
            );
        }
    }

    private ChainDecision Check(CertificateFile file, X509Certificate2 ca, CertificatePurpose purpose) =>
        new ChainChecker(new TrustAnchors([ca])).Check(file.Leaf, file.Others, purpose, clock.GetUtcNow());

    private static ForecastRefusal Refused(string to, ChainDecision chain) =>
        new(
            to,
            to == "handshake" ? "no TLS connection" : $"{Refusal.Of(chain, RefusalWording.Icd).Code} {chain.Fault}",
            $"{chain.Text} Expected: {chain.Expected}. Found: {chain.Found}.",
            chain.Remedy
        );

    private static bool IsCa(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);
}
