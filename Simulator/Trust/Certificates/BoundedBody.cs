namespace Ics2.Trust.Certificates;

/// <summary>Reads an HTTP answer without trusting its length.</summary>
internal static class BoundedBody
{
    /// <summary>The body.</summary>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int most, CancellationToken ct)
    {
        var stream = await content.ReadAsStreamAsync(ct);
        await using (stream)
        {
            return await ReadAsync(stream, most, ct);
        }
    }

    /// <summary>The whole stream.</summary>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > most)
            {
                throw new InvalidDataException($"The answer is longer than {most} bytes.");
            }

            await body.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return body.ToArray();
    }
}
