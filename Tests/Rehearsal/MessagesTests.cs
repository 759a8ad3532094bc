using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ics2.Rehearsal.Reporting;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.PayloadProcessing;

namespace Ics2.Tests.Rehearsal;

/// <summary>What Reqnroll's message formatter makes of a rehearsal.</summary>
public sealed class MessagesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-messages-");
    private KeyValuePair<string, JsonNode?>[] _messages = [];

    public async ValueTask InitializeAsync()
    {
        await ReportedRun.RunAsync(_folder.FullName);
        _messages = [.. Lines().Select(line => JsonNode.Parse(line)!.AsObject().ShouldHaveSingleItem())];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The types of Cucumber.Messages are made from the published schema: an unknown, missing or null property, or a word that no
    /// enumeration has, is
    /// refused.
    /// </summary>
    [Fact]
    public void Every_message_is_as_the_published_schema_says()
    {
        var strict = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            Converters = { new CucumberMessagesEnumConverterFactory() },
        };
        foreach (var line in Lines())
        {
            var message = JsonSerializer.Deserialize<Envelope>(line, strict).ShouldNotBeNull();

            JsonNode.DeepEquals(JsonNode.Parse(NdjsonSerializer.Serialize(message)), JsonNode.Parse(line)).ShouldBeTrue(line);
        }
    }

    [Fact]
    public void Messages_come_in_order_and_refer_only_to_what_was_said_before()
    {
        Of("meta").ShouldHaveSingleItem()["implementation"]!["name"]!.GetValue<string>().ShouldBe("Reqnroll");
        Array
            .FindIndex(_messages, message => message.Key == "meta")
            .ShouldBeLessThan(Array.FindIndex(_messages, message => message.Key == "source"));
        _messages[^1].Key.ShouldBe("testRunFinished");
        _messages[^1].Value!["success"]!.GetValue<bool>().ShouldBeFalse();
        Of("source").First()["mediaType"]!.GetValue<string>().ShouldBe("text/x.cucumber.gherkin+plain");
        Ids("testCase", "pickleId").ShouldBe(Ids("pickle"), ignoreOrder: true);
        Ids("testCaseStarted", "testCaseId").ShouldBe(Ids("testCase"), ignoreOrder: true);
        Ids("testCaseFinished", "testCaseStartedId").ShouldBe(Ids("testCaseStarted"), ignoreOrder: true);
        var steps = Of("testCase").SelectMany(test => test["testSteps"]!.AsArray()).ToArray();
        steps
            .SelectMany(step => step!["stepDefinitionIds"]?.AsArray() ?? [])
            .Select(id => id!.GetValue<string>())
            .Except(Ids("stepDefinition"), StringComparer.Ordinal)
            .ShouldBeEmpty();
        Ids("testStepFinished", "testStepId").ShouldBe(steps.Select(step => step!["id"]!.GetValue<string>()), ignoreOrder: true);
        Of("testStepFinished")
            .Select(message => message["testStepResult"]!["status"]!.GetValue<string>())
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["SKIPPED", "PASSED", "UNDEFINED", "FAILED"], ignoreOrder: true);
        Of("suggestion").ShouldHaveSingleItem()["snippets"]!.AsArray()[0]!["language"]!.GetValue<string>().ShouldBe("CSharp");
    }

    [Fact]
    public void Evidence_is_linked_beside_the_messages_and_not_put_inside()
    {
        var links = Of("attachment").Where(attachment => attachment["mediaType"]!.GetValue<string>() == "text/uri-list").ToArray();

        links.Length.ShouldBe(2);
        links.ShouldAllBe(link => File.Exists(Path.Combine(_folder.FullName, Uri.UnescapeDataString(link["body"]!.GetValue<string>()))));
        Of("attachment").ShouldAllBe(attachment => attachment["contentEncoding"]!.GetValue<string>() == "IDENTITY");
    }

    [Fact]
    public void The_checks_of_a_step_stand_with_it() =>
        Of("attachment")
            .Select(attachment => attachment["body"]!.GetValue<string>())
            .ShouldContain(text =>
                text.Contains("Pass: it is refused with: expected EBMS:0101, found EBMS:0101 (ICD Annex 4)", StringComparison.Ordinal)
            );

    private IEnumerable<string> Lines() =>
        File.ReadLines(Path.Combine(_folder.FullName, ReportFolder.Messages)).Where(line => line.Length > 0);

    private IEnumerable<JsonNode> Of(string kind) =>
        _messages.Where(message => message.Key.Equals(kind, StringComparison.Ordinal)).Select(message => message.Value!);

    private IEnumerable<string> Ids(string kind, string property = "id") =>
        Of(kind).Select(message => message[property]!.GetValue<string>());
}
