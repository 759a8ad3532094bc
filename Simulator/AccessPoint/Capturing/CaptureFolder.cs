using System.Globalization;
using Ics2.AccessPoint.Receiving;
using Ics2.As4;
using Ics2.Trust.Keeping;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Capturing;

/// <summary>
/// Writes <c>captures/DATE/MESSAGEID/{request,response}.as4</c>: HTTP header lines, an empty line, the body (cli-json.md, last paragraph).
/// An exchange under an id that was captured before on the day gets a folder of its own beside the first.
/// </summary>
internal sealed class CaptureFolder(string dataFolder, TimeProvider clock, ILogger<CaptureFolder> log) : ICaptures
{
    // .NET reports an existing file by the error number of the platform.
    private const int FileExists = unchecked((int)0x80070050);
    private const int Eexist = 17;

    private readonly string _root = Path.Combine(dataFolder, "captures");

    public async Task<string?> WriteAsync(string? messageId, WireMessage request, Answer? answer)
    {
        try
        {
            var day = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var folder = Path.Combine(_root, day, CaptureName.Of(messageId));
            PrivateFiles.MakeFolder(folder);
            if (!await TryWriteAsync(folder, CaptureForm.Request, "", request))
            {
                folder = $"{folder}~{Guid.NewGuid().ToString("N")[..8]}";
                PrivateFiles.MakeFolder(folder);
                await TryWriteAsync(folder, CaptureForm.Request, "", request);
            }

            if (answer is not null)
            {
                await TryWriteAsync(
                    folder,
                    CaptureForm.Response,
                    CaptureForm.Status(answer.Status),
                    answer.Wire ?? new WireMessage("", default)
                );
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("An exchange could not be captured: {Reason}", failure.Message);
            return null;
        }
    }

    private static async Task<bool> TryWriteAsync(string folder, string name, string lines, WireMessage message)
    {
        var path = Path.Combine(folder, name);
        try
        {
            var options = PrivateFiles.Options(FileMode.CreateNew);
            (options.BufferSize, options.Options) = (1, FileOptions.Asynchronous);
            await using var file = new FileStream(path, options);

            await file.WriteAsync(CaptureForm.Head(lines, message));
            await file.WriteAsync(message.Body);
            return true;
        }
        catch (IOException taken) when (taken.HResult == FileExists || taken.HResult == Eexist)
        {
            return false;
        }
    }
}
