using System.Net;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.AccessPoint;

/// <summary>R3005, and DESIGN section 3 "Which EORI exists".</summary>
public sealed class EoriRegisterTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("BE0123456789", true)]
    [InlineData("XI123456789000", true)]
    [InlineData("GB123456789000", false)]
    [InlineData("CN123456789", false)]
    public Task An_open_register_knows_every_number_of_a_Member_State_and_of_Northern_Ireland(string eori, bool exists) =>
        WithRegisterAsync(
            new EoriRegisterOptions(),
            (register, _) =>
            {
                register.Exists(Eori.Parse(eori)).ShouldBe(exists);
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task A_strict_register_knows_whoever_is_enrolled_by_any_of_its_systems_and_whoever_is_listed() =>
        WithRegisterAsync(
            new EoriRegisterOptions { Strict = true, Known = ["NL1"] },
            async (register, enrol) =>
            {
                register.Exists(Eori.Parse("BE0123456789")).ShouldBeFalse();
                await enrol("BE0123456789");
                await enrol("system2@DE222");
                await enrol("FR333@BE");
                register.Exists(Eori.Parse("BE0123456789")).ShouldBeTrue();
                register.Exists(Eori.Parse("DE222")).ShouldBeTrue();
                register.Exists(Eori.Parse("DE22")).ShouldBeFalse();
                register.Exists(Eori.Parse("FR333")).ShouldBeTrue("the Member State behind it is where the seal is registered");
                register.Exists(Eori.Parse("NL1")).ShouldBeTrue();
            }
        );

    [Fact]
    public Task What_is_declared_about_one_number_goes_before_everything_else() =>
        WithRegisterAsync(
            new EoriRegisterOptions { Known = ["CN1"], Unknown = ["BE1"] },
            async (register, enrol) =>
            {
                await enrol("BE1");
                register.Exists(Eori.Parse("CN1")).ShouldBeTrue();
                register.Exists(Eori.Parse("BE1")).ShouldBeFalse();
                await register.DeclareAsync(Eori.Parse("BE1"), exists: true);
                register.Exists(Eori.Parse("BE1")).ShouldBeTrue();
                register.Declared.ShouldBe([("BE1", true), ("CN1", true)]);
            }
        );

    [Fact]
    public async Task A_strict_access_point_refuses_the_parties_it_does_not_know_each_by_name()
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options =>
                options with
                {
                    EoriRegister = new EoriRegisterOptions { Strict = true, Known = [pki.Trader.PartyId] },
                }
        );

        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), CarriedByOther(AccessPointHostTests.Sample("LRN-1"))));

        var refusal = AccessPointHostTests.Open(await host.PullAsync(pki.Trader)).Document;
        refusal.Id.ShouldBe("IE3N99");
        refusal.All("error/technicalErrorMessage").ShouldAllBe(text => text.Value!.EndsWith(" R3005", StringComparison.Ordinal));
        refusal.All("error/validationCode").ShouldAllBe(code => code.Value == "12");
        refusal
            .All("error/pointer/messageElementPath")
            .Select(path => path.Value)
            .ShouldContain(path => path == "/IE3F10/consignmentMasterLevel/carrier/identificationNumber");
        refusal
            .All("error/pointer/messageElementPath")
            .Select(path => path.Value)
            .ShouldNotContain(path => path == "/IE3F10/declarant/identificationNumber");
    }

    private static string CarriedByOther(string xml)
    {
        var carrier = xml.IndexOf("<carrier>", StringComparison.Ordinal);
        var number = xml.IndexOf("BE0123456789", carrier, StringComparison.Ordinal);
        return string.Concat(xml.AsSpan(0, number), "NL123456789", xml.AsSpan(number + "BE0123456789".Length));
    }

    [Fact]
    public async Task The_management_API_shows_the_register_and_takes_declarations()
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { EoriRegister = new EoriRegisterOptions { Unknown = ["BE9"] } }
        );

        (await Put(host, "BE8", new { exists = false })).ShouldBe(HttpStatusCode.OK);
        (await Put(host, "BE9", new { exists = true })).ShouldBe(HttpStatusCode.OK);
        (await Put(host, "be8", new { exists = true })).ShouldBe(HttpStatusCode.BadRequest);
        (await Put(host, "BE8", new { known = true })).ShouldBe(HttpStatusCode.BadRequest);

        var register = await host.GetAsync("/eori-register");
        register.GetProperty("mode").GetString().ShouldBe("open");
        register
            .GetProperty("declared")
            .EnumerateArray()
            .Select(entry => $"{entry.GetProperty("eori")} {entry.GetProperty("exists")}")
            .ShouldBe(["BE8 False", "BE9 True"]);
    }

    [Fact]
    public async Task An_EORI_that_is_none_is_refused_at_the_start() =>
        (
            await Should.ThrowAsync<ArgumentException>(() =>
                RunningHost.StartAsync(
                    pki,
                    _folder.Path,
                    options => options with { EoriRegister = new EoriRegisterOptions { Unknown = ["BE_1"] } }
                )
            )
        ).Message.ShouldContain("BE_1");

    public void Dispose() => _folder.Dispose();

    private static async Task<HttpStatusCode> Put(RunningHost host, string eori, object body)
    {
        using var response = await host.PutAsync("/eori-register/" + eori, body);
        return response.StatusCode;
    }

    private async Task WithRegisterAsync(EoriRegisterOptions options, Func<EoriRegister, Func<string, Task>, Task> check)
    {
        await using var store = SqliteStore.Open(_folder.Path);
        await check(
            new EoriRegister(store, store, SpecPack.Embedded(), options, TimeProvider.System),
            party => store.PutOperatorAsync(Operator.Unknown(TraderPartyId.Parse(party)), default)
        );
    }
}
