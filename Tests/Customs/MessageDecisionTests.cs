using System.Reflection;
using System.Text.RegularExpressions;
using Ics2.Tests.Support;

namespace Ics2.Tests.Customs;

/// <summary>Decisions of lifecycle 10 that are about the messages themselves, and the count of all.</summary>
public sealed partial class MessageDecisionTests
{
    private const string House = "consignmentMasterLevel/consignmentHouseLevel";

    [Fact]
    public void Every_decision_has_a_test_that_names_it()
    {
        var named = typeof(MessageDecisionTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(method => Decision().Matches(method.Name).Select(match => int.Parse(match.Groups["number"].Value)))
            .ToHashSet();

        Enumerable.Range(1, 51).Except(named).ShouldBeEmpty();
        named.Max().ShouldBe(51);
    }

    [Theory]
    [InlineData("Müller Ünal Żółć", null)]
    [InlineData("Ελληνική Βιομηχανία", null)]
    [InlineData("Българско дружество № 5 – (1/2), 3 €", null)]
    [InlineData("上海", "102")]
    [InlineData("שלום", "102")]
    public void Letters_are_Latin_Greek_or_Cyrillic_and_digits_and_punctuation_are_nobodys__DEC_14(string text, string? code) =>
        Find("IE3F10", edit => edit.Set("declarant/name", text), "/IE3F10/declarant/name").ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_pointer_is_an_absolute_path_of_tags_with_an_index_where_they_repeat__DEC_17()
    {
        var editor = new MessageEditor(EnsTestData.Sample("IE3F11", houses: 2, items: 2), EnsTestData.Pack);
        editor.Set(House + "[2]/goodsItem[2]/goodsItemNumber", "7");

        EnsTestData
            .Validate(editor.ToString())
            .ShouldContain(finding => finding.Path == $"/IE3F11/{House}[2]/goodsItem[2]/goodsItemNumber");
    }

    [Fact]
    public void A_consultation_has_no_query_parameters_and_R3046_says_nothing__DEC_30()
    {
        EnsTestData.Pack.Message("IE3Q05").Root.DescendantsAndSelf().ShouldAllBe(row => !row.Rules.Contains("R3046"));
        EnsTestData.Validate(EnsTestData.Sample("IE3Q05")).ShouldBeEmpty();
    }

    [Theory]
    // street, number and P.O. box: at least one way is enough, all are allowed
    [InlineData("IE3F10", "declarant/address", "poBox", "1", null)]
    // beside an MRN: exactly one key
    [InlineData("IE3Q05", "", "transportDocumentHouse", "<documentNumber>D</documentNumber><type>N714</type>", "15")]
    public void Either_or_means_at_least_one_but_where_the_rule_says_exactly_one__DEC_31(
        string message,
        string parent,
        string tag,
        string content,
        string? code
    )
    {
        var editor = new MessageEditor(EnsTestData.Sample(message), EnsTestData.Pack);
        if (message == "IE3Q05")
        {
            editor.Remove("transportDocument").Remove("transportDocumentHouse").Put("", "<MRN>26NL00000000001AT0</MRN>");
        }
        else
        {
            editor.Put(parent, "<street>S</street>").Put(parent, "<number>1</number>");
        }

        EnsTestData
            .Validate(editor.Put(parent, $"<{tag}>{content}</{tag}>").ToString())
            .Select(finding => finding.Code)
            .ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public void Where_the_lists_contradict_themselves_the_readable_side_counts__DEC_39()
    {
        // The low-value code is 10900; document types are written N703 and N740, whatever C3046 speaks of.
        Find(
                "IE3F32",
                edit => edit.Put(House, "<additionalInformation><code>10900</code></additionalInformation>"),
                "/IE3F32/consignmentMasterLevel/consignmentHouseLevel[1]/additionalInformation[1]/code"
            )
            .ShouldBeEmpty();
        Find(
                "IE3F20",
                edit => edit.Set(House + "/transportDocumentHouseLevel/type", "N703"),
                $"/IE3F20/{House}[1]/transportDocumentHouseLevel/type"
            )
            .ShouldBeEmpty();
        Find(
                "IE3F20",
                edit => edit.Set(House + "/transportDocumentHouseLevel/type", "703"),
                $"/IE3F20/{House}[1]/transportDocumentHouseLevel/type"
            )
            .ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("XI000014", "XI", null)]
    [InlineData("XI000014", "FR", "12")]
    public void Northern_Ireland_is_an_entry_into_the_Union__DEC_49(string office, string entry, string? code)
    {
        var editor = new MessageEditor(EnsTestData.Sample("IE3F10", seed: 4), EnsTestData.Pack)
            .Set("customsOfficeOfFirstEntry/referenceNumber", office)
            .Remove("activeBorderTransportMeans/countriesOfRoutingOfMeansOfTransport");
        foreach (var (country, index) in new[] { "CN", entry }.Select((country, index) => (country, index)))
        {
            editor.Add(
                "activeBorderTransportMeans",
                $"<countriesOfRoutingOfMeansOfTransport><sequenceNumber>{index + 1}</sequenceNumber><country>{country}</country>"
                    + $"</countriesOfRoutingOfMeansOfTransport>"
            );
        }

        EnsTestData
            .Validate(editor.ToString())
            .Where(finding => finding.Rule == "R3018")
            .Select(finding => finding.Code)
            .ShouldBe(code is null ? [] : [code]);
    }

    private static List<string> Find(string message, Action<MessageEditor> edit, string path)
    {
        var editor = new MessageEditor(EnsTestData.Sample(message), EnsTestData.Pack);
        edit(editor);
        return [.. EnsTestData.Validate(editor.ToString()).Where(finding => finding.Path == path).Select(finding => finding.Code)];
    }

    [GeneratedRegex(@"DEC_(?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Decision();
}
