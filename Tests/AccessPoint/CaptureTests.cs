using System.Text;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Receiving;
using Ics2.As4;
using Ics2.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

public sealed class CaptureTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_exchange_is_kept_as_header_lines_an_empty_line_and_the_body()
    {
        await Captures()
            .WriteAsync("id@host", Wire("multipart/related; boundary=b", "body"), new Answer(500, Wire("application/soap+xml", "fault")));

        var folder = Path.Combine(_folder.Path, "captures", "2026-11-23", "id@host");
        (await File.ReadAllTextAsync(Path.Combine(folder, "request.as4"), TestContext.Current.CancellationToken)).ShouldBe(
            "Content-Type: multipart/related; boundary=b\r\n\r\nbody"
        );
        (await File.ReadAllTextAsync(Path.Combine(folder, "response.as4"), TestContext.Current.CancellationToken)).ShouldBe(
            "Status: 500\r\nContent-Type: application/soap+xml\r\n\r\nfault"
        );
    }

    [Fact]
    public async Task A_repeated_id_keeps_the_first_capture_and_gets_a_folder_beside_it()
    {
        var captures = Captures();
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i => captures.WriteAsync("id@host", Wire("text/plain", $"{i}"), new Answer(200, Wire("text/plain", $"{i}"))))
        );

        var folders = Directory.GetDirectories(Path.Combine(_folder.Path, "captures", "2026-11-23"));
        folders.Length.ShouldBe(10);
        folders.ShouldAllBe(folder =>
            File.ReadAllText(Path.Combine(folder, "request.as4"))
            == File.ReadAllText(Path.Combine(folder, "response.as4")).Replace("Status: 200\r\n", "", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("../../etc/passwd@x")]
    [InlineData("..\\..\\windows@x")]
    [InlineData("/absolute@x")]
    [InlineData("..")]
    [InlineData(".@x")]
    [InlineData("a@x.")]
    [InlineData("CON.a@x")]
    [InlineData("com1.b@x")]
    [InlineData("a\u0000b@x")]
    [InlineData("C:\\x@y")]
    public void An_id_that_is_no_harmless_name_gets_one_that_stays_in_the_folder__MIM_18(string id)
    {
        var name = CaptureName.Of(id);

        Path.GetFullPath(Path.Combine("/root", name)).ShouldBe(Path.GetFullPath("/root") + Path.DirectorySeparatorChar + name);
        name.ShouldStartWith("id-");
        name.ShouldNotContain("\\");
        name.ShouldNotContain(":");
        name.ShouldNotContain(".");
        (CaptureName.Of(id + "2") == name).ShouldBeFalse();
    }

    [Fact]
    public void A_long_id_is_cut_and_a_missing_one_is_made_up()
    {
        CaptureName.Of(new string('a', 250) + "@x").Length.ShouldBeLessThan(160);
        CaptureName.Of(null).ShouldStartWith("unreadable-");
        (CaptureName.Of(null) == CaptureName.Of(null)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_or_unwritable_disk_does_not_fail_the_exchange()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "captures"), "a file in the way", TestContext.Current.CancellationToken);

        await Should.NotThrowAsync(() => Captures().WriteAsync("id@host", Wire("text/plain", "body"), answer: null));
    }

    public void Dispose() => _folder.Dispose();

    private static WireMessage Wire(string type, string body) => new(type, Encoding.UTF8.GetBytes(body));

    private CaptureFolder Captures() => new(_folder.Path, _clock, NullLogger<CaptureFolder>.Instance);
}
