using System.Text.Json;
using Ics2.Tests.Support;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Trader.Settings;

public sealed class TraderFolderTests : IDisposable
{
    private readonly TraderWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var again = TraderFolder.Open(_world.Path);
        again.Settings.ShouldBe(_world.Settings);
        again.Mpc!.PartyId.ShouldBe(TraderPki.Eori);
        again.Seal.Issuers.Count.ShouldBe(2);
        again.SealTrust.Certificates.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_file_has_the_names_that_other_programs_rely_on()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_world.Path, "trader.json")));
        json.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["eori", "partyId", "endpoint", "channel", "mpc", "pushUrl", "seal", "tls", "tlsTrust", "sealTrust", "customsSeal"]);
        json.RootElement.GetProperty("channel").GetString().ShouldBe("pull");
        json.RootElement.GetProperty("pushUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("seal").EnumerateObject().Select(property => property.Name).ShouldBe(["file", "password"]);
        json.RootElement.GetProperty("endpoint").GetString().ShouldBe("https://localhost:8445/domibus/services/msh");
    }

    [Fact]
    public void Properties_of_later_versions_are_passed_over()
    {
        var path = Path.Combine(_world.Path, "trader.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"eori\"", "\"later\": { \"a\": 1 }, \"eori\"", StringComparison.Ordinal));
        TraderFolder.Open(_world.Path).Dispose();
    }

    [Fact]
    public void Paths_in_other_folders_are_taken_relative_to_the_folder_or_as_they_are()
    {
        var keys = Directory.CreateDirectory(Path.Combine(_world.Path, "keys")).FullName;
        File.Move(Path.Combine(_world.Path, "seal.p12"), Path.Combine(keys, "seal.p12"));
        File.Move(Path.Combine(_world.Path, "tls.p12"), Path.Combine(keys, "tls.p12"));
        Change("\"seal.p12\"", "\"keys/seal.p12\"");
        Change("\"tls.p12\"", JsonSerializer.Serialize(Path.Combine(keys, "tls.p12")));
        TraderFolder.Open(_world.Path).Dispose();
    }

    [Fact]
    public void Keys_and_passwords_are_for_the_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file mode");
        if (!OperatingSystem.IsWindows())
        {
            foreach (var name in new[] { "trader.json", "seal.p12", "tls.p12" })
            {
                File.GetUnixFileMode(Path.Combine(_world.Path, name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, name);
            }
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_says_how_to_make_one() =>
        Refusal(Path.Combine(_world.Path, "nowhere")).ShouldContain("ics2 enrol");

    [Theory]
    [InlineData("seal.p12", "seal")]
    [InlineData("tls.p12", "tls")]
    [InlineData("tls-trust.pem", "tlsTrust")]
    [InlineData("seal-trust.pem", "sealTrust")]
    public void A_missing_file_is_named_with_the_property_that_names_it(string file, string property)
    {
        File.Delete(Path.Combine(_world.Path, file));
        var refusal = Refusal();
        refusal.ShouldContain(file);
        refusal.ShouldContain($"'{property}'");
    }

    [Theory]
    [InlineData("seal.p12", "password")]
    [InlineData("tls.p12", "password")]
    [InlineData("tls-trust.pem", "BEGIN CERTIFICATE")]
    public void A_damaged_file_is_named(string file, string why)
    {
        File.WriteAllText(Path.Combine(_world.Path, file), "damaged");
        var refusal = Refusal();
        refusal.ShouldContain(file);
        refusal.ShouldContain(why);
    }

    [Fact]
    public void A_wrong_password_is_said_but_never_shown()
    {
        Change(TraderPki.Password, "wrong-but-secret");
        var refusal = Refusal();
        refusal.ShouldContain("password");
        refusal.ShouldNotContain("wrong-but-secret");
    }

    [Fact]
    public void Passwords_are_not_printed() => _world.Settings.ToString().ShouldNotContain(TraderPki.Password);

    [Theory]
    [InlineData("\"partyId\": \"BE0123456789\"", "\"partyId\": \"a@b@c@d\"", "partyId")]
    [InlineData("\"eori\": \"BE0123456789\"", "\"eori\": \"DE1\"", "eori")]
    [InlineData("\"endpoint\": \"https:", "\"endpoint\": \"http:", "endpoint")]
    [InlineData("\"endpoint\": \"https://localhost:8445", "\"endpoint\": \"", "endpoint")]
    [InlineData("\"channel\": \"pull\"", "\"channel\": \"push\"", "pushUrl")]
    [InlineData("\"channel\": \"pull\"", "\"channel\": \"both\"", "channel")]
    [InlineData("\"mpc\": \"urn", "\"mpc\": \" urn", "mpc")]
    [InlineData("\"sealTrust\"", "\"sealtruth\"", "sealTrust")]
    [InlineData("\"file\": \"seal.p12\",", "", "file")]
    [InlineData("\"tlsTrust\": \"tls-trust.pem\"", "\"tlsTrust\": null", "tlsTrust")]
    [InlineData("{", "", "trader.json")]
    public void A_setting_that_cannot_be_is_named(string from, string to, string named)
    {
        Change(from, to);
        Refusal().ShouldContain(named, Case.Insensitive);
    }

    private void Change(string from, string to)
    {
        var path = Path.Combine(_world.Path, "trader.json");
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private string Refusal(string? path = null) =>
        Should.Throw<TraderFolderException>(() => TraderFolder.Open(path ?? _world.Path)).Message;
}
