using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using Ics2.TrustServices;

namespace Ics2.Tests.Trust;

/// <summary>The list of lists from a folder: from the Official Journal's signers over the pivots to the list of today.</summary>
public sealed class PivotTests : IDisposable
{
    private const string Older = "eu-lotl-pivot-1.xml";
    private const string Newer = "eu-lotl-pivot-2.xml";

    private readonly TempFolder _folder = new();
    private readonly SharedPki _shared = SharedPki.Instance;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private X509Certificate2 Journal => _shared.Pki.Authorities.ListOfListsSigner;

    private X509Certificate2 Second => _shared.Pki.Authorities.ListsSigner;

    private X509Certificate2 Third => _shared.Pki.Authorities.Tls.Certificate;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_of_today_is_reached_over_two_changes_of_its_signers()
    {
        Fill();
        var (cas, lists) = await LoadAsync();
        lists.ShouldAllBe(list => list.Problem == null);
        cas.ServiceCount.ShouldBe(1);
    }

    [Fact]
    public async Task Who_holds_the_signers_of_today_needs_no_pivots()
    {
        Fill();
        Accept(Third);
        File.Delete(Path(Older));
        File.Delete(Path(Newer));
        (await LoadAsync()).Cas.ServiceCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task A_missing_pivot_is_named(string pivot)
    {
        Fill();
        File.Delete(Path(pivot));
        var problem = (await LoadAsync()).Lists.ShouldHaveSingleItem().Problem!;
        problem.ShouldContain($"pivot https://lists.example/{pivot} is missing");
        problem.ShouldContain("no file");
    }

    [Fact]
    public async Task A_pivot_that_its_predecessor_does_not_vouch_for_ends_the_way()
    {
        Fill();
        Write(Newer, signer: Third, signers: Third);
        (await LoadAsync()).Lists.ShouldHaveSingleItem().Problem!.ShouldContain($"{Newer} does not follow");
    }

    [Fact]
    public async Task Pivots_do_not_help_a_list_that_their_last_signer_did_not_sign()
    {
        Fill();
        Write("eu-lotl.xml", signer: Second, signers: Third, Newer, Older);
        var (cas, lists) = await LoadAsync();
        cas.ServiceCount.ShouldBe(0);
        lists.ShouldHaveSingleItem().Problem!.ShouldContain("none of the accepted signers");
    }

    [Fact]
    public async Task Signers_of_yesterday_point_to_the_present_Official_Journal()
    {
        Write("eu-lotl.xml", signer: Third, signers: Third);
        Accept(Journal);
        (await LoadAsync()).Lists.ShouldHaveSingleItem().Problem!.ShouldContain("C/2026/1944");
    }

    [Fact]
    public async Task Without_the_file_of_signers_the_cause_is_that_file_and_where_to_get_them()
    {
        Fill();
        File.Delete(Path("lotl-signers.pem"));
        var problem = (await LoadAsync()).Lists.ShouldHaveSingleItem().Problem!;
        problem.ShouldContain("lotl-signers.pem");
        problem.ShouldContain("C/2026/1944");
    }

    [Fact]
    public async Task A_preflight_that_could_load_no_list_is_not_ready()
    {
        Fill();
        File.Delete(Path(Older));
        using var store = Store();
        var seal = Read(_shared.Seal(SealFlavour.Qualified));
        var services = new PreflightInspection(
            store,
            new Ics2.Trust.Revocation.RevocationChecker(new HttpClient(), new(), _shared.Clock),
            new Ics2.Trust.Certificates.TrustAnchors([]),
            registry: null,
            new Ics2.Trust.Deciding.SealAcceptance(),
            _shared.Clock
        );
        var report = await services.RunAsync(new PreflightSubject(new(null, "BE0123456789", null), seal, Read(_shared.Pki.CustomsTls)), Ct);

        report.Verdict.ShouldBe(PreflightVerdict.Inconclusive);
        PreflightCheck Of(string id) => report.Checks.Single(check => check.Id == id);
        Of("seal-ca-listed").Verdict.ShouldBe(PreflightVerdict.Inconclusive);
        Of("seal-ca-listed").Evidence.ShouldContain(Older);
        Of("seal-qualified").Verdict.ShouldBe(PreflightVerdict.Inconclusive);
        Of("tls-ca-accepted").Verdict.ShouldBe(PreflightVerdict.Inconclusive);
        report.Checks.ShouldNotContain(check => check.Verdict == PreflightVerdict.Failed);
    }

    private static CertificateFile Read(IssuedCertificate issued) =>
        CertificateFile.TryRead(issued.ToPkcs12("p"), "p", out var file, out var why) ? file : throw new InvalidOperationException(why);

    // Signed by the Journal's signer: the older pivot; then each by whom the one before it names.
    private void Fill()
    {
        Write(Older, signer: Journal, signers: Second);
        Write(Newer, signer: Second, signers: Third);
        Write("eu-lotl.xml", signer: Third, signers: Third, Newer, Older);
        Accept(Journal);
        var now = _shared.Clock.GetUtcNow();
        var national = new TrustedListDraft("BE", 6, TslNames.Generic, now, now.AddDays(90))
        {
            Services =
            [
                new DraftService(
                    "CA",
                    _shared.Pki.Authorities.Qualified.Certificate,
                    [new(TslNames.CaQc, TslNames.Granted, now.AddYears(-1))]
                ),
            ],
        };
        File.WriteAllBytes(Path("BE.xml"), ListSigner.Sign(national.ToXml(), Second, now));
    }

    private void Write(string file, X509Certificate2 signer, X509Certificate2 signers, params string[] pivots)
    {
        var now = _shared.Clock.GetUtcNow();
        var draft = new TrustedListDraft("EU", 6, TslNames.ListOfLists, now, now.AddDays(90))
        {
            InformationUris =
            [
                "https://lists.example/legal-notice.html",
                .. pivots.Select(pivot => "https://lists.example/" + pivot),
                "https://eur-lex.example/C_2026_1944",
            ],
            Pointers =
            [
                new DraftPointer("EU", "https://lists.example/eu-lotl.xml", signers),
                new DraftPointer("BE", "https://lists.example/be.xml", Second),
            ],
        };
        File.WriteAllBytes(Path(file), ListSigner.Sign(draft.ToXml(), signer, now));
    }

    private void Accept(X509Certificate2 signer) => File.WriteAllText(Path("lotl-signers.pem"), signer.ExportCertificatePem());

    private string Path(string file) => System.IO.Path.Combine(_folder.Path, file);

    private TrustedListStore Store()
    {
        var folder = new FolderLists(_folder.Path);
        return new TrustedListStore(folder.OptionsOrWhyNot(), folder, _shared.Clock);
    }

    private async Task<(ListedCas Cas, IReadOnlyList<ListState> Lists)> LoadAsync()
    {
        using var store = Store();
        return (await store.CurrentAsync(registeringState: null, Ct), store.States);
    }
}
