namespace Ics2.Fuzzing;

/// <summary>Something that reads strangers' bytes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Seeds">Inputs to begin with.</param>
/// <param name="Words">Words of its format.</param>
/// <param name="ReadAsync">Reads an input. Whatever is wrong with it is a value; an exception is a fault of ours.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words, Func<byte[], Task> ReadAsync);
