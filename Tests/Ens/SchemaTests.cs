using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Schemas;
using Ics2.Ens.Validation;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>The generated schemas say what the validator says about structure, formats and code lists.</summary>
public sealed class SchemaTests(SchemaTests.Generated generated) : IClassFixture<SchemaTests.Generated>
{
    public static TheoryData<string> AllMessages => [.. Pack.MessageIds];

    [Theory]
    [MemberData(nameof(AllMessages))]
    public void A_sample_is_valid_by_its_schema(string message)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            generated.Schemas.Validate(Encoding.UTF8.GetBytes(Sample(message, seed, houses: 2))).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("IE3F10")]
    [InlineData("IE3F11")]
    [InlineData("IE3F32")]
    [InlineData("IE3F43")]
    [InlineData("IE3F51")]
    [InlineData("IE3N06")]
    [InlineData("IE3R02")]
    public void Schema_and_validator_agree_on_every_mutant(string message)
    {
        var validator = new EnsValidator(Pack);
        foreach (var mutant in Mutants.Of(message))
        {
            var bytes = Encoding.UTF8.GetBytes(mutant.Xml);
            var isValid = !validator.Validate(bytes).Any(finding => finding is { IsStructural: true, Code: not "14" });

            generated.Schemas.Validate(bytes).Any().ShouldBe(!isValid, mutant.ToString());
        }
    }

    [Theory]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE a SYSTEM 'http://example.com/x'><a/>")]
    [InlineData("<unknown/>")]
    public void What_no_schema_knows_is_a_finding(string text)
    {
        generated.Schemas.Validate(Encoding.UTF8.GetBytes(text)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_folder_without_or_with_broken_schemas_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-xsd-").FullName;
        try
        {
            Should.Throw<SpecPackException>(() => SchemaValidator.Load(folder)).Message.ShouldContain("no *.xsd");
            File.WriteAllText(
                Path.Combine(folder, "a.xsd"),
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"/etc/passwd\"/></xs:schema>"
            );
            Should.Throw<SpecPackException>(() => SchemaValidator.Load(folder)).Message.ShouldContain("cannot be compiled");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public sealed class Generated : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("ics2-xsd-").FullName;

        public Generated()
        {
            new SchemaWriter(Pack).WriteAll(_folder).Count.ShouldBe(84);
            Schemas = SchemaValidator.Load(_folder);
        }

        public SchemaValidator Schemas { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
