using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>serve: how it gets ready, how it ends, and why it does not start.</summary>
public sealed class ServeVerbTests(PkiFixture pki) : IDisposable
{
    private readonly PreparedData _data = new(pki);

    private string ReadyFile => _data.Beside("ready.json");

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_0_and_takes_the_ready_file_away(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        await using var serve = Serve("--json");
        var ready = await serve.ReadyAsync(ReadyFile);
        ready.ShouldHave(
            "as4:text",
            "management:text",
            "registry:text",
            "processId:number",
            "dashboard?:text",
            "trustedLists?:text",
            "revocation?:text"
        );
        ready.GetProperty("processId").GetInt32().ShouldBe(serve.Id);
        foreach (var name in new[] { "as4", "management", "registry" })
        {
            var url = new Uri(ready.GetProperty(name).GetString()!);
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken); // ready means that it answers
        }

        await serve.SignalAsync(signal);

        var ran = (await serve.EndAsync()).ShouldEndWith(0);
        File.Exists(ReadyFile).ShouldBeFalse();
        ran.Json.GetProperty("as4").GetString().ShouldBe(ready.GetProperty("as4").GetString());
        (ran.Output + ran.Errors).ShouldNotContain('\u001b');
        ran.Errors.ShouldContain("ics2 enrol --eori");
    }

    [Theory]
    [InlineData("--port", "--management-port")]
    [InlineData("--management-port", "--port")]
    public async Task A_port_in_use_ends_it_with_3_and_names_the_port(string taken, string free)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var ran = (
            await Ics2Process.RunAsync("serve", "--data", _data.Data, taken, port, free, "0", "--ready-file", ReadyFile)
        ).ShouldEndWith(3);

        ran.Errors.ShouldContain(port);
        ran.Errors.ShouldContain(taken);
        ran.Errors.ShouldNotContain("   at ");
        File.Exists(ReadyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_data_folder_in_use_ends_it_with_3_and_leaves_the_first_alone()
    {
        await using var first = Serve();
        var ready = await first.ReadyAsync(ReadyFile);

        var second = (
            await Ics2Process.RunAsync(
                "serve",
                "--data",
                _data.Data,
                "--port",
                "0",
                "--management-port",
                "0",
                "--ready-file",
                _data.Beside("second.json")
            )
        ).ShouldEndWith(3);

        second.Errors.ShouldContain("in use");
        second.Errors.ShouldContain("--data");
        File.Exists(_data.Beside("second.json")).ShouldBeFalse();
        using var http = new HttpClient();
        (
            await http.GetAsync(
                new Uri(ready.GetProperty("management").GetString() + "health/ready"),
                TestContext.Current.CancellationToken
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_and_a_damaged_database_end_it_with_3()
    {
        var file = _data.Beside("a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (await Ics2Process.RunAsync("serve", "--data", file, "--port", "0", "--management-port", "0"))
            .ShouldEndWith(3)
            .Errors.ShouldNotContain("should not happen");

        await File.WriteAllTextAsync(
            Path.Combine(_data.Data, "accesspoint.db"),
            "this is no database, and longer than the header of one would be, by far: " + new string('x', 200),
            TestContext.Current.CancellationToken
        );
        var ran = (await Ics2Process.RunAsync("serve", "--data", _data.Data, "--port", "0", "--management-port", "0")).ShouldEndWith(3);
        ran.Errors.ShouldContain("accesspoint.db");
        ran.Errors.ShouldNotContain("should not happen");
    }

    [Fact]
    public async Task A_chaos_file_that_makes_no_sense_ends_it_with_3_and_names_the_line()
    {
        var file = _data.Beside("chaos.yaml");
        await File.WriteAllTextAsync(file, "rules:\n  - name: a\n    do: dance\n", TestContext.Current.CancellationToken);

        var ran = (
            await Ics2Process.RunAsync("serve", "--data", _data.Data, "--port", "0", "--management-port", "0", "--chaos", file)
        ).ShouldEndWith(3);

        ran.Errors.ShouldContain("chaos.yaml, line 3");
        ran.Errors.ShouldContain("lose-receipt");
    }

    [Fact]
    public async Task The_switches_of_customs_come_from_a_file_that_is_documented_and_one_that_makes_no_sense_ends_it_with_3()
    {
        var documented = Repository.PathOf("fixtures", "customs.json");
        await using (var serve = Serve("--customs", documented))
        {
            await serve.ReadyAsync(ReadyFile);
        }

        using var all = JsonDocument.Parse(
            await File.ReadAllTextAsync(documented, TestContext.Current.CancellationToken),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
        );
        all.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(
                typeof(Ics2.Customs.Model.CustomsOptions)
                    .GetProperties()
                    .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                    .Where(name => name != "equalityContract"),
                ignoreOrder: true
            );

        foreach (
            var (text, why) in new[]
            {
                ("{ \"colour\": true }", "colour"),
                ("{ \"arrivalTolerance\": \"2.00:00:00\" }", "a day"),
                ("{", "fixtures/customs.json"),
            }
        )
        {
            var file = _data.Beside("wrong.json");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            (await Ics2Process.RunAsync("serve", "--data", _data.Data, "--port", "0", "--management-port", "0", "--customs", file))
                .ShouldEndWith(3)
                .Errors.ShouldContain(why);
        }
    }

    [Fact]
    public async Task An_impossible_playbook_ends_it_with_3_and_the_line_and_the_default_one_explains_itself()
    {
        var file = _data.Beside("playbook.yaml");
        await File.WriteAllTextAsync(
            file,
            "rules:\n  - name: a\n    when: { lrn: X* }\n    then: [dance]\n",
            TestContext.Current.CancellationToken
        );
        foreach (var arguments in new[] { new[] { "--explain" }, ["--data", _data.Data, "--port", "0", "--management-port", "0"] })
        {
            (await Ics2Process.RunAsync(["serve", "--playbook", file, .. arguments])).ShouldEndWith(3).Errors.ShouldContain("line 4");
        }

        var explained = (await Ics2Process.RunAsync("serve", "--playbook", "default", "--explain")).ShouldEndWith(0).Output;
        foreach (
            var prefix in new[]
            {
                "RFI-*",
                "RFI2-*",
                "AMD-*",
                "RFS-*",
                "DNL-*",
                "CTL-*",
                "RISK-*",
                "SLOW-*",
                "WAIT-*",
                "N99-*",
                "N01-*",
                "MUTE-*",
                "FAULT-*",
                "EBMS-*",
                "LOST-*",
            }
        )
        {
            explained.ShouldContain("lrn " + prefix);
        }
    }

    [Fact]
    public async Task A_management_API_that_others_can_reach_asks_for_the_token_of_the_data_folder()
    {
        await using var serve = Serve("--management-address", "0.0.0.0");
        var management = (await serve.ReadyAsync(ReadyFile)).GetProperty("management").GetString()!;
        var token = await File.ReadAllTextAsync(Path.Combine(_data.Data, "management-token"), TestContext.Current.CancellationToken);
        token.Length.ShouldBe(32);

        var refused = (
            await Ics2Process.RunAsync("enrol", "--eori", "BE0123456789", "--out", _data.Beside("trader"), "--management", management)
        ).ShouldEndWith(3);
        refused.Errors.ShouldContain("management-token");
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "BE0123456789",
                "--out",
                _data.Beside("trader"),
                "--management",
                management,
                "--management-token",
                token
            )
        ).ShouldEndWith(0);
    }

    public void Dispose() => _data.Dispose();

    private Ics2Process Serve(params string[] more) =>
        Ics2Process.Start(["serve", "--data", _data.Data, "--port", "0", "--management-port", "0", "--ready-file", ReadyFile, .. more]);
}
