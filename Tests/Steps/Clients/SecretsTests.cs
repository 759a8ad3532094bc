using Ics2.StepDefinitions.Clients;

namespace Ics2.Tests.Steps.Clients;

public sealed class SecretsTests
{
    private readonly Secrets _secrets = new(["correct-horse", "abc"]);

    [Theory]
    [InlineData("the password is correct-horse!", "the password is ***!")]
    [InlineData("abc is too short to be one", "abc is too short to be one")]
    [InlineData("--password x --trader dir", "--password *** --trader dir")]
    [InlineData("--api-token=\"x y\" -v", "--api-token=*** -v")]
    [InlineData("""{ "password": "p\"q", "file": "seal.p12" }""", """{ "password": ***, "file": "seal.p12" }""")]
    [InlineData("Authorization: Bearer eyJhbGciOi.x", "Authorization: Bearer ***")]
    [InlineData("https://name:word@host/path", "https://name:***@host/path")]
    [InlineData("securityToken: X509PKIPathv1", "securityToken: X509PKIPathv1")]
    public void Blanks_what_is_secret_and_nothing_else(string text, string shown) => _secrets.BlankIn(text).ShouldBe(shown);

    [Fact]
    public void Blanks_private_keys_whole_or_cut()
    {
        const string key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
        _secrets.BlankIn($"a\n{key}\nb\n{key}\nc").ShouldBe("a\n***\nb\n***\nc");
        _secrets.BlankIn("a\n-----BEGIN PRIVATE KEY-----\nMIIE", cutAfter: true).ShouldBe("a\n***");
        _secrets.BlankIn("IE\n-----END PRIVATE KEY-----\nb", cutBefore: true).ShouldBe("***\nb");
        _secrets.BlankIn("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----").ShouldContain("MIIE");
    }

    [Fact]
    public void Blanks_half_of_a_secret_at_a_cut()
    {
        _secrets.BlankIn("it is correct-ho", cutAfter: true).ShouldBe("it is ***");
        _secrets.BlankIn("ct-horse it is", cutBefore: true).ShouldBe("*** it is");
        _secrets.BlankIn("it is correct-ho").ShouldBe("it is correct-ho");
    }

    [Fact]
    public void Is_fast_with_hostile_text() =>
        _secrets.BlankIn(string.Concat(Enumerable.Repeat("-----BEGIN PRIVATE KEY-----", 2400))).Length.ShouldBeLessThan(2400 * 27);
}
