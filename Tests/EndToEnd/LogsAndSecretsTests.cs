using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>Section 8 of attack-cases.md, AS4-26 and AS4-27: what may and may not stand in logs and captures.</summary>
public sealed class LogsAndSecretsTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>, IAsyncLifetime
{
    private WireTrader Trader => one.Trader;

    public async ValueTask InitializeAsync() => await customs.MarkAsync(Trader);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("id&#13;&#10;FORGED log line@evil.example")]
    [InlineData("id&#10;FORGED log line@evil.example")]
    [InlineData("id&#x9b;31m-FORGED@evil.example")]
    [InlineData("../../../../tmp/FORGED@evil.example")]
    [InlineData("C:\\FORGED@evil.example")]
    [InlineData("&lt;script&gt;FORGED&lt;/script&gt;@evil.example")]
    public async Task An_id_with_line_ends_escape_codes_or_paths_neither_forges_a_log_line_nor_leaves_the_capture_folder__AS4_26(string id)
    {
        var reply = await Trader.PostAsync(
            Trader.Attacker.EditText(xml =>
                System.Text.RegularExpressions.Regex.Replace(
                    xml,
                    "<eb:MessageId>[^<]*",
                    "<eb:MessageId>" + id.Replace("$", "$$", StringComparison.Ordinal),
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromMinutes(1)
                )
            )
        );

        reply.Error.Severity.ShouldBe(ErrorSeverity.Failure);
        ShouldBeOneLineEach();
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
        var day = Directory.GetDirectories(Path.Combine(customs.DataFolder, "captures")).ShouldHaveSingleItem();
        Directory
            .GetFileSystemEntries(day)
            .Select(Path.GetFileName)
            .ShouldAllBe(name => name!.All(c => char.IsAsciiLetterOrDigit(c) || "@-_.~".Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_action_and_a_description_with_escape_codes_neither_forge_a_log_line__AS4_26()
    {
        var filing = Trader.Filing();
        (await Trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
        var message = await Trader.PullAsync();

        await Trader.PostAsync(
            Trader.Writer.WriteSealedError(new EbmsError(EbmsErrorCode.Other, "cannot\r\nFORGED log line"), message.MessageId.Value).Wire
        );
        var reply = await Trader.PostAsync(
            Trader.Writer.WriteUserMessage(Trader.Header("IE3\r\nFORGED log line"), [TestSeal.Document()]).Wire
        );

        reply.Error.Severity.ShouldBe(ErrorSeverity.Failure);
        (await customs.MessagesAsync(Trader, "out")).ShouldHaveSingleItem().GetProperty("note").GetString()!.ShouldNotContain('\n');
        ShouldBeOneLineEach();
    }

    [Fact]
    public async Task No_private_key_and_no_password_stands_in_logs_captures_or_the_database__AS4_27()
    {
        await Trader.FileAndBeAnsweredAsync();
        await Trader.PostAsync(Attacker.Edit(Trader.Filing(), envelope => Attacker.Security(envelope).Remove()));
        using var seal = Trader.Seal.Leaf.GetRSAPrivateKey()!;
        using var tls = Trader.Tls.GetRSAPrivateKey()!;
        var secrets = Secrets(seal)
            .Concat(Secrets(tls))
            .Append(Encoding.UTF8.GetBytes(Trader.Folder.Settings.Seal.Password))
            .Append(Encoding.UTF8.GetBytes(Trader.Folder.Settings.Tls.Password))
            .Append("PRIVATE KEY"u8.ToArray())
            .ToList();

        var scanned = 0;
        foreach (
            var file in Directory
                .GetFiles(customs.DataFolder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".pem", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            secrets.Exists(secret => Holds(bytes, secret)).ShouldBeFalse(file);
            scanned++;
        }

        var logs = Encoding.UTF8.GetBytes(string.Join('\n', customs.Logs.Lines));
        secrets.Exists(secret => Holds(logs, secret)).ShouldBeFalse();
        scanned.ShouldBeGreaterThan(5);
        logs.Length.ShouldBeGreaterThan(1000);

        // The scan finds what it looks for where it has to be.
        var keyFile = await File.ReadAllBytesAsync(
            Path.Combine(customs.DataFolder, "pki", "customs-seal.pem"),
            TestContext.Current.CancellationToken
        );
        Holds(keyFile, "PRIVATE KEY"u8).ShouldBeTrue();
    }

    [Fact]
    public void Key_files_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no file modes");

        foreach (
            var file in new[] { "trader.json", "seal.p12", "tls.p12" }
                .Select(name => Path.Combine(Trader.Folder.Directory, name))
                .Append(Path.Combine(customs.DataFolder, "pki", "customs-seal.pem"))
        )
        {
#pragma warning disable CA1416 // skipped on Windows above
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
#pragma warning restore CA1416
        }
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> secret) => bytes.IndexOf(secret) >= 0;

    // Its private parts in the usual encodings; base64 from behind the modulus, which is public.
    private static IEnumerable<byte[]> Secrets(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return
        [
            parameters.D!,
            parameters.P!,
            parameters.Q!,
            Encoding.ASCII.GetBytes(Convert.ToBase64String(key.ExportPkcs8PrivateKey())[500..560]),
            Encoding.ASCII.GetBytes(Convert.ToHexString(parameters.P!)),
        ];
    }

    private void ShouldBeOneLineEach() =>
        customs.Logs.Lines.Where(line => line.Contains("FORGED", StringComparison.Ordinal)).ShouldAllBe(line => !line.Any(char.IsControl));
}
