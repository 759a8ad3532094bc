namespace Ics2.Fuzzing;

/// <summary>Makes new inputs of those that reached something: bytes and blocks changed, words of the format put in, two inputs joined.</summary>
/// <param name="random">Chooses.</param>
/// <param name="words">The words of the format.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words)
{
    /// <summary>The most bytes of an input.</summary>
    public const int Most = 128 * 1024;

    private static readonly byte[] Telling = [0, 1, 9, 10, 13, 32, 34, 38, 39, 45, 47, 58, 59, 60, 61, 62, 127, 128, 0xC0, 0xEF, 0xFF];

    /// <summary>Changes an input, between one and sixteen times.</summary>
    /// <param name="input">One that reached something; it stays as it is.</param>
    /// <param name="other">Another to take from.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var times = 1 << random.Next(5); times > 0; times--)
        {
            ChangeOnce(bytes, other);
        }

        if (bytes.Count > Most)
        {
            bytes.RemoveRange(Most, bytes.Count - Most);
        }

        return [.. bytes];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(1 << random.Next(10), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Telling[random.Next(Telling.Length)];
                break;
            case 2 when at < bytes.Count:
                bytes[at] += (byte)random.Next(-16, 17);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 6 when words.Count > 0:
                var word = words[random.Next(words.Count)];
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            case 7 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(1 << random.Next(12), other.Length - from)).ToArray());
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat(Telling[random.Next(Telling.Length)], 1 << random.Next(8)));
                break;
        }
    }
}
