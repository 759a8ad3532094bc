using System.Text.Json;
using System.Text.Json.Nodes;
using Ics2.Rehearsal.Reporting;

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

    [Fact]
    public void Every_message_is_as_the_published_schema_says()
    {
        var schema = new CucumberSchema();

        Lines().SelectMany(line => schema.Faults(JsonElement.Parse(line))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"source":{"uri":"a","data":"b"}}""", "/source/mediaType is missing")]
    [InlineData("""{"source":{"uri":1,"data":"b","mediaType":"text/x.cucumber.gherkin+plain"}}""", "/source/uri is 1, not string")]
    [InlineData(
        """{"testRunFinished":{"success":"yes","timestamp":{"seconds":1,"nanos":2}}}""",
        "/testRunFinished/success is \"yes\", not boolean"
    )]
    [InlineData(
        """{"testRunFinished":{"success":true,"timestamp":{"seconds":1.5,"nanos":2}}}""",
        "/testRunFinished/timestamp/seconds is 1.5, not integer"
    )]
    [InlineData("""{"testRunEnded":{}}""", "/testRunEnded is not in the schema")]
    [InlineData(
        """{"pickle":{"id":"1","uri":"a","name":"n","language":"en","steps":{},"tags":[],"astNodeIds":[null]}}""",
        "/pickle/steps is no list"
    )]
    public void What_the_schema_does_not_say_is_found(string message, string fault) =>
        new CucumberSchema().Faults(JsonElement.Parse(message)).ShouldContain(found => found == fault);

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
