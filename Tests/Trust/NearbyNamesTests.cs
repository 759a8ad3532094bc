using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Chains;

namespace Ics2.Tests.Trust;

/// <summary>What is said to have been expected when a CA is not accepted.</summary>
public sealed class NearbyNamesTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly IReadOnlyList<X509Certificate2> Hundreds =
    [
        .. Enumerable.Range(0, 300).Select(number => Ca($"CN=Anstalt{number} Qualified CA, O=Anstalt{number}, C=AT")),
        Ca("CN=D-Trust EU Seals 2023, O=D-Trust GmbH, C=DE"),
    ];

    [Fact]
    public void Hundreds_of_CAs_are_a_number_and_the_near_ones_by_name()
    {
        var text = NearbyNames.Expected(Ca("CN=D-Trust EU Seals 2019, O=D-Trust GmbH, C=DE"), Hundreds);
        text.ShouldStartWith("one of the 301 accepted CAs; names like it have 'CN=D-Trust EU Seals 2023");
        text.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void A_CA_of_nobody_is_like_none_of_them() =>
        NearbyNames.Expected(Ca("CN=My Own Lab, O=Vendor"), Hundreds).ShouldBe("one of the 301 accepted CAs; none has a name like it");

    [Fact]
    public void A_few_are_named_and_none_is_said_to_be_none()
    {
        NearbyNames.Expected(Ca("CN=Lab"), [Ca("CN=One"), Ca("CN=Two")]).ShouldBe("one of the accepted CAs: 'CN=One', 'CN=Two'");
        NearbyNames.Expected(Ca("CN=Lab"), []).ShouldContain("none is known");
    }

    private static X509Certificate2 Ca(string subject) =>
        new CertificateRequest(subject, Key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(1)
        );
}
