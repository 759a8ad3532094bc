using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.TrustServices;

public sealed class TestPkiTests
{
    private readonly SharedPki _shared = SharedPki.Instance;

    [Fact]
    public void Opening_the_folder_again_gives_the_same_certificates_with_their_keys()
    {
        var again = TestPki.OpenOrCreate(_shared.Folder.FullName, _shared.Clock);
        again.CustomsSeal.Certificate.RawData.ShouldBe(_shared.Pki.CustomsSeal.Certificate.RawData);
        again.CustomsTls.Certificate.HasPrivateKey.ShouldBeTrue();
        again.CustomsSeal.Chain.Select(c => c.Subject).ShouldBe(_shared.Pki.CustomsSeal.Chain.Select(c => c.Subject));
    }

    [Fact]
    public void Private_keys_are_readable_by_the_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file mode");
        if (!OperatingSystem.IsWindows())
        {
            var files = _shared
                .Folder.GetFiles("*.pem")
                .Where(file => File.ReadAllText(file.FullName).Contains("PRIVATE KEY", StringComparison.Ordinal))
                .ToList();
            files.ShouldNotBeEmpty();
            files.ShouldAllBe(file => file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Fact]
    public void A_damaged_file_is_named_with_the_way_out()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-pki-");
        _shared.Folder.GetFiles("*.pem").ToList().ForEach(file => file.CopyTo(Path.Combine(folder.FullName, file.Name)));
        File.WriteAllText(Path.Combine(folder.FullName, "tls-ca.pem"), "nonsense");
        var thrown = Should.Throw<InvalidDataException>(() => TestPki.OpenOrCreate(folder.FullName, _shared.Clock));
        thrown.Message.ShouldContain("tls-ca.pem");
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_PKCS12_holds_key_leaf_and_whole_chain()
    {
        var seal = _shared.Pki.IssueSeal("DE123456789", "Spedition Müller & Söhne");
        var loaded = X509CertificateLoader.LoadPkcs12Collection(seal.ToPkcs12("geheim"), "geheim");
        loaded.Count.ShouldBe(3);
        var leaf = loaded.Single(certificate => certificate.HasPrivateKey);
        leaf.Thumbprint.ShouldBe(seal.Certificate.Thumbprint);
        leaf.Subject.ShouldContain("NTRDE-123456789");
        X509CertificateLoader
            .LoadPkcs12Collection(_shared.Pki.CustomsSeal.ToPkcs12("p"), "p")
            .Count(certificate => certificate.HasPrivateKey)
            .ShouldBe(1); // no CA key leaves the PKI
        Should.Throw<CryptographicException>(() => X509CertificateLoader.LoadPkcs12Collection(seal.ToPkcs12("geheim"), "falsch"));
    }

    [Theory]
    [InlineData(SealFlavour.Qualified)]
    [InlineData(SealFlavour.LeafOnly)]
    public void A_PKCS12_lists_the_leaf_first_then_its_issuers(SealFlavour flavour)
    {
        var seal = _shared.Seal(flavour);
        var file = Pkcs12Info.Decode(seal.ToPkcs12("geheim"), out _);
        file.VerifyMac("geheim").ShouldBeTrue();
        var certificates = file.AuthenticatedSafe[0];
        certificates.Decrypt("geheim");
        certificates
            .GetBags()
            .Cast<Pkcs12CertBag>()
            .Select(bag => bag.GetCertificate().Thumbprint)
            .ShouldBe([seal.Certificate.Thumbprint, .. seal.Chain.Select(issuer => issuer.Thumbprint)]);
    }

    [Theory]
    [InlineData(SealFlavour.Qualified)]
    [InlineData(SealFlavour.NonQualified)]
    public void The_platform_chain_engine_agrees_that_a_seal_is_good(SealFlavour flavour)
    {
        var seal = _shared.Seal(flavour);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(_shared.Pki.SealAnchorsPem);
        chain.ChainPolicy.ExtraStore.AddRange(seal.Chain.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _shared.Clock.GetUtcNow().UtcDateTime;
        chain.Build(seal.Certificate).ShouldBeTrue(string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public async Task The_TLS_certificates_serve_and_open_a_mutual_connection()
    {
        var trader = _shared.Pki.IssueTls("BE0123456789", "ap.trader.example", ["localhost"]);
        var (server, served) = Serve(_shared.Pki.CustomsTls.Certificate);
        using var client = new TcpClient();
        await client.ConnectAsync(server, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [trader.Certificate],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            TestContext.Current.CancellationToken
        );
        (await served).ShouldBe(trader.Certificate.Thumbprint);
        tls.RemoteCertificate!.GetCertHashString().ShouldBe(_shared.Pki.CustomsTls.Certificate.Thumbprint);
    }

    [Fact]
    public void An_EORI_that_is_none_is_refused() =>
        Should.Throw<ArgumentException>(() => _shared.Pki.IssueSeal("nonsense", "Trader")).Message.ShouldContain("EORI");

    private static (IPEndPoint Server, Task<string?> Served) Serve(X509Certificate2 certificate)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint, ServeAsync(listener, certificate));
    }

    private static async Task<string?> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var socket = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        listener.Stop();
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, remote, _, _) => remote is not null,
            },
            TestContext.Current.CancellationToken
        );
        return tls.RemoteCertificate?.GetCertHashString();
    }
}
