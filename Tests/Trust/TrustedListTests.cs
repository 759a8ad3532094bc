using System.Text;
using Ics2.Tests.Support;
using Ics2.Trust.Lists;

namespace Ics2.Tests.Trust;

public sealed class TrustedListTests(RunningServices services) : IClassFixture<RunningServices>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_of_lists_and_national_lists_of_both_versions_are_read_with_their_content()
    {
        var lotl = Read(await FetchAsync("eu-lotl.xml"), isLotl: true);
        lotl.Type.ShouldBe(TslNames.ListOfLists);
        lotl.Pointers.Select(pointer => pointer.Territory).ShouldBe(["EU", "BE", "DE"]);
        lotl.Pointers.ShouldAllBe(pointer => pointer.MimeType == TslNames.MimeType && pointer.Signers.Count == 1);

        var be = Read(await FetchAsync("be-tl.xml"));
        be.Version.ShouldBe(6);
        be.Services.Count.ShouldBe(2);
        be.Services[1].History.Select(state => state.StatusName).ShouldBe(["withdrawn", "granted"]);
        be.Services[0].History[0].Purposes.ShouldBe([TslNames.ForeSeals]);
        be.Services[0].History[0].Qualifiers.ShouldHaveSingleItem().Criteria.AreMetBy(services.Pki.CustomsSeal.Certificate).ShouldBeTrue();
        be.Services[0].History[0].Qualifiers[0].Criteria.AreMetBy(services.Pki.CustomsTls.Certificate).ShouldBeFalse();
        be.Services[0].At(services.Now.AddYears(-20)).ShouldBeNull();

        var de = Read(await FetchAsync("de-tl.xml"));
        de.Version.ShouldBe(5);
        de.Services.ShouldHaveSingleItem().History[0].Type.ShouldBe(TslNames.CaPkc);
        de.NextUpdate.ShouldNotBeNull().ShouldBeGreaterThan(services.Now);
    }

    [Fact]
    public async Task A_list_signed_by_somebody_else_is_refused_naming_both()
    {
        var list = await FetchAsync("be-tl.xml");
        TrustedListReader.TryRead(list, [services.Pki.ListOfListsSigner], out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain("List of Lists Signer");
        why.ShouldContain("National Lists Signer");
        TrustedListReader.TryRead(list, [], out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "<tsl:ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn",
        "<tsl:ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted",
        "digest"
    )]
    [InlineData("xades:MimeType>text/xml", "xades:MimeType>text/xsl", "digest")] // in the signed properties
    [InlineData(" URI=\"\"", " URI=\"#list\"", "signature was made by none")]
    [InlineData("<SignatureValue>", "<SignatureValue>AAAA", "signature was made by none")]
    [InlineData("<SignatureValue>", "<SignatureValue>!", "cannot be read")]
    [InlineData("rsa-sha256", "rsa-sha1", "RSA or ECDSA")] // KEY-05
    [InlineData(
        "http://www.w3.org/2001/10/xml-exc-c14n#\" /><SignatureMethod",
        "http://www.w3.org/TR/1999/REC-xslt-19991116\" /><SignatureMethod",
        "canonicalisation"
    )] // DIF-13
    [InlineData("http://uri.etsi.org/02231/v2#", "http://uri.etsi.org/02231/v1#", "The root is")]
    [InlineData(
        "</tsl:TrustServiceStatusList>",
        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></tsl:TrustServiceStatusList>",
        "found 2"
    )] // XSW-18
    [InlineData("<tsl:TrustServiceStatusList", "<!DOCTYPE x [<!ENTITY a \"b\">]><tsl:TrustServiceStatusList", "DTD")] // DIF-04
    [InlineData("</tsl:SchemeTerritory>", "</tsl:Territory>", "cannot be read")]
    public async Task A_list_that_was_changed_is_refused_with_the_reason(string from, string to, string reason)
    {
        var text = Encoding.UTF8.GetString((await FetchAsync("be-tl.xml")).Span);
        text.ShouldContain(from);
        TrustedListReader
            .TryRead(
                Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)),
                [services.Pki.ListsSigner],
                out var list,
                out var why
            )
            .ShouldBeFalse();
        list.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact] // XSW-01, XSW-05: the signed list within a forged one
    public async Task A_signature_that_does_not_stand_in_the_root_it_covers_is_refused()
    {
        var text = Encoding.UTF8.GetString((await FetchAsync("be-tl.xml")).Span);
        var forged =
            $"<tsl:TrustServiceStatusList "
            + $"xmlns:tsl=\"{TslNames.Tsl}\">{text[text.IndexOf("<tsl:Trust", StringComparison.Ordinal)..]}</tsl:TrustServiceStatusList>";
        TrustedListReader.TryRead(Encoding.UTF8.GetBytes(forged), [services.Pki.ListsSigner], out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain("child of the root");
    }

    [Fact] // XSW-12
    public async Task Signed_properties_whose_id_occurs_twice_are_refused()
    {
        var text = Encoding.UTF8.GetString((await FetchAsync("be-tl.xml")).Span);
        var doubled = text.Replace("<Object>", "<Object><x ID=\"signed-properties\"/></Object><Object>", StringComparison.Ordinal);
        doubled.Length.ShouldBeGreaterThan(text.Length);
        TrustedListReader.TryRead(Encoding.UTF8.GetBytes(doubled), [services.Pki.ListsSigner], out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain("or several");
    }

    [Fact]
    public void Fifty_megabytes_are_refused_at_once()
    {
        TrustedListReader.TryRead(new byte[50_000_000], [services.Pki.ListsSigner], out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain("33554432 at most");
    }

    [Fact] // XML-03, XML-04
    public void Deep_nesting_and_many_attributes_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        var wide = "<a " + string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"b{i}=''")) + "/>";
        foreach (var xml in new[] { deep, wide })
        {
            TrustedListReader.TryRead(Encoding.UTF8.GetBytes(xml), [services.Pki.ListsSigner], out _, out var why).ShouldBeFalse();
            why.ShouldNotBeNull().ShouldContain("nested deeper");
        }
    }

    private TrustedList Read(ReadOnlyMemory<byte> bytes, bool isLotl = false)
    {
        TrustedListReader
            .TryRead(bytes, [isLotl ? services.Pki.ListOfListsSigner : services.Pki.ListsSigner], out var list, out var why)
            .ShouldBeTrue(why);
        list.Notes.ShouldBeEmpty();
        return list;
    }

    private async Task<ReadOnlyMemory<byte>> FetchAsync(string file) =>
        await services.Http.GetByteArrayAsync(new Uri(services.Host.TrustedLists, file), Ct);
}
