namespace Ics2.As4;

/// <summary>Reads the body of an HTTP message without trusting its stated length.</summary>
public static class BodyReader
{
    private const int FirstGuess = 64 * 1024;

    /// <summary>The whole stream.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="stated">Its Content-Length in bytes; null when none was stated.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <param name="begin">What was read of it before.</param>
    /// <returns>The bytes, those read before included.</returns>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="most"/> bytes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream,
        long? stated,
        int most,
        CancellationToken cancellationToken,
        ReadOnlyMemory<byte> begin = default
    )
    {
        if (stated > most)
        {
            throw TooLong(most);
        }

        // A client that states much and sends little does not make us reserve much.
        var buffer = new byte[(int)Math.Max(Math.Min(stated ?? FirstGuess, FirstGuess), begin.Length)];
        begin.CopyTo(buffer);
        var length = begin.Length;
        while (true)
        {
            if (length == buffer.Length)
            {
                // A full buffer may hold all: look for the end before growing, so that a body of the stated length is not copied.
                var next = new byte[1];
                if (await stream.ReadAsync(next, cancellationToken) == 0)
                {
                    return buffer;
                }

                if (length == most)
                {
                    throw TooLong(most);
                }

                Array.Resize(
                    ref buffer,
                    (int)Math.Min(Math.Max((long)length * 2, FirstGuess), Math.Min(stated > length ? stated.Value : most, most))
                );
                buffer[length++] = next[0];
                continue;
            }

            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
        }
    }

    private static InvalidDataException TooLong(int most) => new($"The body is longer than {most} bytes.");
}
