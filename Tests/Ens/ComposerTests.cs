using Ics2.Ens.Reading;
using Ics2.Ens.Validation;
using Ics2.Ens.Writing;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

public sealed class ComposerTests
{
    private readonly MessageComposer _composer = new(Pack);

    [Fact]
    public void Elements_are_ordered_by_the_table_whatever_order_they_were_set_in()
    {
        var bytes = _composer
            .Compose("IE3R01")
            .Set("declarant/identificationNumber", "BE0123456789")
            .Set("registrationDate", Now)
            .Set("MRN", "26NL00000000001AT0")
            .Set("transportDocument/type", "N705")
            .Set("transportDocument/documentNumber", "B/L 1")
            .Set("addressedMemberState/country", null)
            .Set("SpecificCircumstanceIndicator", "F10")
            .Set("LRN", "REF1")
            .ToBytes();

        new EnsValidator(Pack).Validate(bytes).ShouldBeEmpty();
        new EnsReader(Pack)
            .Read(bytes)
            .Message!.Root.Children.Select(child => child.Name)
            .ShouldBe(["LRN", "MRN", "registrationDate", "SpecificCircumstanceIndicator", "transportDocument", "declarant"]);
    }

    [Fact]
    public void Classes_that_repeat_are_added_one_by_one()
    {
        var message = _composer
            .Compose("IE3N99")
            .Add("error", error => error.Set("validationCode", "13").Set("pointer/messageElementPath", "/IE3F10/LRN"))
            .Add("error", error => error.Set("validationCode", "12").Set("description", "wrong"))
            .Set("notificationDate", Now)
            .Build();

        message.All("error").Select(error => error.Path).ShouldBe(["/IE3N99/error[1]", "/IE3N99/error[2]"]);
        message.All("error/validationCode").Select(code => code.Value).ShouldBe(["13", "12"]);
    }

    [Fact]
    public void A_path_that_the_table_does_not_know_is_a_programming_error()
    {
        Should.Throw<ArgumentException>(() => _composer.Compose("IE3R01").Set("lrn", "x")).Message.ShouldContain("has no lrn");
        Should.Throw<ArgumentException>(() => _composer.Compose("IE3R01").Set("declarant", "x")).Message.ShouldContain("is a class");
        Should.Throw<ArgumentException>(() => _composer.Compose("IE3R01").Add("LRN", _ => { })).Message.ShouldContain("is a leaf");
        Should.Throw<ArgumentException>(() => _composer.Compose("IE3X99"));
    }
}
